intent = {
    "name": "asset history",
    "tools": ["get_asset_history"],
    "variations": [
        {"ask": "Was AST-SRV-001 ever repaired?"},
        {"ask": "When was AST-WKS-001 installed?"},
    ],
}
