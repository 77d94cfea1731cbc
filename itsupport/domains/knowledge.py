"""The support desk's knowledge base: articles on known trouble and how to mend it.

Start with search_solutions, which finds articles by words, category or operating system, or with
get_common_fixes, which gives causes and short steps for a product or an issue at once. An
article_id opens get_article (all steps and commands) and find_related_articles (what to read
next). The article_ids in a ticket are ids of these articles.
"""

from itsupport.dataset import records
from itsupport.domains.article_records import (
    Article,
    ArticleSearch,
    CommonFixes,
    IssueWords,
    ProductName,
    RelatedArticles,
)
from itsupport.domains.article_search import fixes, related, search
from itsupport.domains.filters import given
from itsupport.domains.references import not_found
from itsupport.domains.vocabulary import (
    ArticleId,
    Category,
    Limit,
    OperatingSystem,
    SearchWords,
)
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError


@dual_mode
def search_solutions(
    query: SearchWords | None = None,
    category: Category | None = None,
    os: OperatingSystem | None = None,
    limit: Limit = 10,
) -> ArticleSearch:
    """Find knowledge base articles, also called solutions or guides, on a kind of trouble.

    Use it to learn whether there is an article about blue screens, a full disk, VPN, printers and
    so on. Gives a row with a summary for each, the best matches first; filters combine with AND,
    and without any all articles are listed by id. For the steps open one with get_article, or ask
    get_common_fixes. For tickets that customers reported use search_tickets.
    """
    wanted = given(query=query, category=category, os=os)
    found, hint = search(records("articles", Article), wanted)
    return ArticleSearch(
        count=len(found[:limit]),
        total=len(found),
        filters=wanted,
        articles=found[:limit],
        hint=hint,
    )


@dual_mode
def get_article(article_id: ArticleId) -> Article:
    """Give one whole knowledge base article: symptoms, causes, numbered steps and commands.

    Use it when the article id is known, from a search or from the article_ids of a ticket. To find
    an article by words use search_solutions.
    """
    return _article(article_id)


@dual_mode
def find_related_articles(article_id: ArticleId, limit: Limit = 5) -> RelatedArticles:
    """Find articles that belong with this one, each with a score and the reasons.

    Use it for what to read next when an article did not help or names another cause. An article
    that this one names weighs most, then shared words, tags, category and system.
    """
    article = _article(article_id)
    found = related(article, records("articles", Article))
    return RelatedArticles(
        article_id=article_id,
        title=article["title"],
        count=len(found[:limit]),
        total=len(found),
        articles=found[:limit],
        hint=[] if found else ["No other article has much in common with this one."],
    )


@dual_mode
def get_common_fixes(
    product: ProductName | None = None, issue: IssueWords | None = None
) -> CommonFixes:
    """Give the usual causes and the short steps for a product, an issue, or both.

    Use it for a quick answer to how something is fixed, when there is no article id yet. At least
    one of the two must be given; with both, an article has to fit both. Each fix names its
    article: get_article has the steps in full, with the commands.
    """
    wanted = given(product=product, issue=issue)
    if not wanted:
        raise SupportError(
            "get_common_fixes needs a product or an issue",
            "Without either, every article would fit.",
            suggested_actions=[
                "Give product='Outlook', issue='keeps asking for the password', or both.",
                "Use search_solutions to list all articles.",
            ],
            retryable=True,
            follow_up_tools=["search_solutions"],
            context={"arguments": ["product", "issue"]},
        )
    found, hint = fixes(records("articles", Article), wanted)
    return CommonFixes(count=len(found), filters=wanted, fixes=found, hint=hint)


def _article(article_id: str) -> Article:
    articles = {article["article_id"]: article for article in records("articles", Article)}
    if article_id not in articles:
        how = "to find it by words, category or system"
        raise not_found("article", article_id, articles, "search_solutions", how)
    return articles[article_id]


TOOLS = (search_solutions, get_article, find_related_articles, get_common_fixes)
