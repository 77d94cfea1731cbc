"""The answer in Markdown: the figures first, then tables or facts, then where they come from.

Everything in it comes from results. This file leaves out what single values look like.
"""

from dataclasses import dataclass
from typing import Any

from itsupport.offline.joins import is_amount, joined_ids, kept_rows, summed
from itsupport.offline.plan import Plan
from itsupport.offline.results import Row, ids_in, listing_of, name_of, names_by_id, own_id
from itsupport.offline.sources import Step
from itsupport.offline.tables import MOST_ROWS, cell, escaped, facts, heading, table
from itsupport.offline.toolbox import Toolbox
from itsupport.offline.turns import Done
from itsupport.offline.words import listed, stems_of

FOOTER = "*Offline selector (offline-selector-1): no language model was used.*"


@dataclass
class Section:
    """What one wish gets: a leading sentence, and the lines below."""

    lead: str
    body: list[str]


def written(plan: Plan) -> str:
    """The answer to a question whose calls are all made."""
    sections = [_section(plan, steps) for steps in _grouped(plan)]
    sections += [_failed_lookup(step) for step in plan.steps if _went_wrong(step)]
    if plan.situation.question.join is not None:
        sections.insert(0, _joined(plan))
    leads = [section.lead for section in sections if section.lead] + plan.asks
    leads += [f"No tool here serves “{escaped(text)}”." for text in plan.unserved if sections]
    bodies = ["\n".join(section.body) for section in sections if section.body]
    return "\n\n".join([" ".join(dict.fromkeys(leads)), *bodies, *_origins(plan), FOOTER])


def sentence(text: str) -> str:
    """A text of our own with the footer."""
    return f"{text}\n\n{FOOTER}"


