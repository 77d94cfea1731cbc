from itsupport.domains.knowledge import get_article
from itsupport.servers import SupportServer

library = SupportServer("library")


@library.resource("kb://articles/{article_id}", mime_type="text/markdown")
def article(article_id: str) -> dict:
    return get_article(article_id)
