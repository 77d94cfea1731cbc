from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… running: {event.tool} on {event.server}"
        case CallFinished():
            call = event.call
            if call.error:
                return f"✗ failed: {call.tool} on {call.server}, {call.outcome}"
            return f"✓ done: {call.tool} on {call.server}, {call.result['count']} found"
        case _:
            return ""
