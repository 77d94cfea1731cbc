from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… running: {event.tool} on {event.server}"
        case CallFinished():
            mark = "✗ failed" if event.call.error else "✓ done"
            return f"{mark}: {event.call.tool}: {event.call.outcome}"
        case _:
            return ""
