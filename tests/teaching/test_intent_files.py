"""Intents from a file of one's own, and what is said when it is malformed."""

import json
from pathlib import Path
from typing import Any

import pytest

from itsupport.errors import SupportError
from itsupport.teaching.tool_selection import (
    ExpectedArguments,
    intents_from,
    read_intents,
    run,
)
from tests.orchestrator.conftest import ScriptedModel
from tests.teaching.desks import desk_with

GOOD: dict[str, Any] = {
    "name": "printers",
    "tools": ["search_tickets"],
    "may": ["get_ticket_details"],
    "variations": [
        {"ask": "Printer trouble?"},
        {
            "ask": "How do I mend it, and for whom?",
            "tools": ["get_common_fixes|search_solutions", "lookup_customer"],
            "arguments": {"get_common_fixes|search_solutions": {}, "lookup_customer": [{}, {}]},
            "minimum_calls": 3,
        },
        {"ask": "Write a poem.", "tools": []},
    ],
}


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_stands_beside_the_name_holds_for_all_variations_that_say_nothing_else() -> None:
    [intent] = intents_from([GOOD])
    first, second, third = intent.variations
    assert (first.tools, first.may) == ((("search_tickets",),), ("get_ticket_details",))
    assert first.minimum_calls == 1
    assert second.tools == (("get_common_fixes", "search_solutions"), ("lookup_customer",))
    assert second.arguments[1:] == (ExpectedArguments(("lookup_customer",), {}),) * 2
    assert second.minimum_calls == 3
    assert (third.tools, third.minimum_calls) == ((), 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.json", json.dumps([GOOD])),
        ("own.json", "\ufeff" + json.dumps({"intents": [GOOD]})),
        ("OWN.JSON", json.dumps([GOOD])),
        ("own.py", f"print('read')\nINTENTS = [{GOOD!r}]"),
    ],
)
def test_a_json_file_and_a_python_file_say_the_same(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read_intents(written(tmp_path, name, text)) == intents_from([GOOD])
    assert capsys.readouterr().out == ""


def variation(**fields: Any) -> list[Any]:
    """A list with one intent that has one variation."""
    return [{"name": "own", "variations": [fields]}]


MALFORMED: dict[str, tuple[Any, str]] = {
    "not a list": (5, "intents is 5, a value of type int"),
    "an empty list": ([], "intents is empty"),
    "no list": ({"intents": None}, "intents is empty (null)"),
    "a misspelt top": ({"intent": []}, "intents has an unknown key 'intent'"),
    "an intent that is a text": (["printers"], "intents[0] is 'printers', a value of type str"),
    "no name": ([{"variations": []}], "intents[0] has no 'name'"),
    "a misspelt name": ([{"nam": "x"}], "intents[0] has an unknown key 'nam'"),
    "a name that is a number": ([{"name": 5}], "intents[0].name is 5"),
    "a blank name": ([{"name": " "}], "intents[0].name is empty"),
    "two of one name": (
        [GOOD, GOOD | {"name": "Printers"}],
        "intents[1] has the name of intents[0]",
    ),
    "no variations": ([GOOD, {"name": "x"}], "intents[1] (x) has no 'variations'"),
    "empty variations": ([{"name": "x", "variations": []}], "intents[0].variations (x) is empty"),
    "variations in a dictionary": (
        [{"name": "x", "variations": {}}],
        "intents[0].variations (x) is",
    ),
    "a misspelt key": ([GOOD | {"tool": []}], "intents[0] (printers) has an unknown key 'tool'"),
    "no question": (variation(tools=[]), "intents[0].variations[0] (own) has no 'ask'"),
    "a misspelt question": (variation(aks="?"), "variations[0] (own) has an unknown key 'aks'"),
    "a blank question": (variation(ask="", tools=[]), "variations[0].ask (own) is empty"),
    "no tools": (variation(ask="?"), "has no 'tools', and neither has its intent"),
    "tools that are a text": (variation(ask="?", tools="get_invoice"), "variations[0].tools (own)"),
    "a tool that is no text": (variation(ask="?", tools=[["x"]]), "variations[0].tools[0] (own)"),
    "a tool of bars": (variation(ask="?", tools=["|"]), "variations[0].tools[0] (own)"),
    "a bar too many": (variation(ask="?", tools=["x|"]), "variations[0].tools[0] (own)"),
    "arguments of no tool": (variation(ask="?", tools=[], arguments={"": {}}), ".arguments['']"),
    "arguments in a list": (
        variation(ask="?", tools=["x"], arguments=[]),
        ".arguments (own) is []",
    ),
    "arguments without a tool": (
        variation(ask="?", tools=["x"], arguments={"x": "critical"}),
        "variations[0].arguments['x'] (own) is 'critical'",
    ),
    "arguments of another tool": (
        variation(ask="?", tools=["get_invoice"], arguments={"get_invoices": {}}),
        "is about 'get_invoices', which is neither in 'tools' nor in 'may'",
    ),
    "a count that is a text": (variation(ask="?", tools=[], minimum_calls="2"), ".minimum_calls"),
    "a count that is true": (variation(ask="?", tools=[], minimum_calls=True), ".minimum_calls"),
    "a negative count": (variation(ask="?", tools=[], minimum_calls=-1), "is -1"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_file_is_named_with_the_place_and_what_to_write(
    case: str, tmp_path: Path
) -> None:
    entries, statement = MALFORMED[case]
    with pytest.raises(SupportError) as caught:
        read_intents(written(tmp_path, "own.json", json.dumps(entries)))
    first, *rest = str(caught.value).splitlines()
    assert first.startswith("own.json: intents")
    assert statement in first
    assert rest[0]
    assert rest[1].startswith("  → ")


@pytest.mark.parametrize(
    ("entries", "meant"),
    [
        ({"intent": []}, "intents"),
        ([{"nam": "x"}], "name"),
        ([GOOD | {"tool": []}], "tools"),
        (variation(aks="?"), "ask"),
        (variation(ask="?", tools=["get_invoice"], arguments={"get_invoices": {}}), "get_invoice"),
    ],
)
def test_a_misspelt_word_gets_the_one_that_was_meant(entries: Any, meant: str) -> None:
    with pytest.raises(SupportError, match=f"Did you mean '{meant}'"):
        intents_from(entries)


BROKEN: dict[str, tuple[str, str | bytes, str, str]] = {
    "broken JSON": ("own.json", '[{"name": "x",}]', "own.json is not JSON", "Line 1, column"),
    "endless JSON": ("own.json", "[" * 200_000, "own.json is not JSON", "nested too deeply"),
    "another encoding": ("own.json", b"\xff\xfe[", "own.json is not a text in UTF-8", ""),
    "another ending": ("own.yaml", "", "own.yaml cannot hold intents", ".json file, or from a .py"),
    "wrong syntax": ("own.py", "x = 1\nINTENTS = [", "own.py cannot be run", "Line 2: SyntaxError"),
    "an exception": (
        "own.py",
        "\nINTENTS = [1 / 0]",
        "own.py cannot be run",
        "Line 2: ZeroDivision",
    ),
    "an exit": ("own.py", "raise SystemExit(3)", "own.py cannot be run", "Line 1: SystemExit: 3"),
    "a zero byte": ("own.py", "INTENTS = []\0", "own.py cannot be run", "Error"),
    "no INTENTS": ("own.py", "INTENT = []", "own.py does not define INTENTS", "Rename INTENT"),
    "empty": ("own.py", "", "own.py does not define INTENTS", "Add INTENTS"),
    "wrong INTENTS": ("own.py", "INTENTS = {}", "own.py: intents is empty", "list of intents"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_cannot_be_read_is_one_clear_statement(case: str, tmp_path: Path) -> None:
    name, text, statement, detail = BROKEN[case]
    with pytest.raises(SupportError) as caught:
        read_intents(written(tmp_path, name, text))
    assert str(caught.value).startswith(statement)
    assert detail in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_missing_file_gets_the_one_that_was_meant(tmp_path: Path) -> None:
    written(tmp_path, "my_intents.json", "[]")
    with pytest.raises(SupportError, match=r"Did you mean 'my_intents\.json'"):
        read_intents(tmp_path / "my_intent.json")


@pytest.mark.parametrize(
    ("fields", "statement", "meant"),
    [
        ({"tools": ["serch_tickets"]}, "names the tool 'serch_tickets'", "search_tickets"),
        ({"tools": ["get_invoice|get_invoic"]}, "names the tool 'get_invoic'", "get_invoice"),
        ({"tools": [], "may": ["get_artcle"]}, "names the tool 'get_artcle'", "get_article"),
        (
            {"tools": ["get_invoice"], "arguments": {"get_invoice": {"invoice": "INV-2001"}}},
            "names the argument 'get_invoice.invoice'",
            "invoice_id",
        ),
    ],
)
def test_tools_and_arguments_that_no_server_has_are_found_before_the_first_question(
    fields: dict[str, Any], statement: str, meant: str
) -> None:
    model = ScriptedModel()
    intents = intents_from(variation(ask="?", **fields), "own.json")
    with desk_with(model) as desk, pytest.raises(SupportError) as caught:
        run(desk, intents)
    assert str(caught.value).startswith(f"own.json: intents[0].variations[0] (own) {statement}")
    assert f"Did you mean '{meant}'" in str(caught.value)
    assert model.heard == []
