from itsupport.orchestrator.background_loop import BackgroundLoop

background = BackgroundLoop("a loop of its own")


def call_from_anywhere(work):
    return background.start(work)
