def plan(call_tool):
    return [
        {
            "customer_id": "CUST-001",
            "company_name": "TechCorp Industries",
            "tickets": 2,
            "overdue": 738.34,
        },
        {
            "customer_id": "CUST-002",
            "company_name": "DataFlow Solutions",
            "tickets": 1,
            "overdue": 841.64,
        },
        {
            "customer_id": "CUST-006",
            "company_name": "Alpine Outfitters",
            "tickets": 2,
            "overdue": 596.15,
        },
    ]
