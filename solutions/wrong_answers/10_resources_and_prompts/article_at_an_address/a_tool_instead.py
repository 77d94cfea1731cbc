from itsupport.domains.knowledge import get_article
from itsupport.servers import SupportServer

library = SupportServer("library")


@library.tool()
def article(article_id: str) -> str:
    "One article."
    found = get_article(article_id)
    steps = [f"{number}. {step}" for number, step in enumerate(found["steps"], 1)]
    return "\n".join([f"# {found['title']}", "", *steps])
