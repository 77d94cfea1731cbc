offers = {
    "close_ticket": "tool",
    "similar_tickets": "tool",
    "convert_currency": "tool",
    "price_list": "resource",
    "status_board": "resource",
    "one_contract": "template",
    "monday_report": "template",
    "kind_refusal": "prompt",
}
