from itsupport.errors import SupportError

windows = {
    "MNT-001": {"asset_id": "AST-SRV-001", "status": "scheduled"},
    "MNT-002": {"asset_id": "AST-SRV-003", "status": "scheduled"},
    "MNT-003": {"asset_id": "AST-SRV-002", "status": "cancelled"},
}


def cancel_maintenance(window_id):
    windows.setdefault(window_id, {"asset_id": "", "status": "scheduled"})
    windows[window_id]["status"] = "cancelled"
    return {"window_id": window_id, **windows[window_id]}
