offers = {
    "close_ticket": "resource",
    "similar_tickets": "tool",
    "convert_currency": "tool",
    "price_list": "resource",
    "status_board": "resource",
    "one_contract": "template",
    "monday_report": "prompt",
    "kind_refusal": "prompt",
}
