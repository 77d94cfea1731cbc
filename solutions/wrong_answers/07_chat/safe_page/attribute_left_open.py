from html import escape


def card(customer, text):
    lines = escape(text).replace("\n", "<br>")
    return f'<p title="{customer}">{lines}</p>'
