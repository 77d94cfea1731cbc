"""The programs that may send people here to sign in: they register themselves (RFC 7591).

A registration proves nothing about who wrote the program. What it fixes is where a person may be
sent back to, so that nobody else's page receives the code.
"""

from urllib.parse import urlsplit

from mcp.shared.auth import InvalidRedirectUriError, OAuthClientInformationFull
from pydantic import AnyUrl

LOOPBACK = {"127.0.0.1", "[::1]", "localhost"}


class RegisteredClient(OAuthClientInformationFull):
    """A program on a person's own machine listens on whichever port is free (RFC 8252, 7.3)."""

    def validate_redirect_uri(self, redirect_uri: AnyUrl | None) -> AnyUrl:
        """The address itself, when it is registered; on loopback its port may be another."""
        if redirect_uri is not None:
            registered = {_without_port(uri) for uri in self.redirect_uris or []}
            if _without_port(redirect_uri) in registered:
                return redirect_uri
            raise InvalidRedirectUriError(f"Redirect URI {redirect_uri} is not registered")
        return super().validate_redirect_uri(redirect_uri)


def may_be_returned_to(uri: AnyUrl) -> bool:
    """Whether a person may be sent back there at all: over https, or on the person's machine."""
    parts = urlsplit(str(uri))
    if parts.fragment or parts.username:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _host(uri) in LOOPBACK)


def _without_port(uri: AnyUrl) -> str:
    if uri.scheme == "http" and _host(uri) in LOOPBACK:
        return urlsplit(str(uri))._replace(netloc=_host(uri)).geturl()
    return str(uri)


def _host(uri: AnyUrl) -> str:
    return uri.host or ""
