"""An exercise of lesson 13: which names and pages a server answers to, tried with requests."""

from typing import Any, NamedTuple

import httpx2

from itsupport.errors import SupportError
from itsupport.servers import build_server
from itsupport.servers.http import http_app
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception
from itsupport.teaching.exercises.showing import shown

DESK, WATCH, PAGE = "desk.example.org", "watch.internal:8443", "https://portal.example.com:8443"


class Request(NamedTuple):
    """A request, whether it is to be answered, and what the other answer shows."""

    host: str
    origin: str | None
    welcome: bool
    misconception: str
    next_step: str


_REQUESTS = (
    Request(DESK, None, True, "own_name_missing", f"Add {DESK}: it stands in every `Host`."),
    Request(WATCH, None, True, "watch_missing", f"Add {WATCH}: another name is another entry."),
    Request(
        "watch.internal:9999",
        None,
        False,
        "any_port",
        "A name without a port stands for every port. Write the port after it.",
    ),
    Request(
        "portal.example.com:8443",
        None,
        False,
        "page_among_the_hosts",
        "The page is where a script comes *from*. Take it out of `hosts`.",
    ),
    Request(
        DESK, PAGE, True, "page_missing", f"Add {PAGE} to `origins`, scheme and port included."
    ),
    Request(
        DESK,
        "http://portal.example.com:8443",
        False,
        "unencrypted_page",
        "Anybody on the way can change a page at http. Leave it out.",
    ),
    Request(
        DESK,
        "https://portal.example.com",
        False,
        "another_page",
        "Another port is another page, of another program. Leave it out.",
    ),
)


async def names_of_the_desk(hosts: Any, origins: Any) -> None:
    """The lists are looked at first, then the real application is asked."""
    for name, given in (("hosts", hosts), ("origins", origins)):
        _check_list(name, given)
    _check_entries(hosts, origins)
    try:
        web = _asked(hosts, origins)
    except SupportError as problem:
        raise Misconception(
            "not_a_name",
            seen=str(problem).splitlines()[0],
            expected="names such as `desk.example.org` and `https://desk.example.org`",
            next_step="Compare the entry with the two forms, letter by letter.",
        ) from None
    async with web, _asked([DESK, WATCH], [PAGE]) as right:
        for request in _REQUESTS:
            await _check_request(web, request)
        for request in _others(hosts, origins):
            if not (await _answer(right, request)).is_success:
                await _check_request(web, request)


def _asked(hosts: Any, origins: Any) -> httpx2.AsyncClient:
    app = http_app({"tickets": build_server("tickets")}, hosts=hosts, origins=origins)
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://desk")


def _others(hosts: Any, origins: Any) -> list[Request]:
    """A request for each entry, which is welcome only where the right lists let it in too."""
    step = "Nobody asks by this name: take it out of `hosts`."
    names = [Request(host, None, False, "another_name", step) for host in sorted(hosts)]
    step = "Only the portal's pages call the tools: take this one out of `origins`."
    return names + [Request(DESK, one, False, "another_page", step) for one in sorted(origins)]


def _check_list(name: str, given: Any) -> None:
    if isinstance(given, list | tuple | set) and all(isinstance(one, str) for one in given):
        return
    raise Misconception(
        "not_a_list",
        seen=f"`{name}` is {shown(given)}",
        expected="a list of texts, also when there is one text in it",
        next_step=f'Write `{name} = ["…"]`.',
    )


def _check_entries(hosts: Any, origins: Any) -> None:
    for entry in [*hosts, *origins]:
        if "*" in entry:
            raise Misconception(
                "star",
                seen=f"{entry!r}",
                expected="names, each written out",
                next_step="A star lets in every page of the web. List the ones that you mean.",
            )
    for entry in hosts:
        if "://" in entry:
            raise Misconception(
                "scheme_in_a_host",
                seen=f"the host {entry!r}",
                expected="a name alone: that is all that stands in a `Host` header",
                next_step="Leave out everything up to `//`, and what follows the name.",
            )
    for entry in origins:
        if "://" not in entry or "/" in entry.partition("://")[2]:
            raise Misconception(
                "not_an_origin",
                seen=f"the origin {entry!r}",
                expected="a scheme and a host, and no path: not even a / at the end",
                next_step="Write it as a browser sends it: `https://desk.example.org`.",
            )


async def _check_request(web: httpx2.AsyncClient, request: Request) -> None:
    answer = await _answer(web, request)
    if answer.is_success == request.welcome:
        return
    page = f" from a page of {request.origin}" if request.origin else ""
    raise Misconception(
        request.misconception,
        seen=f"a request to {request.host}{page} was answered with {answer.status_code}",
        expected="an answer" if request.welcome else "a refusal",
        next_step=request.next_step,
    )


async def _answer(web: httpx2.AsyncClient, request: Request) -> httpx2.Response:
    headers = {"host": request.host} | ({"origin": request.origin} if request.origin else {})
    return await web.get("/health", headers=headers)


EXERCISES = (
    Exercise(
        name="names_of_the_desk",
        lesson="13_over_http_and_azure",
        title="Names for the desk",
        minutes=10,
        answers=("hosts", "origins"),
        judge=names_of_the_desk,
        misconceptions={
            "not_a_list": "gave one text where a list belongs",
            "star": "let in everybody with a star",
            "scheme_in_a_host": "wrote a whole address where only a name belongs",
            "not_an_origin": "wrote an origin without its scheme, or with a path",
            "not_a_name": "wrote something that can be no name",
            "own_name_missing": "left out the name that the proxy hands on",
            "watch_missing": "left out the second name of the same machine",
            "any_port": "allowed every port of a name where one was meant",
            "another_name": "also let in requests to a name that nobody uses",
            "page_among_the_hosts": "took the page that asks for a name of the server",
            "page_missing": "left out the page, or wrote it so that browsers never send it",
            "unencrypted_page": "also let in the page without encryption",
            "another_page": "also let in a page that is not the portal's",
        },
        hints=(
            "`hosts` is about who is asked: names that stand in the `Host` header.",
            "`origins` is about who asks: the page that a script came with, scheme and port too.",
            "The proxy's name goes without a port, the watch program's with its own.",
            f'The page is `"{PAGE}"`; programs such as the watch send no origin at all.',
        ),
        why="A server that knows its own names cannot be used through the name of a stranger.",
    ),
)
