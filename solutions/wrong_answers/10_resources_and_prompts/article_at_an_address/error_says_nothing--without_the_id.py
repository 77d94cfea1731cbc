from mcp.server.mcpserver.exceptions import ResourceError

from itsupport.domains.knowledge import get_article
from itsupport.errors import SupportError
from itsupport.servers import SupportServer

library = SupportServer("library")


@library.resource("kb://articles/{article_id}", mime_type="text/markdown")
def article(article_id: str) -> str:
    try:
        found = get_article(article_id)
    except SupportError:
        raise ResourceError("not found") from None
    steps = [f"{number}. {step}" for number, step in enumerate(found["steps"], 1)]
    return "\n".join([f"# {found['title']}", "", *steps])
