from html import escape


def card(customer, text):
    lines = "<br>".join(escape(line) for line in escape(text).splitlines())
    return f'<p title="{escape(customer)}">{lines}</p>'
