"""Ranking of short texts: order, scores, matched words, spelling."""

import pytest

from itsupport.domains.text_search import TextIndex, stem, words

TEXTS = {
    "a": [(3, "Printer offline"), (1, "The office printer does not print.")],
    "b": [
        (3, "Blue screen"),
        (1, "Windows crashes with a blue screen, then the printer restarts."),
    ],
    "c": [(3, "Disk full"), (1, "No space left on the Linux server. Crash while saving.")],
}


def index() -> TextIndex:
    return TextIndex(TEXTS)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("printers", "printer"),
        ("screens", "screen"),
        ("crashing", "crashes"),
        ("crashed", "crash"),
        ("dropped", "drops"),
        ("updating", "update"),
        ("batteries", "battery"),
        ("macOS", "Mac"),
        ("licenses", "licence"),
    ],
)
def test_a_word_is_found_in_its_other_forms(asked: str, written: str) -> None:
    assert stem(words(asked)[0]) == stem(words(written)[0])


@pytest.mark.parametrize(
    ("one", "other"), [("driver", "drive"), ("dns", "dn"), ("status", "statu"), ("need", "ne")]
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_the_record_with_the_word_in_its_weightiest_field_comes_first() -> None:
    assert [match.id for match in index().rank("printers")] == ["a", "b"]


def test_matched_words_are_given_as_they_were_asked_and_in_that_order() -> None:
    first = index().rank("screens that are blue")[0]
    assert (first.id, first.words) == ("b", ["screens", "blue"])


def test_a_record_with_all_words_scores_higher_than_one_with_some() -> None:
    scores = {match.id: match.score for match in index().rank("linux crash")}
    assert scores["c"] > scores.get("b", 0)


def test_scores_lie_between_zero_and_one() -> None:
    for query in ["printer", "blue screen", "linux disk full crash zebra"]:
        assert all(0 < match.score < 1 for match in index().rank(query))


def test_a_word_that_nothing_contains_lowers_the_score() -> None:
    assert index().rank("disk zebra")[0].score < index().rank("disk")[0].score


def test_a_repeated_word_counts_once() -> None:
    assert index().rank("disk disk disk") == index().rank("disk")


def test_a_word_in_every_record_still_finds_them() -> None:
    same = TextIndex({key: [(1, f"server {key}")] for key in ("x", "y")})
    assert [match.id for match in same.rank("server")] == ["x", "y"]


def test_ties_are_broken_by_id_and_not_by_the_order_of_the_records() -> None:
    same = TextIndex({key: [(1, "server")] for key in ("z", "x", "y")})
    assert [match.id for match in same.rank("server")] == ["x", "y", "z"]


@pytest.mark.parametrize("query", ["", "the", "!?", "zebra"])
def test_a_query_without_a_known_word_finds_nothing(query: str) -> None:
    assert index().rank(query) == []


def test_nothing_is_found_among_no_records() -> None:
    assert TextIndex({}).rank("printer") == []


def test_nothing_is_found_in_records_without_words() -> None:
    assert TextIndex({"x": [(1, "")]}).rank("printer") == []


def test_a_query_full_of_unknown_words_gets_no_more_than_three_hints() -> None:
    assert len(index().spelling_hints("zebra giraffe walrus otter lemur")) == 3


def test_an_id_is_one_word_and_does_not_match_its_neighbours() -> None:
    ids = TextIndex({"one": [(1, "KB-001")], "two": [(1, "KB-002 AST-SRV-001")]})
    assert [match.id for match in ids.rank("kb-001")] == ["one"]


def test_letters_of_other_scripts_are_words_too() -> None:
    foreign = TextIndex({"x": [(1, "Gerät: принтер defekt")]})
    assert foreign.rank("ПРИНТЕР gerät")[0].words == ["принтер", "gerät"]


def test_likeness_is_the_same_both_ways_and_highest_with_itself() -> None:
    assert index().likeness("a", "b")[0] == pytest.approx(index().likeness("b", "a")[0])
    assert index().likeness("a", "a")[0] == pytest.approx(1)
    assert index().likeness("a", "b")[0] < 0.5


def test_likeness_names_the_shared_words_as_the_first_record_writes_them() -> None:
    assert index().likeness("b", "c")[1] == ["crashes"]


def test_records_without_words_are_not_alike() -> None:
    assert TextIndex({"x": [(1, "")], "y": [(1, "")]}).likeness("x", "y") == (0.0, [])


def test_a_misspelt_word_is_named_with_its_near_miss() -> None:
    assert index().spelling_hints("blue scren") == [
        "No text contains 'scren'. Did you mean 'screen' or 'space'?"
    ]


def test_known_words_need_no_spelling_hint() -> None:
    assert index().spelling_hints("printers crashing") == []
