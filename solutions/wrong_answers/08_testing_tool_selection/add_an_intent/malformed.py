intent = {
    "name": "asset history",
    "tools": ["get_asset_history"],
    "variations": [
        "Was AST-SRV-001 ever repaired?",
        "When was AST-WKS-001 installed?",
        "Had AST-SRV-002 the same trouble before?",
    ],
}
