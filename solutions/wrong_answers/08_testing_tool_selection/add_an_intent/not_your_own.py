intent = {
    "name": "search critical tickets",
    "tools": ["search_tickets"],
    "variations": [
        {"ask": "Show me all critical tickets."},
        {"ask": "Which tickets came from the web?"},
        {"ask": "list critical windows tickets"},
    ],
}
