from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    try:
        return call(arguments)
    except SupportError as problem:
        if problem.envelope["retryable"] and reads:
            return call(arguments)
        raise
