from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… running: {event.tool} on {event.server}"
        case CallFinished():
            state = "✗ failed" if event.error else "✓ done"
            return f"{state}: {event.tool} on {event.server}"
        case _:
            return ""
