from datetime import datetime

from itsupport.errors import SupportError

booked = []


def day_read(day):
    try:
        datetime.strptime(day, "%Y-%m-%d")
        return day
    except ValueError:
        raise SupportError(f"{day} is no day", "Write it like 2025-08-04.") from None


def schedule_maintenance(asset_id, first_day, last_day):
    first_day, last_day = day_read(first_day), day_read(last_day)
    if last_day < first_day:
        raise SupportError(f"{last_day} is before {first_day}", "The first day comes first.")
    for other in find_maintenance(asset_id)["windows"]:
        if first_day <= other["last_day"] and other["first_day"] <= last_day:
            raise SupportError(
                f"{asset_id} is in maintenance then",
                f"{other['window_id']} lasts from {other['first_day']} to {other['last_day']}.",
                suggested_actions=[f"Begin after {other['last_day']}."],
            )
    window = {
        "window_id": f"MNT-{len(booked) + 1:03}",
        "asset_id": asset_id,
        "first_day": first_day,
        "last_day": last_day,
    }
    booked.append(window)
    return window


def find_maintenance(asset_id):
    found = [window for window in booked if window["asset_id"] == asset_id]
    return {"count": len(found), "windows": found}
