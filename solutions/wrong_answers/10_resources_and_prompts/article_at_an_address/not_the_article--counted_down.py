from itsupport.domains.knowledge import get_article
from itsupport.servers import SupportServer

library = SupportServer("library")


@library.resource("kb://articles/{article_id}", mime_type="text/markdown")
def article(article_id: str) -> str:
    found = get_article(article_id)
    steps = [f"{number}. {step}" for number, step in enumerate(reversed(found["steps"]), 1)]
    return "\n".join([f"# {found['title']}", "", *steps])
