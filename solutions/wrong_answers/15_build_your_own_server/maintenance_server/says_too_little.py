from typing import Annotated, Any

from mcp.types import ToolAnnotations
from pydantic import Field

from itsupport.domains.vocabulary import Day
from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError, did_you_mean
from itsupport.servers import SupportServer

plan = {
    "MNT-001": {"asset_id": "AST-SRV-001", "day": "2025-07-05"},
    "MNT-002": {"asset_id": "AST-SRV-003", "day": "2025-07-06"},
    "MNT-005": {"asset_id": "AST-SRV-002", "day": "2025-07-19"},
}

WindowId = Annotated[
    str, Field(pattern="^MNT-[0-9]{3}$", description="Window id, such as MNT-001.")
]


def check_id(window_id):
    if window_id not in plan:
        raise SupportError(
            f"Maintenance window {window_id} not found",
            suggested_actions=did_you_mean(window_id, plan),
            retryable=True,
            follow_up_tools=["list_windows"],
        )


@dual_mode
def list_windows() -> dict[str, Any]:
    """List all maintenance windows with their machine and day."""
    return {"windows": [{"window_id": one, **plan[one]} for one in plan]}


@dual_mode
def get_window(window_id: WindowId) -> dict[str, Any]:
    check_id(window_id)
    return {"window_id": window_id, **plan[window_id]}


@dual_mode
def move_window(window_id: WindowId, day: Day) -> dict[str, Any]:
    """Move a maintenance window to another day."""
    check_id(window_id)
    plan[window_id]["day"] = day
    return {"window_id": window_id, **plan[window_id]}


server = SupportServer(
    "maintenance",
    [list_windows, get_window],
    changing={move_window: ToolAnnotations(read_only_hint=False, idempotent_hint=True)},
)
