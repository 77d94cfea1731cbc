from itsupport.dual_mode import dual_mode
from itsupport.errors import SupportError, did_you_mean
from itsupport.servers import SupportServer

PRINTERS = {"PRN-101": "front desk", "PRN-102": "warehouse", "LBL-201": "pharmacy"}


@dual_mode
def list_printers() -> dict[str, list[str]]:
    """List the ids of all printers."""
    return {"printer_ids": sorted(PRINTERS)}


@dual_mode
def find_printer(printer_id: str) -> dict[str, str]:
    """Say where a printer stands."""
    if printer_id in PRINTERS:
        return PRINTERS[printer_id]
    raise SupportError(
        f"Printer {printer_id} not found",
        suggested_actions=did_you_mean(printer_id, PRINTERS),
        follow_up_tools=["list_printers"],
        context={"valid_ids": sorted(PRINTERS)},
    )


printer_server = SupportServer("printers", [list_printers, find_printer])
