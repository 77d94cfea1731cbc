needs = {
    "a look-up by a client of 2026-07-28": "nothing",
    "a session of a client of 2025-11-25": "same worker",
    "a form that a tool of 2026-07-28 asks for": "shared key",
    "a ticket that a user opens": "database",
    "the news that a file has changed": "database",
    "a sample record that never changes": "nothing",
}
