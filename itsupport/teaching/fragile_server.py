"""A server that breaks when it is told to, for the lesson on failures.

    python -m itsupport.teaching.fragile_server FOLDER

It orders spare parts and keeps the orders in FOLDER, as a database would. `light(FOLDER, "die")`
makes the next call do its work and then end the process before it can answer; "hang" makes it
stand still instead. What it leaves out: any reason to use it for real orders.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Annotated, Any, Literal

from mcp.types import ToolAnnotations
from pydantic import Field

from itsupport.servers import SupportServer
from itsupport.servers.hosting import serve_stdio

READS = ToolAnnotations(read_only_hint=True)
WRITES = ToolAnnotations(read_only_hint=False, idempotent_hint=False)
WRITES_ONCE = ToolAnnotations(read_only_hint=False, idempotent_hint=True)

Part = Annotated[str, Field(description="What to order.", examples=["fan"])]
Key = Annotated[str, Field(description="Names this order; the same key never orders twice.")]


def light(folder: str | Path, fuse: Literal["die", "hang"]) -> None:
    """Let the next call on the server of this folder break off; the one after it works again."""
    Path(folder, "fuse").write_text(fuse, "utf-8")


def fragile_server(folder: Path) -> SupportServer:
    """The server; its tools are `async def`, so that one that stands still holds up the others."""
    server = SupportServer("store")

    @server.tool(annotations=READS)
    async def list_orders() -> dict[str, Any]:
        """List the orders for spare parts."""
        orders = _orders(folder)
        _burn(folder)
        return {"count": len(orders), "orders": orders}

    @server.tool(annotations=WRITES)
    async def order_part(part: Part) -> dict[str, Any]:
        """Order a spare part."""
        order = _add(folder, {"part": part})
        _burn(folder)
        return order

    @server.tool(annotations=WRITES_ONCE)
    async def order_part_once(part: Part, key: Key) -> dict[str, Any]:
        """Order a spare part; the same call again gives the same order."""
        known = [order for order in _orders(folder) if order.get("key") == key]
        order = known[0] if known else _add(folder, {"part": part, "key": key})
        _burn(folder)
        return order

    @server.tool(annotations=READS)
    async def parts_per_day() -> dict[str, float]:
        """Tell how many parts are ordered a day."""
        days = 0  # the mistake is the point
        return {"parts_per_day": len(_orders(folder)) / days}

    return server


def _orders(folder: Path) -> list[dict[str, Any]]:
    file = folder / "orders.json"
    orders: list[dict[str, Any]] = json.loads(file.read_text("utf-8")) if file.exists() else []
    return orders


def _add(folder: Path, order: dict[str, Any]) -> dict[str, Any]:
    orders = _orders(folder)
    added = {"order_id": f"ORD-{len(orders) + 1:03}", **order}
    (folder / "orders.json").write_text(json.dumps([*orders, added]), "utf-8")
    return added


def _burn(folder: Path) -> None:
    fuse = folder / "fuse"
    if not fuse.exists():
        return
    how = fuse.read_text("utf-8")
    fuse.unlink()
    if how == "hang":
        time.sleep(600)
    os._exit(1)


if __name__ == "__main__":
    serve_stdio(fragile_server(Path(sys.argv[1])))
