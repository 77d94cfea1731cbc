"""What both Python clients share: how a job is read and reported, and how a form is filled in."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

Job = dict[str, Any]
Report = dict[str, Any]


def filled_in(schema: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """Each property of the form that the answers know."""
    return {key: answers[key] for key in schema.get("properties", {}) if key in answers}


def main(session: Callable[[Job], Awaitable[Report]]) -> None:
    """Do all jobs at the same time and print their reports."""

    async def safely(job: Job) -> Report:
        try:
            return await session(job)
        except BaseException as problem:
            return {"broke": repr(problem)}

    async def everything() -> list[Report]:
        return await asyncio.gather(*map(safely, json.load(sys.stdin)))

    print(json.dumps(asyncio.run(everything())))
