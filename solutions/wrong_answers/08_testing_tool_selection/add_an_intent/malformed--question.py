intent = {
    "name": "asset history",
    "tools": ["get_asset_history"],
    "variations": [
        {"question": "Was AST-SRV-001 ever repaired?"},
        {"question": "When was AST-WKS-001 installed?"},
        {"question": "Had AST-SRV-002 the same trouble before?"},
    ],
}
