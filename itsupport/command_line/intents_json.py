"""The results of the tool-selection test as JSON, for other programs.

{"passed": false, "models": [{"model", "api", "note", "passed", "total", "rate", "intents": […]}],
 "differences": [{"intent", "ask", "passed": {MODEL: true}}]}
"""

import json
from collections.abc import Sequence
from typing import Any

from itsupport.teaching.tool_selection import Outcome, Rate, Report, compare


def written_out(reports: Sequence[Report], apis: Sequence[str]) -> str:
    """All reports; `apis` says for each of them through which API its model was asked."""
    results = {
        "passed": not any(report.failures for report in reports),
        "models": [_model(report, api) for report, api in zip(reports, apis, strict=True)],
        "differences": _differences(reports) if len(reports) > 1 else [],
    }
    return json.dumps(results, indent=2, ensure_ascii=False)


def _model(report: Report, api: str) -> dict[str, Any]:
    intents = [
        {"name": name, **_rate(rate), "variations": [_variation(o) for o in report.of(name)]}
        for name, rate in report.rates.items()
    ]
    head = {"model": report.model, "api": api, "note": report.note}
    return {**head, **_rate(report.rate), "intents": intents}


def _rate(rate: Rate) -> dict[str, Any]:
    return {"passed": rate.passed, "total": rate.total, "rate": rate.share}


def _variation(outcome: Outcome) -> dict[str, Any]:
    calls = [
        {
            "round": call.round,
            "server": call.server,
            "tool": call.tool,
            "arguments": call.arguments,
            "error": call.error["error"] if call.error else None,
        }
        for call in outcome.calls
    ]
    return {
        "ask": outcome.variation.ask,
        "passed": outcome.passed,
        "reasons": [{"kind": each.kind, "text": each.text} for each in outcome.reasons],
        "calls": calls,
        "seconds": round(outcome.seconds, 3),
    }


def _differences(reports: Sequence[Report]) -> list[dict[str, Any]]:
    comparison = compare(*reports)
    return [
        {
            "intent": outcomes[0].intent,
            "ask": outcomes[0].variation.ask,
            "passed": {
                model: outcome.passed
                for model, outcome in zip(comparison.reports, outcomes, strict=True)
            },
        }
        for outcomes in comparison.differences
    ]
