"""The passwords of the made-up people, for lessons, tests and whoever tries the sign-in page.

A password never stands in the code of a real program. These protect nothing and nobody.
"""

MADE_UP_PASSWORDS = {
    "rafael": "river-stone-42",
    "owen": "lamp-post-17",
    "tomasz": "green-door-88",
}
"""User name to password. Rafael works at CUST-001, Owen at CUST-002, Tomasz at CUST-003."""
