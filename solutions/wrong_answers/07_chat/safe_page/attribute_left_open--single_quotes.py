def card(customer, text):
    def shown(words):
        return words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

    lines = shown(text).replace("\n", "<br>")
    return f"<p title='{shown(customer)}'>{lines}</p>"
