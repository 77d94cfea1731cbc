from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    for left in reversed(range(attempts)):
        try:
            return call(arguments)
        except SupportError as problem:
            if not (left and reads and problem.envelope["retryable"]):
                raise
