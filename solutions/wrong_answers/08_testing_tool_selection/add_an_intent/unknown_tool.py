intent = {
    "name": "asset history",
    "tools": ["get_history_of_asset"],
    "variations": [
        {"ask": "Was AST-SRV-001 ever repaired?"},
        {"ask": "When was AST-WKS-001 installed?"},
        {"ask": "Had AST-SRV-002 the same trouble before?"},
    ],
}
