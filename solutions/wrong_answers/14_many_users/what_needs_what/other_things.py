needs = {"request": "nothing", "session": "same worker", "form": "shared key"}
