def description():
    return "Find articles and guides in the knowledge base on a kind of trouble."
