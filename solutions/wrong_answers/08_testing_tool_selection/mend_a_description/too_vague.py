description = "Search the knowledge base."
