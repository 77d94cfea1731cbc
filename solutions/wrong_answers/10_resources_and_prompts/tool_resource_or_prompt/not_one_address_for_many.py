offers = {
    "close_ticket": "tool",
    "similar_tickets": "tool",
    "convert_currency": "tool",
    "price_list": "resource",
    "status_board": "resource",
    "one_contract": "resource",
    "monday_report": "prompt",
    "kind_refusal": "prompt",
}
