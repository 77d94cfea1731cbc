from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    while True:
        try:
            return call(arguments)
        except SupportError as problem:
            if not (problem.envelope["retryable"] and (reads or "key" in arguments)):
                raise
