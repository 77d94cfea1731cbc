"""Who may talk to a server: requests to its own names, from no web page but those allowed."""

import socket

import httpx2
import pytest

from itsupport.errors import SupportError
from itsupport.servers import build_server
from itsupport.servers.http import http_app
from tests.servers.http.conftest import Serve, call, envelope

FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:{port}",
    "localhost.evil.example:{port}",
    "127.0.0.1.nip.io:{port}",
    "localhost:{port}.evil.example",
    "localhost@evil.example:{port}",
    "0.0.0.0:{port}",
]
FOREIGN_ORIGINS = [
    "http://evil.example",
    "https://desk.example.org.evil.example",
    "https://desk.example.org:8443",
    "http://desk.example.org",
    "http://localhost.evil.example:80",
    "null",
    "",
]
PATHS = ["/tickets/mcp", "/health", "/nothing", "/tickets/sse"]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_is_refused_everywhere(serve: Serve, http: httpx2.Client, host: str) -> None:
    site = serve(sse=True)
    named = host.format(port=site.url.rpartition(":")[2])
    assert [call(http, site.url + path, host=named).status_code for path in PATHS] == [421] * 4
    assert "--allow-host" in str(envelope(call(http, site.url, host=named)))


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_foreign_page_is_refused_everywhere(
    serve: Serve, http: httpx2.Client, origin: str
) -> None:
    site = serve(sse=True, origins=["https://desk.example.org"])
    refused = [call(http, site.url + path, origin=origin) for path in PATHS]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert not [answer for answer in refused if "access-control-allow-origin" in answer.headers]


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "[::1]:8000"])
def test_this_machines_own_names_are_served(serve: Serve, http: httpx2.Client, host: str) -> None:
    assert call(http, serve().urls["tickets"], host=host).status_code == 200


def test_a_name_that_is_allowed_is_served_at_any_port_or_at_its_own(
    serve: Serve, http: httpx2.Client
) -> None:
    url = serve(hosts=["desk.example.org", "other.example.org:8443"]).urls["tickets"]
    hosts = ["desk.example.org", "desk.example.org:1", "other.example.org:8443"]
    assert {call(http, url, host=host).status_code for host in hosts} == {200}
    assert call(http, url, host="other.example.org:1").status_code == 421


def test_pages_get_leave_only_when_they_are_named(serve: Serve, http: httpx2.Client) -> None:
    asks = {"access-control-request-method": "POST", "access-control-request-headers": "mcp-name"}
    closed, opened = serve(), serve(origins=["https://desk.example.org"])

    def preflight(url: str, origin: str) -> httpx2.Response:
        return http.options(url, headers=asks | {"origin": origin})

    refused = preflight(closed.urls["tickets"], "http://localhost:8888")
    assert refused.status_code >= 400
    assert "access-control-allow-origin" not in refused.headers
    allowed = preflight(opened.urls["tickets"], "https://desk.example.org")
    assert allowed.headers["access-control-allow-origin"] == "https://desk.example.org"
    answer = call(http, opened.urls["tickets"], origin="https://desk.example.org")
    assert answer.headers["access-control-allow-origin"] == "https://desk.example.org"
    other = preflight(opened.urls["tickets"], "http://localhost:8888")
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("header", ["Origin", "Authorization", "Mcp-Name", "Content-Type"])
def test_a_header_that_comes_twice_is_refused(serve: Serve, header: str) -> None:
    site = serve()
    port = int(site.url.rpartition(":")[2])
    twice = f"{header}: http://localhost\r\n" * 2
    request = f"POST /tickets/mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n{twice}\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("host", ["*", "", "https://desk.example.org", "a b", "desk/mcp", "*.org"])
def test_a_host_is_a_name(host: str) -> None:
    with pytest.raises(SupportError, match="is not the name of a host"):
        http_app({"tickets": build_server("tickets")}, hosts=[host])


@pytest.mark.parametrize("origin", ["*", "null", "desk.example.org", "https://a.org/path", ""])
def test_an_origin_is_a_scheme_and_a_name(origin: str) -> None:
    with pytest.raises(SupportError, match="is not an origin"):
        http_app({"tickets": build_server("tickets")}, origins=[origin])
