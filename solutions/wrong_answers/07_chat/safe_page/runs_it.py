def card(customer, text):
    lines = text.replace("\n", "<br>")
    return f'<p title="{customer}">{lines}</p>'
