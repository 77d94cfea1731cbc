from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    for number in range(attempts):
        try:
            if "key" in arguments:
                arguments = {**arguments, "key": f"try {number}"}
            return call(arguments)
        except SupportError as problem:
            last = problem
            if not problem.envelope["retryable"] or not (reads or "key" in arguments):
                raise
    raise last
