from itsupport.domains.knowledge import get_article
from itsupport.servers import SupportServer

library = SupportServer("library")


@library.resource("kb://articles/{id}", mime_type="text/markdown")
def article(id: str) -> str:
    found = get_article(id)
    steps = [f"{number}. {step}" for number, step in enumerate(found["steps"], 1)]
    return "\n".join([f"# {found['title']}", "", *steps])
