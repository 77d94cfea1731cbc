"""The sentences that open an answer: figures, names, what was not found, what went wrong."""

from collections.abc import Sequence
from typing import Any

from itsupport.offline.selector.answers.computing import summed, words_for
from itsupport.offline.selector.answers.ordering import Arranged
from itsupport.offline.selector.answers.results import Row, is_amount, name_of, names_by_id, own_id
from itsupport.offline.selector.answers.tables import MOST_ROWS, Naming, cell, escaped, heading
from itsupport.offline.selector.language.phrases import phrases_in
from itsupport.offline.selector.language.words import listed, stems_of, synonyms
from itsupport.offline.selector.planning.situation import Plan, Step


def counted(plan: Plan, steps: list[Step], label: str, found: Arranged) -> str:
    """How many there are, or their sum: "**3 orders** with status open: **ORD-1** and …"."""
    rows, index = found.rows, steps[0].wish
    noun, which = noun_of(label, len(rows)), conditions(plan, steps, rows)
    words = words_for(plan.situation, index)
    if listed("sums") & set(words) and len(rows) > 1 and (total := summed(rows, words)):
        column, amount = total
        name = heading(column).lower().removeprefix("total").strip()
        written = f"{amount:,.2f}" if is_amount(column) else f"{amount:,}"
        said = " ".join(filter(None, ["The total", name]))
        return f"{said} is **{written}** over **{len(rows)} {noun}**{which}{_note(found)}."
    lead = f"**{len(rows)} {noun}**{which}"
    more = _left_out(steps, rows)
    if more and not (plan.situation.question.join or plan.exclusions.get(index) or found.note):
        lead += f" (of {more})"
    named = _enumerated(rows)
    return f"{lead}{_note(found)}: {named}." if named else f"{lead}{_note(found)}."


def _note(found: Arranged) -> str:
    return f" ({escaped(found.note)})" if found.note else ""


def _left_out(steps: list[Step], rows: list[Row]) -> int | None:
    """How many there are in all, when the tool says that it gave only some."""
    result = steps[0].done.result if steps[0].done else None
    total = result.get("total") if isinstance(result, dict) and len(steps) == 1 else None
    return total if isinstance(total, int) and total > len(rows) else None


def _enumerated(rows: list[Row]) -> str:
    names = [called(row) for row in rows[:MOST_ROWS]]
    if len(rows) > 6 or not all(names) or len(set(names)) < len(names):
        return ""
    return enumeration([name for name in names if name])


def called(row: Row) -> str | None:
    """A record by its id and its name."""
    own, name = own_id(row), name_of(row)
    if own and name:
        return f"**{escaped(own)}** {escaped(name)}"
    return f"**{escaped(own or name or '')}**" if own or name else None


