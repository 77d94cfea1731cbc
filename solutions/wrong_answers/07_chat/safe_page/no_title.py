from html import escape


def card(customer, text):
    lines = escape(text).replace("\n", "<br>")
    return f"<p><strong>{escape(customer)}</strong><br>{lines}</p>"
