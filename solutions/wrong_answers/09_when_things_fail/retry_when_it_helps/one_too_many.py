from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    harmless = reads or "key" in arguments
    for left in reversed(range(attempts + 1)):
        try:
            return call(arguments)
        except SupportError as problem:
            if not (left and harmless and problem.envelope["retryable"]):
                raise
