"""How long an answer may take: by the clock, and longer while others keep the processor from it."""

from collections.abc import Callable
from time import monotonic

LONGEST = 4
"""Times the limit, for an answer that works and does not get the processor."""
LOOKS = 6
"""In one limit: how often it is asked whether the answer works."""
WORKING = 0.05
"""Of one processor; whoever uses less of it waits for something else."""


class TimeLimit:
    """Begins when it is made. `used` tells how many seconds of the processor were used so far."""

    def __init__(
        self, seconds: float, used: Callable[[], float], clock: Callable[[], float] = monotonic
    ) -> None:
        self._seconds, self._all_used, self._clock = seconds, used, clock
        self._began, self._used_before = clock(), used()
        self._last_look, self._used_then = self._began, 0.0
        self._works = False

    def taken(self) -> float:
        """Seconds by the clock."""
        return self._clock() - self._began

    def used(self) -> float:
        """Seconds of the processor."""
        return self._all_used() - self._used_before

    def is_over(self) -> bool:
        """Ask often. Who waits gets the limit by the clock, who works as much of the processor."""
        self._look()
        if self.taken() <= self._seconds:
            return False
        return self.used() >= self._seconds or not self._works or self._is_longest()

    def was_too_slow(self) -> bool:
        """Whether it is over although the answer works and got less of the processor than that."""
        return self._works and self._is_longest() and self.used() < self._seconds

    def _is_longest(self) -> bool:
        return self.taken() > LONGEST * self._seconds

    def _look(self) -> None:
        since = self._clock() - self._last_look
        if since >= self._seconds / LOOKS:
            used = self.used()
            self._works = used - self._used_then >= WORKING * since
            self._last_look, self._used_then = self._clock(), used
