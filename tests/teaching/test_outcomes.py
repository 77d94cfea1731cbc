"""The card of an outcome, as people and programs see it."""

from itsupport.teaching.exercises.outcome import OUTCOME_TYPE, Outcome


def test_a_card_shows_names_in_backticks_as_code_and_everything_else_as_text() -> None:
    told = Outcome("one", "misconception", "bare_dict", seen="`a<b>` and <script>", next_step="` <")
    forms = told._repr_mimebundle_()
    assert "<code>a&lt;b&gt;</code> and &lt;script&gt;" in forms["text/html"]
    assert "` &lt;" in forms["text/html"], "a backtick without its partner stays"
    assert "`a<b>` and <script>" in forms["text/plain"]
    assert forms[OUTCOME_TYPE]["seen"] == "`a<b>` and <script>"


def test_every_outcome_has_a_mark_and_words() -> None:
    assert repr(Outcome("one", "not attempted")).startswith("○ Not attempted yet")
    assert repr(Outcome("one", "misconception", "bare_dict")).startswith("✗ Not yet: bare dict")
    assert repr(Outcome("one", "passed", why="It lasts.")).startswith("✓ Passed")