def abilities(toolbox: Toolbox) -> str:
    """One sentence on what the tools can do, from their own descriptions."""
    if not toolbox.cards:
        return "I have no tools here, so there is nothing that I can look up."
    titles = [heading(card.name).lower() for card in toolbox.cards]
    if all(not card.name_stems for card in toolbox.cards):
        titles = [escaped(card.summary.rstrip(".")).lower() for card in toolbox.cards]
    shown = titles[:: max(1, len(titles) // 5)][:5]
    more = f" and {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
    return f"I can only work with the tools here: {', '.join(shown)}{more}."


def _grouped(plan: Plan) -> list[list[Step]]:
    """The answering steps that are made, those of one tool for one wish together."""
    groups: dict[tuple[Any, ...], list[Step]] = {}
    wishes = plan.situation.question.wishes
    for step in plan.steps:
        negative = step.wish >= 0 and wishes[step.wish].negative
        if step.done and step.purpose != "lookup" and not negative:
            same = wishes[step.wish].text, step.card.name, step.purpose
            known = groups.setdefault(same, [])
            if step.plain not in [one.plain for one in known]:
                known.append(step)
    return list(groups.values())


def _section(plan: Plan, steps: list[Step]) -> Section:
    failures = [step for step in steps if step.done and step.done.failure]
    leads = [_failure(step) for step in failures]
    good = [step for step in steps if step not in failures]
    rows = [row for step in good if step.done for row in _rows(plan, step)]
    if good:
        told = _told(plan, good, rows)
        return Section(" ".join([*leads, told.lead]), told.body)
    return Section(" ".join(leads), [])


def _rows(plan: Plan, step: Step) -> list[Row]:
    assert step.done is not None
    rows = kept_rows(step.done, plan.exclusions.get(step.wish, []))
    join = plan.situation.question.join
    if join is None:
        return rows
    kept = joined_ids(plan.situation, plan.exclusions).ids
    return [
        row for row in rows if set(ids_in([row], plan.situation.toolbox, join.type_key)) & set(kept)
    ]


def _told(plan: Plan, steps: list[Step], rows: list[Row]) -> Section:
    first = steps[0].done
    assert first is not None
    words = _words(plan, steps[0])
    listing = listing_of(first.result)
    if listing is None and len(rows) == 1:
        return _record(plan, rows[0], words)
    if not isinstance(first.result, dict | list):
        return Section(escaped(str(first.result))[:600], [])
    label = listing.label if listing else "results"
    if not rows:
        return Section(_nothing(plan, steps, label), [])
    lead = _counted(plan, steps, label, rows, words)
    if len(rows) == 1:
        return Section(lead, facts(rows[0], _naming(plan)))
    return Section(lead, table(rows, words, _naming(plan)))


def _words(plan: Plan, step: Step) -> list[str]:
    return list(stems_of(plan.situation.question.reading.whole))


def _counted(plan: Plan, steps: list[Step], label: str, rows: list[Row], words: list[str]) -> str:
    noun = _noun(label, len(rows))
    which = _conditions(plan, steps, rows)
    words = [word.stem for word in plan.situation.question.wishes[steps[0].wish].reading.words]
    if listed("sums") & set(words) and (total := summed(rows, words)):
        column, amount = total
        name = escaped(heading(column).lower().removeprefix("total "))
        written_amount = f"{amount:,.2f}" if is_amount(column) else f"{amount:,}"
        return f"The total {name} is **{written_amount}** over **{len(rows)} {noun}**{which}."
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
    return _and([name for name in names if name])


def _called(row: Row) -> str | None:
    own, name = own_id(row), name_of(row)
    if own and name:
        return f"**{escaped(own)}** {escaped(name)}"
    return f"**{escaped(own or name or '')}**" if own or name else None


def _and(items: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _noun(label: str, count: int) -> str:
    noun = heading(label).lower()
    if count != 1:
        return noun
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")


def _conditions(plan: Plan, steps: list[Step], rows: list[Row]) -> str:
    """The arguments in words: " with state open for …", without ids that the rows show anyway."""
    said, whom = [], []
    own = {own_id(row) for row in rows}
    naming = _naming(plan)
    for name in dict.fromkeys(name for step in steps for name in step.plain):
        values = [cell(name, step.plain[name], naming) for step in steps if name in step.plain]
        plain = {str(step.plain[name]) for step in steps if name in step.plain}
        parameter = next(one for one in steps[0].card.parameters if one.name == name)
        text = _and(list(dict.fromkeys(values))[:MOST_ROWS])
        if parameter.kind == "id" and not plain <= own:
            whom.append(text)
        elif parameter.kind == "search":
            whom.append(f"“{text}”")
        elif parameter.kind == "choice":
            said.append(f"{heading(name).lower()} {text}")
        elif parameter.kind != "id" and "limit" not in parameter.stems:
            said.append(f"{heading(name).lower()}: {text}")
    exclusions = plan.exclusions.get(steps[0].wish, [])
    said += [f"{heading(name).lower()} not {escaped(value)}" for name, value in exclusions]
    with_what = f" with {_and(said)}" if said else ""
    return with_what + (f" for {_and(whom)}" if whom else "")


def _record(plan: Plan, record: Row, words: list[str]) -> Section:
    """One thing: what it is called and the facts that the question speaks of."""
    called = _called(record)
    skipped = (None, own_id(record), name_of(record))
    flat = [key for key, value in record.items() if not isinstance(value, list | dict)]
    told = [key for key in flat if record[key] not in skipped and len(str(record[key])) <= 60]
    spoken = [key for key in record if set(stems_of(key)) & set(words)]
    asked = [key for key in spoken if key in told or _is_shallow(record[key])]
    naming = _naming(plan)
    points = [
        f"{heading(key).lower()} **{cell(key, record[key], naming)}**"
        for key in (asked or told)[:3]
    ]
    lead = f"{called}: {', '.join(points)}." if called else f"{', '.join(points)}."
    return Section(lead[:1].upper() + lead[1:], facts(record, naming))


def _is_shallow(value: Any) -> bool:
    """Whether a value is a group of figures."""
    return isinstance(value, dict) and not any(isinstance(v, list | dict) for v in value.values())


def _nothing(plan: Plan, steps: list[Step], label: str) -> str:
    result = steps[0].done.result if steps[0].done else {}
    hints = result.get("hint") or result.get("hints") or [] if isinstance(result, dict) else []
    hints = [hints] if isinstance(hints, str) else hints
    said = " ".join(escaped(str(hint)) for hint in hints[:3])
    return (
        f"There are **no {heading(label).lower()}**{_conditions(plan, steps, [])}. {said}".strip()
    )


def _failure(step: Step) -> str:
    """An error in the tool's own words, with what it suggests."""
    assert step.done is not None
    failure = step.done.failure or {}
    said = [f"**{escaped(str(failure['error'])).rstrip('.')}.**"]
    said += [escaped(str(failure["reason"]))] if failure.get("reason") else []
    said += [escaped(str(action)) for action in failure.get("suggested_actions") or ()]
    return " ".join(said)


def _went_wrong(step: Step) -> bool:
    if step.purpose != "lookup" or step.done is None:
        return False
    listing = listing_of(step.done.result)
    return step.done.failure is not None or (listing is not None and not listing.rows)


def _failed_lookup(step: Step) -> Section:
    assert step.done is not None
    if step.done.failure:
        return Section(_failure(step), [])
    result = step.done.result
    hints = result.get("hint") or [] if isinstance(result, dict) else []
    hints = [hints] if isinstance(hints, str) else hints
    wanted = _and([escaped(str(value)) for value in step.plain.values()])
    noun = _noun(listing.label if (listing := listing_of(result)) else "record", 1)
    said = " ".join(escaped(str(hint)) for hint in hints[:3])
    return Section(f"There is **no {noun}** {wanted}. {said}".strip(), [])


def _joined(plan: Plan) -> Section:
    join = plan.situation.question.join
    assert join is not None
    if any(step.done and step.done.failure for step in plan.steps):
        return Section("I cannot compare the results, as a call failed.", [])
    ids = joined_ids(plan.situation, plan.exclusions).ids
    if not ids:
        return Section(f"There are **no {join.noun}** that fulfil this.", [])
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])
    called = [f"**{escaped(names.get(one, one))}** ({escaped(one)})" for one in ids]
    verb = "fulfil" if len(ids) != 1 else "fulfils"
    return Section(f"**{len(ids)} {_noun(join.noun, len(ids))}** {verb} this: {_and(called)}.", [])


def _naming(plan: Plan) -> Any:
    names = names_by_id([done for turn in plan.situation.turns for done in turn.calls])

    def naming(value: Any) -> str:
        return f"{names[value]} ({value})" if value in names else str(value)

    return naming


def _origins(plan: Plan) -> list[str]:
    """The line that says which tools were asked."""
    told: dict[str, dict[str, Done]] = {}
    earlier = [step.done for step in plan.steps if step.done]
    for done in (*plan.situation.turn.calls, *earlier):
        told.setdefault(done.name, {})[done.key] = done
    parts = []
    for name, results in told.items():
        listings = [listing_of(done.result) for done in results.values() if not done.failure]
        labels = [one.label for one in listings if one]
        count = sum(len(one.rows) for one in listings if one)
        said = f"{count} {_noun(labels[0], count)}" if labels else _times(len(results))
        parts.append(f"`{name}` ({said})")
    return [f"From: {', '.join(parts)}"] if parts else []


def _times(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
