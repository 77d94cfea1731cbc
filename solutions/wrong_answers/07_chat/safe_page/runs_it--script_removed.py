import re
from html import escape


def card(customer, text):
    lines = re.sub(r"</?script>", "", text).replace("\n", "<br>")
    return f'<p title="{escape(customer)}">{lines}</p>'