def enumeration(items: Sequence[str]) -> str:
    """The items with commas and "and"."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def noun_of(label: str, count: int) -> str:
    """What a list holds, in the number that fits the count."""
    noun = heading(label).lower()
    if count != 1:
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("xes", "ches", "shes", "sses")) else noun.removesuffix("s")


def conditions(plan: Plan, steps: list[Step], rows: list[Row]) -> str:
    """The arguments in words, without ids in the rows: " with state open for … (due after: …)"."""
    whom: list[str] = []
    limits: list[str] = []
    said = _looked_up(plan, steps[0].wish)
    own, naming = {own_id(row) for row in rows}, naming_of(plan)
    for name in dict.fromkeys(name for step in steps for name in step.plain):
        values = [step.plain[name] for step in steps if name in step.plain]
        parameter = next(one for one in steps[0].card.parameters if one.name == name)
        text = enumeration(
            list(dict.fromkeys(cell(name, one, naming) for one in values))[:MOST_ROWS]
        )
        if parameter.kind == "id" and not {str(one) for one in values} <= own:
            whom.append(text)
        elif parameter.kind == "search":
            whom.append(f"“{text}”")
        elif parameter.kind == "choice":
            said.append(f"{heading(name).lower()} {text}")
        elif parameter.kind != "id" and "limit" not in parameter.stems:
            limits.append(f"{heading(name).lower()}: {text}")
    index = steps[0].wish
    said += [
        f"{heading(name).lower()} not {escaped(one)}"
        for name, one in plan.exclusions.get(index, [])
    ]
    held = {value for row in rows for value in row.values() if isinstance(value, str)}
    said += [escaped(one) for one in plan.only.get(index, []) if one in held]
    with_what = f" with {enumeration(said)}" if said else ""
    for_whom = f" for {enumeration(whom)}" if whom else ""
    return with_what + for_whom + (f" ({', '.join(limits)})" if limits else "")


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
    missed = [
        value
        for value in plan.only.get(steps[0].wish, [])
        if value not in given | held and not set(stems_of(value)) & set(steps[0].card.weights)
    ]
    return f"This is not narrowed down by {enumeration(missed)}." if missed and rows else ""


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float)


def key_facts(plan: Plan, record: Row) -> str:
    """One thing: what it is called and the facts that the question speaks of."""
    asked = plan.situation.question.reading
    meant = (one for phrase, _, _ in phrases_in(asked.text) for one in synonyms()[phrase])
    words = {*asked.stems, *meant} - listed("stopwords")
    flat = [key for key, value in record.items() if not isinstance(value, list | dict)]
    skipped = (None, own_id(record), name_of(record))
    told = [key for key in flat if record[key] not in skipped and len(str(record[key])) <= 60]
    spoken = [key for key in record if words & set(stems_of(key))]
    wanted = [key for key in spoken if key in told or _is_shallow(record[key])]
    money, naming = any(is_amount(key) for key in flat), naming_of(plan)
    cells = {key: cell(key, record[key], naming, money) for key in (wanted or told)[:3]}
    points = [f"{heading(key).lower()} **{text}**" for key, text in cells.items()]
    lead = ": ".join(filter(None, [called(record), ", ".join(points)]))
    return f"{lead[:1].upper()}{lead[1:]}." if lead else ""


def _is_shallow(value: Any) -> bool:
    """Whether a value is a group of figures."""
    return isinstance(value, dict) and not any(isinstance(v, list | dict) for v in value.values())


def nothing_found(plan: Plan, step: Step, label: str) -> str:
    """That a search came back empty, with what the tool advises."""
    failed = [one for one in plan.steps if one.wish == step.wish and one.done and one.done.failure]
    asked = step.purpose == "follow-up" and any("?" in failure_text(one) for one in failed)
    kept = [one for one in _hints(step) if not (asked and one.rstrip().endswith("?"))]
    which = conditions(plan, [step], [])
    return f"There are **no {heading(label).lower()}**{which}. {' '.join(kept)}".strip()


def _hints(step: Step) -> list[str]:
    result = step.done.result if step.done else None
    hints = result.get("hint") or result.get("hints") or [] if isinstance(result, dict) else []
    hints = [hints] if isinstance(hints, str) else hints
    return [escaped(str(one)) for one in hints[:3]]


def not_found(step: Step, label: str) -> str:
    """That a lookup by name found nothing."""
    wanted = enumeration([escaped(str(value)) for value in step.plain.values()])
    return f"There is **no {noun_of(label, 1)}** {wanted}. {' '.join(_hints(step))}".strip()


def failure_text(step: Step) -> str:
    """An error in the tool's own words, with what it suggests."""
    failure = (step.done.failure if step.done else None) or {}
    said = [f"**{escaped(str(failure.get('error', ''))).rstrip('.')}.**"]
    said += [escaped(str(failure["reason"]))] if failure.get("reason") else []
    said += [escaped(str(action)) for action in failure.get("suggested_actions") or ()]
    return " ".join(said)


def named_figures(told: list[tuple[str, Any]]) -> str:
    """Figures by their names: "water temperature **26.5**"."""
    return ", ".join(f"{heading(key).lower()} **{cell(key, value, str)}**" for key, value in told)


def naming_of(plan: Plan) -> Naming:
    """How ids are written: with the name that results gave them."""
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])

    def naming(value: Any) -> str:
        return f"{names[value]} ({value})" if value in names else str(value)

    return naming
