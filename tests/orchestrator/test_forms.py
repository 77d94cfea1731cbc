"""A form's schema becomes fields, and what is typed becomes values or a sentence that helps."""

from typing import Any

import pytest

from itsupport.orchestrator.forms import Form, FormField
from itsupport.orchestrator.forms.fields import field_of
from itsupport.orchestrator.forms.form import NOT_KEPT, typed_form
from itsupport.orchestrator.forms.reading import LEFT_OUT, value_of
from itsupport.orchestrator.forms.rules import rule
from tests.notebook.hostile import EVERYTHING

TITLED = {"oneOf": [{"const": "lo", "title": "Low"}, {"const": "hi", "title": "High"}]}
SEVERAL = {"type": "array", "items": {"type": "string", "enum": ["disk", "net", "print"]}}
TITLED_SEVERAL = {"type": "array", "items": {"anyOf": TITLED["oneOf"]}, "default": ["hi"]}


def field(required: bool = False, /, **schema: Any) -> FormField:
    return field_of("thing", schema, required=required)


READ = [
    ({"type": "string"}, " a text ", "a text"),
    ({"type": "string", "format": "date"}, "2025-06-30", "2025-06-30"),
    ({"type": "string", "format": "date-time"}, "2025-06-30T14:00Z", "2025-06-30T14:00Z"),
    ({"type": "string", "format": "email"}, "ana@example.org", "ana@example.org"),
    ({"type": "string", "format": "uri"}, "https://example.org/a?b", "https://example.org/a?b"),
    ({"type": "string", "pattern": "^[A-Z]{3}$"}, "ABC", "ABC"),
    ({"type": "integer", "minimum": 1, "maximum": 5}, "5", 5),
    ({"type": "integer"}, "-7", -7),
    ({"type": "number"}, "2.5", 2.5),
    ({"type": "number"}, "2", 2),
    ({"type": "boolean"}, "yes", True),
    ({"type": "boolean"}, "n", False),
    ({"type": "boolean"}, "false", False),
    ({"enum": ["red", "green"]}, "GREEN", "green"),
    ({"enum": [1, 2]}, "2", 2),
    ({"type": "string", "enum": ["a", "b"], "enumNames": ["Anna", "Bert"]}, "bert", "b"),
    (TITLED, "High", "hi"),
    (TITLED, "hi", "hi"),
    (TITLED, "l", "lo"),
    (SEVERAL, ["net", "disk"], ["disk", "net"]),
    (TITLED_SEVERAL, ["lo"], ["lo"]),
    (TITLED_SEVERAL, [], []),
    ({"type": "object"}, '["a", "b"]', ["a", "b"]),
    ({"type": "object"}, "null", None),
    ({"type": ["string", "null"]}, "text", "text"),
    ({"anyOf": [{"type": "integer", "minimum": 3}, {"type": "null"}], "title": "T"}, "3", 3),
    ({"type": "string", "default": "old"}, "", ""),
    ({"type": "integer", "default": 3}, "", LEFT_OUT),
    ({"type": "string"}, "  ", LEFT_OUT),
    ({"type": "string"}, "\ud800", "\ufffd"),
]


@pytest.mark.parametrize(("schema", "typed", "value"), READ, ids=str)
def test_what_was_typed_becomes_the_value_that_is_asked_for(
    schema: dict[str, Any], typed: Any, value: Any
) -> None:
    read = value_of(field(**schema), typed)
    assert read == value
    assert type(read) is type(value)


REFUSED = [
    ({"type": "integer", "minimum": 1, "maximum": 5}, "6", "Write a whole number from 1 to 5."),
    ({"type": "integer", "minimum": 1}, "1.5", "Write a whole number of at least 1."),
    ({"type": "integer"}, "9" * 5000, "Write a whole number."),
    ({"type": "number", "exclusiveMinimum": 0}, "0", "Write a number above 0."),
    ({"type": "number"}, "nan", "Write a number."),
    ({"type": "number"}, "1_000.5", "Write a number."),
    ({"type": "string", "minLength": 3, "maxLength": 5}, "ab", "Write 3 to 5 letters."),
    ({"type": "string", "maxLength": 2}, "abc", "Write at most 2 letters."),
    ({"type": "string", "format": "date"}, "30.6.2025", "Write a day, such as 2025-06-30."),
    ({"type": "string", "format": "date"}, "20250630", "Write a day, such as 2025-06-30."),
    ({"type": "string", "format": "date-time"}, "2025-06-30T14:00", "2025-06-30T14:00Z"),
    ({"type": "string", "format": "email"}, "ana@", "Write an e-mail address, such as ana@"),
    ({"type": "string", "format": "uri"}, "example", "Write a web address, such as https://"),
    ({"type": "string", "pattern": "^A"}, "B", "Write something that fits the pattern ^A."),
    (TITLED, "middle", "Choose one of: Low, High."),
    ({"enum": ["red", "rose"]}, "r", "Choose one of: red, rose."),
    (SEVERAL | {"maxItems": 1}, ["net", "disk"], "Choose at most 1 of: disk, net, print."),
    (SEVERAL | {"minItems": 2}, ["net"], "Choose at least 2 of: disk, net, print."),
    (SEVERAL, ["other"], "Choose some of: disk, net, print."),
    ({"type": "object"}, "{", "Write JSON, such as"),
    ({"type": "object"}, '{"a": 1}', "Write JSON, such as"),
    ({"type": "object"}, "[[1]]", "Write JSON, such as"),
    ({"type": "object"}, "NaN", "Write JSON, such as"),
    ({"type": "object"}, "[" * 100_000, "Write JSON, such as"),
]


