offers = {
    "close_ticket": "tool",
    "similar_tickets": "resource",
    "convert_currency": "tool",
    "price_list": "resource",
    "status_board": "resource",
    "one_contract": "template",
    "monday_report": "prompt",
    "kind_refusal": "prompt",
}
