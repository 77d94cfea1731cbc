from itsupport.domains.knowledge import get_article
from itsupport.servers import SupportServer

library = SupportServer("library")


def add(article_id):
    @library.resource(f"kb://articles/{article_id}", name=article_id, mime_type="text/markdown")
    def article() -> str:
        return f"# {get_article(article_id)['title']}"


for number in range(1, 11):
    add(f"KB-{number:03}")
