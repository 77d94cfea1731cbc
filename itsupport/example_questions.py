"""Questions worth asking the support desk first; nothing that answers them knows this list."""

OPENING_QUESTIONS = (
    "What are the critical tickets, and who are the customers?",
    "Which customers have both critical tickets and overdue invoices?",
    "Which warranties expire in the next 30 days?",
    "Find articles about Windows blue screens.",
)
"""What both chats offer before anything was asked."""

EXAMPLE_QUESTIONS = (
    "Show all critical tickets with their ids, subjects and status.",
    "Who is CUST-001, what are their SLA terms and who are their contacts?",
    "Which invoices are overdue, and what are the outstanding balances?",
    "Find articles about Windows blue screens.",
    "Which warranties have expired or expire in the next 30 days?",
    "Tell me everything about CUST-002: tickets, invoices and assets.",
    "Which tickets are similar to TKT-1001, and is there an article that helps?",
)
"""One or more for each server: what the `examples` command and the notebooks ask."""
