from itsupport.orchestrator.background_loop import BackgroundLoop


def call_from_anywhere(work):
    background = BackgroundLoop("a loop of its own")
    try:
        return background.run(work)
    except Exception as problem:
        return f"error: {problem}"
    finally:
        background.stop()
