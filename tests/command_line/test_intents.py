"""`python -m itsupport intents`: lines, JSON, two models, files of one's own, exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from itsupport.offline.exchange import Call, Reply
from tests.command_line.conftest import itsupport, key_for
from tests.llm.strict_service import Raw, StrictService

OWN = [
    {
        "name": "warranty",
        "tools": ["check_warranty"],
        "variations": [
            {"ask": "Is AST-SRV-002 still under warranty?"},
            {"ask": "Which warranties have already expired?"},
        ],
    },
    {"name": "jokes", "tools": [], "variations": [{"ask": "Tell me a joke."}]},
]
TEXTS = {"type": "object", "required": ["kind", "text"]}
CALL = {
    "type": "object",
    "required": ["round", "server", "tool", "arguments", "error"],
    "additionalProperties": False,
    "properties": {
        "round": {"type": "integer", "minimum": 1},
        "server": {"type": "string"},
        "tool": {"type": "string"},
        "arguments": {"type": "object"},
        "error": {"type": ["string", "null"]},
    },
}
VARIATION = {
    "type": "object",
    "required": ["ask", "passed", "reasons", "calls", "seconds"],
    "additionalProperties": False,
    "properties": {
        "ask": {"type": "string"},
        "passed": {"type": "boolean"},
        "reasons": {"type": "array", "items": TEXTS},
        "calls": {"type": "array", "items": CALL},
        "seconds": {"type": "number", "minimum": 0},
    },
}
COUNTED = {
    "passed": {"type": "integer"},
    "total": {"type": "integer"},
    "rate": {"type": "number", "minimum": 0, "maximum": 1},
}
INTENT = {
    "type": "object",
    "required": ["name", "passed", "total", "rate", "variations"],
    "properties": {**COUNTED, "variations": {"type": "array", "items": VARIATION, "minItems": 1}},
}
RESULTS = {
    "type": "object",
    "required": ["passed", "models", "differences"],
    "additionalProperties": False,
    "properties": {
        "passed": {"type": "boolean"},
        "models": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["model", "api", "note", "passed", "total", "rate", "intents"],
                "additionalProperties": False,
                "properties": {
                    **COUNTED,
                    "model": {"type": "string"},
                    "note": {"type": "string"},
                    "api": {"enum": ["responses", "chat"]},
                    "intents": {"type": "array", "items": INTENT},
                },
            },
        },
        "differences": {
            "type": "array",
            "items": {"type": "object", "required": ["intent", "ask", "passed"]},
        },
    },
}


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(OWN), "utf-8")
    return str(path)


def wrong(question: int) -> tuple[Reply, Reply]:
    """What a model says that always calls the wrong tool."""
    return Reply("", (Call(f"c{question}", "get_sla_terms", {"customer_id": "CUST-001"}),)), Reply(
        "!"
    )


def test_an_intent_that_holds_is_shown_line_by_line_and_the_exit_code_is_0() -> None:
    done = itsupport("intents", "--intent", "Ticket Metrics")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "offline-selector-1 through the responses API: 5 variations of 1 intents"
    assert "✓ passed  ticket metrics: What is our average resolution time?" in lines
    assert "✓ passed  5 of 5  ticket metrics" in lines
    assert "5 of 5 variations passed (100 %) with offline-selector-1." in lines
    assert "This score measures rules, not a language model" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_model_that_calls_the_wrong_tool_fails_with_reasons_and_exit_code_1(own: str) -> None:
    with StrictService(*wrong(0), *wrong(1), *wrong(2)) as service:
        done = itsupport("intents", own, **key_for(service))
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ failed  warranty: Is AST-SRV-002 still under warranty?" in done.stdout
    assert "    check_warranty was not called\n" in done.stdout
    assert '    calls made: get_sla_terms(customer_id="CUST-001")\n' in done.stdout
    assert "0 of 3 variations passed (0 %) with scripted." in done.stdout
    assert "rules" not in done.stdout


def test_json_has_everything_in_a_shape_that_is_kept(own: str) -> None:
    done = itsupport("intents", own, "--json", ITSUPPORT_API="chat")
    assert (done.returncode, done.stderr) == (0, "")
    results = json.loads(done.stdout)
    Draft202012Validator(RESULTS).validate(results)
    [model] = results["models"]
    assert (model["model"], model["api"]) == ("offline-selector-1", "chat")
    assert "rules, not a language model" in model["note"]
    assert [intent["name"] for intent in model["intents"]] == ["warranty", "jokes"]
    [call] = model["intents"][0]["variations"][0]["calls"]
    assert (call["tool"], call["arguments"]) == ("check_warranty", {"asset_id": "AST-SRV-002"})


def test_two_models_are_compared_and_the_offline_one_answers_beside_a_key(
    own: str, tmp_path: Path
) -> None:
    plot = tmp_path / "rates.svg"
    models = ("--model", "offline-selector-1", "--model", "gpt-6-luna")
    with StrictService(*wrong(0), *wrong(1), Reply("No joke.")) as service:
        settings = key_for(service) | {"COLUMNS": "120"}
        done = itsupport("intents", own, *models, "--plot", str(plot), **settings)
        assert {request["model"] for request in service.requests} == {"gpt-6-luna"}
    assert done.returncode == 1
    assert done.stderr == f"The rates are drawn in {plot}.\n"
    rates, differing = done.stdout.split("variation on which they differ")
    last = [
        line.split() for line in rates.split("with gpt-6-luna.")[1].splitlines() if "all" in line
    ]
    assert last == [["all", "✓", "passed", "3", "of", "3", "✗", "failed", "1", "of", "3"]]
    assert "Which warranties have already expired?" in differing
    assert "Tell me a joke." not in differing
    drawn = plot.read_text("utf-8")
    assert "2/2  offline-selector-1" in drawn
    assert "0/2  gpt-6-luna" in drawn


def test_json_of_two_models_says_where_they_differ(own: str) -> None:
    models = ("--model", "offline-selector-1", "--model", "gpt-6-luna")
    with StrictService(*wrong(0), *wrong(1), Reply("No joke.")) as service:
        done = itsupport("intents", own, *models, "--json", **key_for(service))
    results = json.loads(done.stdout)
    Draft202012Validator(RESULTS).validate(results)
    assert (done.returncode, results["passed"], len(results["models"])) == (1, False, 2)
    assert [each["ask"] for each in results["differences"]] == [
        variation["ask"] for variation in OWN[0]["variations"]
    ]
    assert results["differences"][0]["passed"] == {"offline-selector-1": True, "gpt-6-luna": False}


def test_a_python_file_may_print_without_spoiling_the_json(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(f"print('counting')\nINTENTS = {OWN[1:]!r}", "utf-8")
    done = itsupport("intents", str(path), "--json")
    assert (done.returncode, done.stderr) == (0, "counting\n")
    assert json.loads(done.stdout)["passed"]


def test_a_model_that_cannot_be_reached_is_said_once() -> None:
    no_key = Raw(401, {"error": {"message": "No.", "type": "x", "code": "invalid_api_key"}})
    with StrictService(*[no_key] * 3) as service:
        done = itsupport("intents", **key_for(service))
        assert len(service.requests) == 1
    assert done.returncode == 1
    assert done.stderr.startswith("✗ The model provider does not accept the key\n")
    assert "passed" not in done.stdout


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "no such intent": (("--intent", "ticket metric"), "Did you mean 'ticket metrics'?"),
    "no such file": (("no_such_file.json",), "no_such_file.json cannot be read"),
    "a plot of another kind": (("--plot", "rates.pdf"), "rates.pdf cannot hold a plot"),
    "a plot in no folder": (("--plot", "no_such/rates.png"), "There is no such folder."),
    "a model without a key": (("--model", "gpt-6-luna"), "could answer as model gpt-6-luna"),
    "a misspelt offline model": (("--model", "offline-selector"), "'offline-selector-1'?"),
    "a model without a name": (("--model", " "), "Each --model needs a name of its own"),
    "one model twice": (("--model", "a", "--model", "a"), "Each --model needs a name of its own"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_one_clear_statement_before_anything_is_started(case: str) -> None:
    arguments, statement = WRONG[case]
    done = itsupport("intents", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("✗ ")
    assert statement in done.stderr


def test_a_misspelt_tool_is_found_among_those_of_the_servers(tmp_path: Path) -> None:
    entries: list[dict[str, Any]] = [{**OWN[0], "tools": ["check_waranty"]}]
    (tmp_path / "own.json").write_text(json.dumps(entries), "utf-8")
    done = itsupport("intents", str(tmp_path / "own.json"))
    assert done.returncode == 1
    assert (
        "own.json: intents[0].variations[0] (warranty) names the tool 'check_waranty'"
        in done.stderr
    )
    assert "Did you mean 'check_warranty'?" in done.stderr


def test_the_help_says_that_a_python_file_is_run() -> None:
    assert "A Python file is run" in " ".join(itsupport("intents", "--help").stdout.split())


def test_a_console_without_our_letters_gets_plain_ones(own: str) -> None:
    done = itsupport("intents", own, "--intent", "jokes", PYTHONIOENCODING="cp437")
    assert done.returncode == 0
    assert "ok passed  jokes: Tell me a joke." in done.stdout
