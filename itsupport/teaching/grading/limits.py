"""How much an answer may take, and the limits that the system itself keeps, where it has them.

Windows has none of those; there only `watching` sees to it.
"""

import sys
from contextlib import suppress

MEMORY = 1_500_000_000
"""Bytes of all its processes together; five servers take about a third of that."""
OUTPUT = 10_000_000
"""Bytes on stdout and stderr together."""
PROCESSES = 64
START = 60.0
"""Seconds until the first exercise begins: importing, on a machine that is busy with others."""


def limit_this_process(seconds: float) -> None:
    """Limits for this process and each that it starts; none of them can be raised again."""
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(seconds) * 20,
        resource.RLIMIT_FSIZE: OUTPUT * 5,
    }
    if sys.platform == "linux":  # macOS maps far more than it uses
        wanted[resource.RLIMIT_AS] = MEMORY * 4
    for kind, most in wanted.items():
        with suppress(ValueError, OSError):  # a lower limit is in force already
            resource.setrlimit(kind, (most, most))