@pytest.mark.parametrize(("schema", "typed", "advice"), REFUSED, ids=lambda one: str(one)[:40])
def test_what_does_not_fit_is_answered_with_what_to_do(
    schema: dict[str, Any], typed: Any, advice: str
) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refused:
        value_of(field(**schema), typed)
    assert advice in str(refused.value)


def test_what_is_needed_says_so() -> None:
    with pytest.raises(ValueError, match=r"This is needed. Write a whole number\."):
        value_of(field(True, type="integer"), "")
    with pytest.raises(ValueError, match="Choose at least 1 of"):
        value_of(field(True, **SEVERAL), [])


def test_a_pattern_that_would_run_for_ever_does_not() -> None:
    with pytest.raises(ValueError, match="pattern"):
        value_of(field(type="string", pattern="^(a+)+$"), "a" * 5_000 + "!")


def test_a_pattern_that_cannot_be_checked_here_is_left_to_the_server() -> None:
    assert value_of(field(type="string", pattern="(?=a)a(?!b)"), "ac") == "ac"
    assert value_of(field(type="string", pattern="(((a"), "x") == "x"


def test_a_whole_form_gives_its_content_or_every_message_at_once() -> None:
    form = Form.of(
        {
            "properties": {"n": {"type": "integer"}, "t": {"type": "string"}, "b": TITLED},
            "required": ["n", "t"],
        }
    )
    assert form.read(["x", "", ""]) == (
        {},
        {"n": "Write a whole number.", "t": "This is needed. Write something."},
    )
    assert form.read(["4", "text"]) == ({"n": 4, "t": "text"}, {})
    assert form.said({"n": 4, "b": "hi"}) == [("N", "4"), ("B", "High")]


def test_defaults_are_filled_in_as_a_person_would_type_them() -> None:
    shown = [
        typed_form(field(**schema))
        for schema in (
            {"type": "string", "default": "x"},
            {"type": "integer", "default": 3},
            {"type": "boolean", "default": False},
            TITLED | {"default": "hi"},
            TITLED | {"default": "nobody's"},
            TITLED_SEVERAL,
            {"type": "integer"},
            {"enum": [1, True], "default": True},
        )
    ]
    assert shown == ["x", "3", "false", "hi", "", ["hi"], "", "true"]


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("password", True),
        ("apiKey", True),
        ("card_number", True),
        ("user_pin", True),
        ("one-time-code", True),
        ("title", False),
        ("spinning", False),
        ("company", False),
    ],
)
def test_a_field_that_asks_for_a_secret_is_recognised(name: str, secret: bool) -> None:
    assert field_of(name, {"type": "string"}, required=False).secret is secret


def test_a_secret_is_never_filled_in_and_never_shown() -> None:
    form = Form.of({"properties": {"password": {"type": "string", "default": "hunter2"}}})
    assert form.secret
    assert typed_form(form.fields[0]) == ""
    content, _ = form.read([" swordfish "])
    assert content == {"password": " swordfish "}
    assert form.said(content) == [("Password", NOT_KEPT)]


STRANGE: list[Any] = [
    None,
    [],
    "text",
    {"properties": None},
    {"properties": []},
    {"properties": {f"field{n}": {"type": "string"} for n in range(1000)}},
]


@pytest.mark.parametrize("schema", STRANGE, ids=lambda one: str(one)[:30])
def test_a_schema_that_is_no_form_is_one_box_for_json(schema: Any) -> None:
    form = Form.of(schema)
    assert [one.kind for one in form.fields] == ["object"]
    assert form.read(['{"a": 1}']) == ({"a": 1}, {})
    for wrong in ("5", '{"a": {}}', "{"):
        assert "Write a JSON object, such as" in form.read([wrong])[1]["answer"]


BROKEN: list[Any] = [
    None,
    5,
    {"type": 5},
    {"type": ["string", "integer"]},
    {"type": "array", "items": {"type": "string"}},
    {"type": "object", "properties": {}},
    {"$ref": "#/x"},
    {"type": "string", "enum": []},
    {"enum": [{}, []]},
    {"const": {}},
    {"anyOf": [{"type": "string"}, {"type": "integer"}]},
    {"oneOf": [{"title": "no const"}]},
]


@pytest.mark.parametrize("schema", BROKEN, ids=str)
def test_a_field_of_an_unknown_shape_never_fails(schema: Any) -> None:
    form = Form.of({"properties": {"x": schema}, "required": [7, "x", "unlisted"]})
    assert [one.name for one in form.fields] == ["x", "unlisted"]
    assert form.read(['"text"', "5"])[0]["unlisted"] == 5
    assert all(rule(one) or True for one in form.fields)


def test_limits_that_are_nonsense_are_passed_over() -> None:
    schema = {"minimum": "1", "maximum": None, "exclusiveMinimum": True, "type": "integer"}
    assert value_of(field(**schema), "0") == 0
    assert value_of(field(type="string", minLength=-3, maxLength="x", pattern=7), "a") == "a"
    assert rule(field(type="integer", minimum=float("nan"))) == "A whole number"


def test_hostile_texts_become_short_and_harmless_lines() -> None:
    one = field(title=EVERYTHING * 50, description=EVERYTHING * 50, type="string")
    assert len(one.label) <= 120
    assert len(one.description) <= 1_000
    assert "\x1b" not in one.label + one.description
    assert field_of("", {}, required=False).label == "(no name)"
    assert field(oneOf=[{"const": EVERYTHING, "title": "\x1b[2J"}]).choices[0].label.isprintable()
