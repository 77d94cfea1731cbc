"""Several processes that serve the same, and one address in front of them: many users, small.

For the lesson, the tests and the benchmark, on this machine only. A deployment has a proxy and a
supervisor that do the same; see `.deploy/README.md`.
"""

from itsupport.servers.workers.fleet import Fleet, start_workers
from itsupport.servers.workers.front import Front, Visit

__all__ = ["Fleet", "Front", "Visit", "start_workers"]
