intent = {
    "name": "asset history",
    "tools": ["get_asset_history"],
    "variations": [
        {"ask": "Was AST-SRV-001 ever repaired?"},
        {"ask": "Was AST-SRV-002 ever repaired?"},
        {"ask": "Was AST-WKS-001 ever repaired?"},
    ],
}
