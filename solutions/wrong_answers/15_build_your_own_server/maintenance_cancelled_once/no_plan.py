from itsupport.errors import SupportError

windows = [
    {"window_id": "MNT-001", "asset_id": "AST-SRV-001", "status": "scheduled"},
    {"window_id": "MNT-002", "asset_id": "AST-SRV-003", "status": "scheduled"},
]


def cancel_maintenance(window_id):
    for window in windows:
        if window["window_id"] == window_id:
            window["status"] = "cancelled"
            return window
    raise SupportError(f"Maintenance window {window_id} not found")
