from itsupport.orchestrator import CallFinished, CallStarted


def line(event):
    match event:
        case CallStarted():
            return f"… running: {event.tool} on {event.server}"
        case CallFinished():
            return " "
        case _:
            return ""
