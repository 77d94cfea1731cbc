"""Whose service a web address belongs to."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from itsupport.errors import SupportError

_AZURE = (".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com")


def checked_address(url: str) -> str:
    """The address itself, when it is one. Raises `SupportError` otherwise."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return url
    except ValueError:  # a port that is not a number, half an IPv6 address
        pass
    raise SupportError(
        "OPENAI_BASE_URL is not a web address",
        "What it holds is not shown here, because it may be a key.",
        suggested_actions=["Write it like http://localhost:11434/v1."],
    )


def shown(url: str) -> str:
    """The address for people to read, without a password or a query in it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")


def is_openai(url: str) -> bool:
    """Whether the address is OpenAI's own, in any region."""
    return f".{_host(url)}".endswith(".api.openai.com")


def is_azure(url: str) -> bool:
    """Whether the address is a resource on Azure."""
    return _host(url).endswith(_AZURE)


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine: calls to it must not go through a proxy."""
    host = _host(url)
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
