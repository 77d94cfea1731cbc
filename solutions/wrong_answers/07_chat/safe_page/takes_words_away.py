import re
from html import escape


def card(customer, text):
    words = re.sub(r"<[^>]*>", "", text)
    lines = escape(words).replace("\n", "<br>")
    return f'<p title="{escape(customer)}">{lines}</p>'
