from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… running: {event.tool} on {event.server}"
        case CallFinished():
            call = event.call
            return f"✓ done: {call.tool} on {call.server}, {call.outcome}"
        case _:
            return ""
