from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    for left in reversed(range(attempts)):
        try:
            return call(arguments)
        except Exception as problem:
            again = getattr(problem, "envelope", {"retryable": True})["retryable"]
            if not (left and again and (reads or "key" in arguments)):
                raise
