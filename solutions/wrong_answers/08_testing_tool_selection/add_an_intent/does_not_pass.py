intent = {
    "name": "asset history",
    "tools": ["get_asset_history"],
    "variations": [
        {"ask": "Was AST-SRV-001 ever repaired?"},
        {"ask": "When was AST-WKS-001 installed?"},
        {"ask": "Had AST-SRV-002 the same trouble before?"},
        {"ask": "How old is the battery of AST-LAP-001?"},
    ],
}
