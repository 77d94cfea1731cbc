intent = {
    "name": "asset history",
    "tools": [],
    "variations": [
        {"ask": "Please order a laptop."},
        {"ask": "What is the weather?"},
        {"ask": "Sing a song."},
    ],
}
