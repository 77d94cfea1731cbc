intent = [
    {"name": "asset history", "tools": ["get_asset_history"]},
]
