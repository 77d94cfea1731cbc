from itsupport.orchestrator.background_loop import BackgroundLoop


def call_from_anywhere(work):
    background = BackgroundLoop("a loop of its own")
    print(background.run(work))
    background.stop()
