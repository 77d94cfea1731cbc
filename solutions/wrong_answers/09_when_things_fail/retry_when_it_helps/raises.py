from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    for left in reversed(range(attempts)):
        try:
            return call(**arguments)
        except SupportError as problem:
            if not (left and problem.envelope["retryable"] and (reads or "key" in arguments)):
                raise
