from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            print(f"… running: {event.tool} on {event.server}")
        case CallFinished():
            call = event.call
            state = "✗ failed" if call.error else "✓ done"
            print(f"{state}: {call.tool} on {call.server}, {call.outcome}")
        case _:
            return ""
