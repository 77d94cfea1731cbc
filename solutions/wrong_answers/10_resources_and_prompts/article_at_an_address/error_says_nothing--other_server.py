from mcp.server import MCPServer

from itsupport.domains.knowledge import get_article

library = MCPServer("library")


@library.resource("kb://articles/{article_id}", mime_type="text/markdown")
def article(article_id: str) -> str:
    found = get_article(article_id)
    steps = [f"{number}. {step}" for number, step in enumerate(found["steps"], 1)]
    return "\n".join([f"# {found['title']}", "", *steps])
