"""The knowledge tools, called in Python: data, search, related articles, common fixes."""

from typing import Any

import pytest

from itsupport.domains.article_records import Article
from itsupport.domains.knowledge import (
    find_related_articles,
    get_article,
    get_common_fixes,
    search_solutions,
)
from itsupport.errors import SupportError

ARTICLE_IDS = [f"KB-{number:03}" for number in range(1, 11)]


def ids(**filters: Any) -> list[str]:
    return [article["article_id"] for article in search_solutions(limit=50, **filters)["articles"]]


def fixes(**wanted: str) -> list[str]:
    return [fix["article_id"] for fix in get_common_fixes(**wanted)["fixes"]]


def every_article() -> list[Article]:
    return [get_article(article_id) for article_id in ARTICLE_IDS]


def test_without_filters_all_ten_articles_are_listed_by_id() -> None:
    result = search_solutions()
    assert [article["article_id"] for article in result["articles"]] == ARTICLE_IDS
    assert (result["count"], result["total"], result["filters"]) == (10, 10, {})


@pytest.mark.parametrize("article_id", ARTICLE_IDS)
def test_every_article_has_symptoms_causes_steps_and_commands(article_id: str) -> None:
    article = get_article(article_id)
    assert len(article["symptoms"]) >= 3
    assert len(article["causes"]) >= 2
    assert len(article["steps"]) >= 5
    assert {command["os"] for command in article["commands"]} <= set(article["os"])
    assert article["commands"]


def test_related_ids_name_other_articles_that_exist() -> None:
    for article in every_article():
        related = article["related_article_ids"]
        assert related
        assert set(related) <= set(ARTICLE_IDS) - {article["article_id"]}


@pytest.mark.parametrize("category", ["software", "network", "security", "email"])
def test_the_category_gives_exactly_its_articles(category: str) -> None:
    expected = [a["article_id"] for a in every_article() if a["category"] == category]
    assert ids(category=category) == expected != []


@pytest.mark.parametrize("system", ["windows", "linux", "macos", "other"])
def test_the_system_gives_every_article_that_applies_to_it(system: str) -> None:
    assert ids(os=system) == [a["article_id"] for a in every_article() if system in a["os"]] != []


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Windows blue screens", "KB-001"),
        ("chkdsk", "KB-001"),
        ("no space left on device", "KB-002"),
        ("VPN on my Mac drops", "KB-003"),
        ("dns", "KB-004"),
        ("printers", "KB-005"),
        ("kernel panics", "KB-006"),
        ("locked out of an account", "KB-007"),
        ("ransomware", "KB-008"),
        ("Outlook asks for the password", "KB-009"),
        ("macbook will not wake up", "KB-010"),
        ("kb-004", "KB-004"),
    ],
)
def test_the_best_article_for_a_query_comes_first(query: str, first: str) -> None:
    assert ids(query=query)[0] == first


def test_a_query_says_how_well_it_fits_and_which_words_matched() -> None:
    found = search_solutions(query="reset passwords")["articles"]
    assert found[0]["matched_words"] == ["reset", "passwords"]
    scores = [article["score"] for article in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] < 1


def test_filters_combine_with_and() -> None:
    assert ids(query="crash after an update", os="linux", category="software") == ["KB-006"]


def test_count_is_what_is_given_and_total_what_was_found() -> None:
    result = search_solutions(os="windows", limit=2)
    assert (result["count"], len(result["articles"]), result["total"]) == (2, 2, 8)


def test_an_empty_search_is_a_result_with_a_near_miss_and_looser_filters() -> None:
    result = search_solutions(query="chkdks", category="software")
    assert (result["count"], result["articles"]) == (0, [])
    assert "No text contains 'chkdks'. Did you mean 'chkdsk' or 'dkms'?" in result["hint"]
    assert "Without query='chkdks' the search finds 2." in result["hint"]


