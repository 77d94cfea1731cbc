needs = ["nothing", "same worker", "shared key", "database", "bus", "nothing"]
