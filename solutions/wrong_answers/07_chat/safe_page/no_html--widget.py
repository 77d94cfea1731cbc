from html import escape

import ipywidgets as widgets


def card(customer, text):
    lines = escape(text).replace("\n", "<br>")
    return widgets.HTML(f'<p title="{escape(customer)}">{lines}</p>')
