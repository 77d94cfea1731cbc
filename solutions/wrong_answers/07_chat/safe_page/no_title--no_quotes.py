from html import escape


def card(customer, text):
    lines = escape(text).replace("\n", "<br>")
    return f"<p title={escape(customer)}>{lines}</p>"
