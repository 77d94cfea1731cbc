"""The embedded model: it chooses tools by their schemas and needs no key and no network.

It is not a language model and says so. It sees what any model sees: messages and tool schemas.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from itsupport.offline.transport import OfflineTransport

__all__ = ["OfflineTransport"]


def __getattr__(name: str) -> Any:
    """Import the transport when it is asked for: the engine alone needs no HTTP library."""
    if name == "OfflineTransport":
        from itsupport.offline.transport import OfflineTransport

        return OfflineTransport
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
