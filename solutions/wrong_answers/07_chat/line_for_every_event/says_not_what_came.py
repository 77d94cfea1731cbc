from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… running: {event.tool} on {event.server}"
        case CallFinished():
            call = event.call
            state = "✗ failed" if call.error else "✓ done"
            return f"{state}: {call.tool} on {call.server}"
        case _:
            return ""
