"""Whatever a record says, the offline model's Markdown shows it and is not formatted by it."""

import json

import pytest

from itsupport.notebook.markdown import rendered
from itsupport.offline.exchange import Call, Tool
from itsupport.offline.selector.answers.tables import escaped
from itsupport.unicode import printable
from tests.notebook.hostile import HOSTILE, shown_text
from tests.offline.desk import run, talk

TEXTS = [
    *HOSTILE,
    r"Share \\files01\team gone, fix at \[portal\](https://evil.example) _now_",
    r"C:\#temp\_new, C:\Users\\, \&amp; \<b> \| \\| and \\`code\\`",
    "ends with a backslash \\",
    "__init__ _a_ x_y _ __ ___ a__b _a_b_ (_c_)",
    "~~gone~~ ~here~ ~/.ssh and a ~~~ fence",
    "*a* **b** [x][y] [x]: https://evil.example `c` ``d` e",
    "# Title",
    "###### Title",
    "#",
    "- item",
    "+ item",
    "-",
    "---",
    "- - -",
    "> said",
    ">said",
    "1. Restart it.",
    "12) Restart it.",
    "2025.",
    "=== a",
    "| a | b |",
    "&copy; &#35; R&D",
]
PLACES = {
    "paragraph": ("{}", {"p"}),
    "middle": ("See {}, and", {"p"}),
    "bold": ("**{}**", {"p", "strong"}),
    "item": ("- {}", {"ul", "li"}),
    "cell": ("| a |\n| --- |\n| {} |", {"div", "table", "thead", "tbody", "tr", "th", "td"}),
}
ATTRIBUTES = {"class", "tabindex", "role", "aria-label"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_a_record_is_shown_as_it_is_and_formats_nothing(text: str, place: str) -> None:
    written, tags = PLACES[place]
    shown = shown_text(rendered(written.replace("{}", escaped(text))), tags, ATTRIBUTES)
    told = written.replace("| a |\n| --- |\n| {} |", "a {}").strip("- ").replace("**", "")
    assert shown.split() == told.replace("{}", printable(text)).split()


@pytest.mark.parametrize(
    "text",
    [
        "DRIVER_IRQL_NOT_LESS_OR_EQUAL in_progress",
        r"C:\Windows\System32\spool",
        "+1 216-555-0110",
        "-5",
        "#12 and 1.5 - 2",
        "a = b + c",
    ],
)
def test_what_markdown_leaves_alone_is_left_alone_for_those_who_read_the_text(text: str) -> None:
    assert escaped(text) == text


def test_an_answer_shows_a_subject_with_its_paths_and_without_its_link() -> None:
    subject = r"Share \\files01\team gone, fix at \[portal\](https://evil.example) _now_"

    def renamed(call: Call) -> str:
        result = json.loads(run(call))
        result["tickets"][0]["subject"] = subject
        return json.dumps(result)

    html = rendered(talk("Show the critical tickets of CUST-001", runner=renamed).text)
    assert subject in html
    assert "<a " not in html


def test_a_long_text_is_not_cut_inside_an_escape() -> None:
    tool = Tool("get_weather", "Get the weather.", {"type": "object", "properties": {}})
    text = talk(
        "How is the weather?", tools=[tool], runner=lambda _: json.dumps("x" * 599 + "|y")
    ).text
    assert text.startswith("x" * 599 + r"\|" + "\n")
