"""What a knowledge base article looks like, and what the knowledge tools give."""

from typing import Annotated, NotRequired

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from itsupport.domains.vocabulary import ArticleId, Category, Day, OperatingSystem, Score

ProductName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    Field(
        description="The product in trouble, such as Outlook, Windows 11 or printer.",
        examples=["Outlook"],
    ),
]
IssueWords = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    Field(
        description="What goes wrong, in a few words, such as keeps asking for the password.",
        examples=["keeps asking for the password"],
    ),
]


class Command(TypedDict):
    """A command to type, where, and what it is good for. Words in capitals are to be replaced."""

    os: OperatingSystem
    command: str
    purpose: str


class ArticleRow(TypedDict):
    """An article in one row; `os` lists every system that it applies to."""

    article_id: ArticleId
    title: str
    category: Category
    os: list[OperatingSystem]
    product: str
    summary: str
    tags: list[str]
    updated: Day


class Article(ArticleRow):
    """The whole article: one record of `data/articles.json`. Steps are in order."""

    symptoms: list[str]
    causes: list[str]
    steps: list[str]
    commands: list[Command]
    related_article_ids: list[ArticleId]


class FoundArticle(ArticleRow):
    """A row of a search; with a query also how well it fits and which words it has."""

    score: NotRequired[Score]
    matched_words: NotRequired[list[str]]


class ArticleSearch(TypedDict):
    """`count` articles of the `total` that fit the filters; `hint` helps when few or none do."""

    count: int
    total: int
    filters: dict[str, str]
    articles: list[FoundArticle]
    hint: list[str]


class RelatedArticle(ArticleRow):
    """An article that belongs with another one, with the reasons in words, the strongest first."""

    score: Score
    reasons: list[str]


class RelatedArticles(TypedDict):
    """`count` of the `total` articles that belong with `article_id`, the nearest first."""

    article_id: ArticleId
    title: str
    count: int
    total: int
    articles: list[RelatedArticle]
    hint: list[str]


class CommonFix(TypedDict):
    """The causes and the short steps of one article, in order, and why it fits."""

    article_id: ArticleId
    title: str
    product: str
    os: list[OperatingSystem]
    score: Score
    reasons: list[str]
    causes: list[str]
    steps: list[str]


class CommonFixes(TypedDict):
    """The fixes that fit, the best first; `hint` helps when there are none."""

    count: int
    filters: dict[str, str]
    fixes: list[CommonFix]
    hint: list[str]
