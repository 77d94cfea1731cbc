"""An address to visit shows its host, and opens only where all programs read it alike."""

import pytest

from itsupport.orchestrator.forms import Link


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://login.example/path?next=https://other.example", "login.example"),
        ("http://127.0.0.1:8000/authorize", "127.0.0.1"),
        ("https://[::1]:8443/x", "[::1]"),
        ("HTTPS://Login.Example", "Login.Example"),
        ("https://bank.example.evil.example/", "bank.example.evil.example"),
        ("https://a.example/b@c", "a.example"),
    ],
)
def test_the_host_is_told_apart_and_the_address_stays_whole(url: str, host: str) -> None:
    link = Link.of(url)
    assert link.opens
    assert link.host == host
    assert link.url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.org",
        "https://good.example\\@bad.example",
        "https://good.example@bad.example",
        "https:bad.example",
        "https:///bad.example",
        " https://example.org",
        "https://example.org/\nx",
        "https://exam\u200bple.org",
        "https://ex\u0430mple.org",
        "https://",
        "",
        "https://example.org/" + "a" * 10_000,
    ],
    ids=lambda url: url[:40],
)
def test_an_unusual_address_is_shown_and_stays_shut(url: str) -> None:
    link = Link.of(url)
    assert not link.opens
    assert "no usual web address" in link.warning
    assert link.url.startswith(url[:5].replace("\n", ""))


def test_what_can_be_read_on_the_way_or_looks_like_another_is_warned_of() -> None:
    assert "not be encrypted" in Link.of("http://login.example").warning
    assert "look like another" in Link.of("https://xn--exmple-4nf.org").warning
    assert Link.of("http://localhost:80").warning == ""
