offers = {
    "close_ticket": "tool",
    "similar_tickets": "tool",
    "convert_currency": "tool",
    "price_list": "template",
    "status_board": "resource",
    "one_contract": "template",
    "monday_report": "prompt",
    "kind_refusal": "prompt",
}
