intent = {
    "name": "asset history",
    "tools": ["get_asset_history"],
    "variations": [
        {"ask": "Show the history of AST-SRV-001."},
        {"ask": "Which history does AST-WKS-001 have?"},
        {"ask": "I need the history of the asset AST-LAP-001."},
    ],
}
