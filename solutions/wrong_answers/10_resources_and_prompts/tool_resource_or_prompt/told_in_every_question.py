offers = {
    "close_ticket": "tool",
    "similar_tickets": "tool",
    "convert_currency": "tool",
    "price_list": "tool",
    "status_board": "tool",
    "one_contract": "template",
    "monday_report": "prompt",
    "kind_refusal": "prompt",
}