@pytest.mark.parametrize("article_id", ARTICLE_IDS)
def test_named_articles_lead_the_related_ones_and_say_so(article_id: str) -> None:
    named = get_article(article_id)["related_article_ids"]
    found = find_related_articles(article_id, limit=50)["articles"]
    assert {article["article_id"] for article in found[: len(named)]} == set(named)
    for article in found[: len(named)]:
        assert f"named in {article_id}" in article["reasons"]
    assert [a["score"] for a in found] == sorted([a["score"] for a in found], reverse=True)


def test_related_articles_are_limited_and_counted() -> None:
    result = find_related_articles("KB-001", limit=1)
    assert (result["count"], result["total"]) == (1, 3)
    assert [article["article_id"] for article in result["articles"]] == ["KB-006"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"product": "Outlook"}, ["KB-009"]),
        ({"issue": "does not wake"}, ["KB-010"]),
        ({"product": "printer", "issue": "offline"}, ["KB-005"]),
        ({"product": "Windows 11", "issue": "blue screen"}, ["KB-001"]),
        ({"product": "Outlook", "issue": "kernel panic"}, []),
    ],
)
def test_fixes_fit_the_product_and_the_issue(wanted: dict[str, str], expected: list[str]) -> None:
    assert fixes(**wanted) == expected


def test_a_fix_gives_causes_and_one_short_sentence_for_each_step() -> None:
    article, fix = get_article("KB-009"), get_common_fixes(product="Outlook")["fixes"][0]
    assert fix["causes"] == article["causes"]
    assert len(fix["steps"]) == len(article["steps"])
    for short, full in zip(fix["steps"], article["steps"], strict=True):
        assert full.startswith(short)
        assert len(short) <= 120
    assert fix["reasons"] == ["fits the product: outlook"]


def test_fixes_that_nothing_fits_are_an_empty_result_with_a_near_miss() -> None:
    result = get_common_fixes(product="outlok")
    assert result["count"] == 0
    assert result["hint"] == [
        "No text contains 'outlok'. Did you mean 'outlook'?",
        "Use search_solutions to list all articles.",
    ]


def test_fixes_for_nothing_in_particular_are_refused() -> None:
    with pytest.raises(SupportError, match="needs a product or an issue") as problem:
        get_common_fixes()
    assert problem.value.envelope["follow_up_tools"] == ["search_solutions"]


@pytest.mark.parametrize("tool", [get_article, find_related_articles])
def test_an_unknown_article_is_an_error_that_helps(tool: Any) -> None:
    with pytest.raises(SupportError, match="Article KB-999 not found") as problem:
        tool("KB-999")
    envelope = problem.value.envelope
    assert envelope["retryable"]
    assert envelope["follow_up_tools"] == ["search_solutions"]
    assert "KB-009" in envelope["suggested_actions"][0]
    assert envelope["context"] == {"article_id": "KB-999"}


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ({"category": "netwrk"}, "Did you mean 'network'?"),
        ({"catgory": "network"}, "Did you mean 'category'?"),
        ({"query": "  "}, "Write query like 'blue screen'."),
    ],
)
def test_a_wrong_argument_is_refused_with_advice(arguments: dict[str, Any], advice: str) -> None:
    with pytest.raises(SupportError) as problem:
        search_solutions(**arguments)
    assert advice in problem.value.envelope["suggested_actions"]


def test_a_malformed_id_is_refused_with_an_example() -> None:
    with pytest.raises(SupportError) as problem:
        get_article("the first")
    assert problem.value.envelope["suggested_actions"] == ["Write article_id like 'KB-001'."]


def test_results_are_copies_that_may_be_changed() -> None:
    get_article("KB-001")["steps"].clear()
    search_solutions()["articles"][0]["tags"].clear()
    get_common_fixes(product="Windows")["fixes"][0]["causes"].clear()
    assert all(get_article("KB-001")[field] for field in ("steps", "tags", "causes"))
