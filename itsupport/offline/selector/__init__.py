"""How the offline model decides: it reads the question, ranks the tools, plans calls, writes.

Start with `engine.py`. `exchange.py`, one folder up, says what comes in and what goes out.
"""
