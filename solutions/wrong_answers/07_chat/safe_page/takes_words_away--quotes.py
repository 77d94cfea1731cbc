from html import escape


def card(customer, text):
    name = customer.replace('"', "").replace("'", "")
    lines = escape(text).replace("\n", "<br>")
    return f'<p title="{escape(name)}">{lines}</p>'
