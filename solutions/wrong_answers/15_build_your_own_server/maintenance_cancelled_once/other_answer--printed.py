from itsupport.errors import SupportError

windows = {
    "MNT-001": {"asset_id": "AST-SRV-001", "status": "scheduled"},
    "MNT-002": {"asset_id": "AST-SRV-003", "status": "scheduled"},
    "MNT-003": {"asset_id": "AST-SRV-002", "status": "cancelled"},
}


def cancel_maintenance(window_id):
    if window_id not in windows:
        raise SupportError(f"Maintenance window {window_id} not found", retryable=True)
    windows[window_id]["status"] = "cancelled"
    print({"window_id": window_id, **windows[window_id]})
