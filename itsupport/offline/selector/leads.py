"""The sentences that open an answer: figures, names, what was not found, what went wrong."""

from dataclasses import dataclass
from typing import Any

from itsupport.offline.selector.joins import is_amount, summed
from itsupport.offline.selector.plan import Plan
from itsupport.offline.selector.results import Row, name_of, names_by_id, own_id
from itsupport.offline.selector.situation import Step
from itsupport.offline.selector.tables import MOST_ROWS, cell, escaped, facts, heading
from itsupport.offline.selector.words import listed, stems_of


def question_words(plan: Plan) -> list[str]:
    return list(stems_of(plan.situation.question.reading.whole))


@dataclass
class Section:
    """What one wish gets: a leading sentence, the lines below, and a heading for them."""

    lead: str
    body: list[str]
    title: str = ""


def counted(plan: Plan, steps: list[Step], label: str, rows: list[Row], words: list[str]) -> str:
    noun = noun_of(label, len(rows))
    which = conditions_text(plan, steps, rows)
    words = [word.stem for word in plan.situation.question.wishes[steps[0].wish].reading.words]
    if listed("sums") & set(words) and (total := summed(rows, words)):
        column, amount = total
        name = escaped(heading(column).lower().removeprefix("total "))
        written_amount = f"{amount:,.2f}" if is_amount(column) else f"{amount:,}"
        name = "" if name == "total" else f" {name}"
        return f"The total{name} is **{written_amount}** over **{len(rows)} {noun}**{which}."
    lead = f"**{len(rows)} {noun}**{which}"
    more = _left_out(steps, rows)
    if more and plan.situation.question.join is None and not plan.exclusions.get(steps[0].wish):
        lead += f" (of {more})"
    return f"{lead}: {_enumerated(rows)}." if _enumerated(rows) else f"{lead}."


def _left_out(steps: list[Step], rows: list[Row]) -> int | None:
    """How many there are in all, when the tool says that it gave only some."""
    result = steps[0].done.result if steps[0].done else None
    total = result.get("total") if isinstance(result, dict) and len(steps) == 1 else None
    return total if isinstance(total, int) and total > len(rows) else None


def _enumerated(rows: list[Row]) -> str:
    names = [_called(row) for row in rows[:MOST_ROWS]]
    if len(rows) > 6 or not all(names):
        return ""
    return enumeration([name for name in names if name])


def _called(row: Row) -> str | None:
    own, name = own_id(row), name_of(row)
    if own and name:
        return f"**{escaped(own)}** {escaped(name)}"
    return f"**{escaped(own or name or '')}**" if own or name else None


def enumeration(items: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def noun_of(label: str, count: int) -> str:
    noun = heading(label).lower()
    if count != 1:
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("xes", "ches", "shes", "sses")) else noun.removesuffix("s")


def conditions_text(plan: Plan, steps: list[Step], rows: list[Row]) -> str:
    """The arguments in words, without ids in the rows: " with state open for … (due after: …)"."""
    whom: list[str] = []
    limits: list[str] = []
    said = _looked_up(plan, steps[0].wish)
    own = {own_id(row) for row in rows}
    naming = naming_of(plan)
    for name in dict.fromkeys(name for step in steps for name in step.plain):
        values = [cell(name, step.plain[name], naming) for step in steps if name in step.plain]
        plain = {str(step.plain[name]) for step in steps if name in step.plain}
        parameter = next(one for one in steps[0].card.parameters if one.name == name)
        text = enumeration(list(dict.fromkeys(values))[:MOST_ROWS])
        if parameter.kind == "id" and not plain <= own:
            whom.append(text)
        elif parameter.kind == "search":
            whom.append(f"“{text}”")
        elif parameter.kind == "choice":
            said.append(f"{heading(name).lower()} {text}")
        elif parameter.kind != "id" and "limit" not in parameter.stems:
            limits.append(f"{heading(name).lower()}: {text}")
    exclusions = plan.exclusions.get(steps[0].wish, [])
    said += [f"{heading(name).lower()} not {escaped(value)}" for name, value in exclusions]
    held = {value for row in rows for value in row.values() if isinstance(value, str)}
    said += [escaped(one) for one in plan.only.get(steps[0].wish, []) if one in held]
    with_what = f" with {enumeration(said)}" if said else ""
    for_whom = f" for {enumeration(whom)}" if whom else ""
    return with_what + for_whom + (f" ({', '.join(limits)})" if limits else "")


