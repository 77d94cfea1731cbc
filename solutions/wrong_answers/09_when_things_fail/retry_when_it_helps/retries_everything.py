from itsupport.errors import SupportError


def call_patiently(call, arguments, reads, attempts=3):
    harmless = reads or "key" in arguments
    for left in reversed(range(attempts)):
        try:
            return call(arguments)
        except SupportError:
            if not left or not harmless:
                raise
