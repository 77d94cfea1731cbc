from html import escape


def card(customer, text):
    shown = text.replace("<", "&lt;").replace(">", "&gt;").replace("&", "&amp;")
    lines = shown.replace("\n", "<br>")
    return f'<p title="{escape(customer)}">{lines}</p>'
