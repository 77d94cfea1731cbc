"""Which articles fit a search, and which belong with another one, with the reasons for both.

The tools in `knowledge` check their arguments and shape the result; here the work is done.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from itsupport.domains.article_records import (
    Article,
    ArticleRow,
    CommonFix,
    FoundArticle,
    RelatedArticle,
)
from itsupport.domains.filters import fitting, looser
from itsupport.domains.likeness import (
    Ground,
    Reason,
    in_words,
    score,
    shared_fields,
    shared_words,
)
from itsupport.domains.text_search import Fields, Match, TextIndex

FILTERS: Mapping[str, Callable[[Article, Any], bool]] = {
    "category": lambda article, category: article["category"] == category,
    "os": lambda article, os: os in article["os"],
}

TELLING = (Ground("tags", 0.15, "shared tags"), Ground("category", 0.1, "same category"))
SYSTEM = (Ground("os", 0.05, "same system"),)
NAMED = 0.4  # points for an article that the other one names; with all others they make 1
WORDS_IN_COMMON = 0.3
NOT_BY_CHANCE = 0.1  # telling points that make two articles belong together


def search(
    articles: Sequence[Article], wanted: Mapping[str, Any]
) -> tuple[list[FoundArticle], list[str]]:
    """The articles that fit all wanted filters, best first, else by id; and a hint.

    The query is a filter like the others: adding one can only narrow the search.
    """
    index, query = _index(articles, _searched), wanted.get("query", "")
    matches = {match.id: match for match in index.rank(query)}
    tests = {**FILTERS, "query": _is_in(matches)}
    found = [cast(FoundArticle, _row(article)) for article in fitting(articles, wanted, tests)]
    found.sort(key=lambda article: article["article_id"])
    if query:
        for article in found:
            match = matches[article["article_id"]]
            article |= {"score": match.score, "matched_words": match.words}
        found.sort(key=lambda article: -article["score"])
    hint = index.spelling_hints(query)
    return found, hint if found or not wanted else [*hint, *looser(articles, wanted, tests)]


def related(article: Article, articles: Sequence[Article]) -> list[RelatedArticle]:
    """The other articles that this one names or shares its subject with, nearest first."""
    index = _index(articles, _compared)
    found = []
    for other in articles:
        telling = [
            *_named(article, other),
            *shared_fields(article, other, TELLING),
            *shared_words(index, article["article_id"], other["article_id"], WORDS_IN_COMMON),
        ]
        if other["article_id"] != article["article_id"] and score(telling) >= NOT_BY_CHANCE:
            reasons = [*telling, *shared_fields(article, other, SYSTEM)]
            found.append(
                RelatedArticle(**_row(other), score=score(reasons), reasons=in_words(reasons))
            )
    return sorted(found, key=lambda other: (-other["score"], other["article_id"]))


def fixes(
    articles: Sequence[Article], wanted: Mapping[str, str]
) -> tuple[list[CommonFix], list[str]]:
    """The articles that fit the wanted product and issue, as short fixes, best first; and a hint.

    The score is the mean of the scores for product and issue.
    """
    indexes = {"product": _index(articles, _products), "issue": _index(articles, _searched)}
    matches = {
        name: {match.id: match for match in indexes[name].rank(words)}
        for name, words in wanted.items()
    }
    tests = {name: _is_in(matches[name]) for name in wanted}
    found = [
        _fix(article, {name: matches[name][article["article_id"]] for name in wanted})
        for article in fitting(articles, wanted, tests)
    ]
    hint = [h for name, words in wanted.items() for h in indexes[name].spelling_hints(words)]
    found.sort(key=lambda fix: (-fix["score"], fix["article_id"]))
    if not found and len(wanted) > 1:
        hint += looser(articles, wanted, tests)
    return found, hint if found else [*hint, "Use search_solutions to list all articles."]


def _fix(article: Article, matches: Mapping[str, Match]) -> CommonFix:
    return CommonFix(
        article_id=article["article_id"],
        title=article["title"],
        product=article["product"],
        os=article["os"],
        score=round(sum(match.score for match in matches.values()) / len(matches), 3),
        reasons=[f"fits the {name}: {', '.join(match.words)}" for name, match in matches.items()],
        causes=article["causes"],
        steps=[step.partition(". ")[0].rstrip(".") + "." for step in article["steps"]],
    )


def _is_in(matches: Mapping[str, Match]) -> Callable[[Article, Any], bool]:
    return lambda article, _: article["article_id"] in matches


def _named(article: Article, other: Article) -> list[Reason]:
    if other["article_id"] not in article["related_article_ids"]:
        return []
    return [Reason(NAMED, f"named in {article['article_id']}")]


def _row(article: Article) -> ArticleRow:
    values = cast(dict[str, Any], article)
    return cast(ArticleRow, {key: values[key] for key in ArticleRow.__annotations__})


def _index(articles: Sequence[Article], fields: Callable[[Article], Fields]) -> TextIndex:
    return TextIndex({article["article_id"]: fields(article) for article in articles})


def _products(article: Article) -> Fields:
    """What the article is for: devices, programs and systems."""
    return [
        (2, article["product"]),
        (1, article["title"]),
        (1, " ".join([*article["os"], *article["tags"]])),
    ]


def _compared(article: Article) -> Fields:
    """What the article is about: the title counts most."""
    return [
        (3, article["title"]),
        (2, " ".join([article["product"], *article["tags"]])),
        (1, " ".join([article["summary"], *article["symptoms"], *article["causes"]])),
    ]


def _searched(article: Article) -> Fields:
    """Everything that somebody may look for; steps and commands count least."""
    commands = [f"{command['command']} {command['purpose']}" for command in article["commands"]]
    return [
        *_compared(article),
        (1, " ".join([article["article_id"], article["category"], *article["os"]])),
        (0.5, " ".join([*article["steps"], *commands])),
    ]
