from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… {event.tool} on {event.server}"
        case CallFinished():
            call = event.call
            state = "✗" if call.error else "✓"
            return f"{state}: {call.tool} on {call.server}, {call.outcome}"
        case _:
            return ""