def record_section(plan: Plan, record: Row, words: list[str]) -> Section:
    """One thing: what it is called and the facts that the question speaks of."""
    match list(record.values()):
        case [str() as text]:
            return Section(escaped(text), [])
    called = _called(record)
    skipped = (None, own_id(record), name_of(record))
    flat = [key for key, value in record.items() if not isinstance(value, list | dict)]
    told = [key for key in flat if record[key] not in skipped and len(str(record[key])) <= 60]
    spoken = [key for key in record if set(stems_of(key)) & set(words)]
    asked = [key for key in spoken if key in told or _is_shallow(record[key])]
    naming = naming_of(plan)
    money = any(is_amount(key) for key in flat)
    points = [
        f"{heading(key).lower()} **{cell(key, record[key], naming, money)}**"
        for key in (asked or told)[:3]
    ]
    lead = ": ".join(filter(None, [called, ", ".join(points)]))
    return Section(f"{lead[:1].upper()}{lead[1:]}." if lead else "", facts(record, naming))


def _looked_up(plan: Plan, wish: int) -> list[str]:
    """The choices by which a lookup restricted a wish: "tier premium"."""
    return [
        f"{heading(name).lower()} {escaped(str(value.value))}"
        for step in plan.steps
        if step.wish == wish and step.purpose == "lookup"
        for name, value in step.arguments.items()
        if any(one.name == name and one.kind == "choice" for one in step.card.parameters)
    ]


def unmet(plan: Plan, steps: list[Step], rows: list[Row]) -> str:
    """What the question asks for and neither the calls nor the rows could take into account."""
    given = {value for step in plan.steps for value in step.plain.values() if _is_plain(value)}
    held = {value for row in rows for value in (*row.keys(), *row.values()) if _is_plain(value)}
    card = steps[0].card
    missed = [
        value
        for value in plan.only.get(steps[0].wish, [])
        if value not in given | held and not set(stems_of(value)) & set(card.weights)
    ]
    return f"This is not narrowed down by {enumeration(missed)}." if missed and rows else ""


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _is_shallow(value: Any) -> bool:
    """Whether a value is a group of figures."""
    return isinstance(value, dict) and not any(isinstance(v, list | dict) for v in value.values())


def nothing_found(plan: Plan, steps: list[Step], label: str) -> str:
    result = steps[0].done.result if steps[0].done else {}
    hints = result.get("hint") or result.get("hints") or [] if isinstance(result, dict) else []
    hints = [hints] if isinstance(hints, str) else hints
    said = " ".join(escaped(str(one)) for one in hints[:3] if not _is_asked(plan, steps[0], one))
    which = conditions_text(plan, steps, [])
    return f"There are **no {heading(label).lower()}**{which}. {said}".strip()


def _is_asked(plan: Plan, step: Step, hint: Any) -> bool:
    """Whether a hint asks back what the error that led to this search has asked already."""
    failed = [one for one in plan.steps if one.wish == step.wish and one.done and one.done.failure]
    is_question = step.purpose == "follow-up" and str(hint).rstrip().endswith("?")
    return is_question and any("?" in failure_text(one) for one in failed)


def failure_text(step: Step) -> str:
    """An error in the tool's own words, with what it suggests."""
    assert step.done is not None
    failure = step.done.failure or {}
    said = [f"**{escaped(str(failure['error'])).rstrip('.')}.**"]
    said += [escaped(str(failure["reason"]))] if failure.get("reason") else []
    said += [escaped(str(action)) for action in failure.get("suggested_actions") or ()]
    return " ".join(said)


def naming_of(plan: Plan) -> Any:
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])

    def naming(value: Any) -> str:
        return f"{names[value]} ({value})" if value in names else str(value)

    return naming
