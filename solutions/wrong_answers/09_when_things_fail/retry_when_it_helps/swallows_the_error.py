from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    harmless = reads or "key" in arguments
    for _ in range(attempts):
        try:
            return call(arguments)
        except SupportError as problem:
            if not (harmless and problem.envelope["retryable"]):
                return problem.envelope
    return None
