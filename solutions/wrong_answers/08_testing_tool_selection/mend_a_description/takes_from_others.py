description = """
Search all: critical Windows tickets, network incidents, urgent cases, similar tickets,
knowledge base articles, guides.
"""
