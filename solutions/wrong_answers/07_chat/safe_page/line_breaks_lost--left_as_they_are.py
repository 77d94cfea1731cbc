from html import escape


def card(customer, text):
    return f'<p title="{escape(customer)}">{escape(text)}</p>'
