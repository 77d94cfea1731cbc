from typing import Any

from itsupport.domains.vocabulary import AssetId
from itsupport.dual_mode import dual_mode
from itsupport.servers import SERVER_NAMES, SupportServer, build_server

calendar = {
    "AST-SRV-001": ["2025-07-05"],
    "AST-SRV-003": ["2025-07-06", "2025-08-03"],
}
support = {name: build_server(name) for name in SERVER_NAMES}


@dual_mode
def get_asset_history(asset_id: AssetId) -> dict[str, Any]:
    """Find the days on which maintenance work is planned for a machine."""
    days = calendar.get(asset_id, [])
    return {"asset_id": asset_id, "count": len(days), "days": days}


servers = support | {"maintenance": SupportServer("maintenance", [get_asset_history])}
