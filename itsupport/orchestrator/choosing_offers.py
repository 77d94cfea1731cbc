"""From an address or a name to the one server that has it, and then to what it says.

An address is found among the resources that are listed, then among the templates that it fits.
When two servers have the same, nobody guesses: the caller says which.
"""

from collections.abc import Mapping
from typing import Any

from mcp.shared.uri_template import UriTemplate
from mcp.types import PromptReference, ResourceTemplateReference

from itsupport.errors import SupportError, did_you_mean
from itsupport.orchestrator.offers import Offer, Offers, as_json, bounded
from itsupport.orchestrator.what_was_asked import checked_text
from itsupport.unicode import sendable


async def read_resource(offers: Offers, uri: str, server: str | None) -> dict[str, Any]:
    """The contents of one resource, with the server that gave them."""
    uri = checked_text("The address of a resource", uri)
    server = server or await server_of_resource(offers, uri)
    what = f"The resource {uri}"
    answer = await offers.ask(offers.connection(server), what, lambda c: c.read_resource(uri))
    contents = [as_json(part) for part in answer.contents]
    return {"server": server, "uri": uri, "contents": bounded(what, contents)}


async def get_prompt(
    offers: Offers, name: str, arguments: Mapping[str, Any] | None, server: str | None
) -> dict[str, Any]:
    """The messages of one prompt, with the server that wrote them."""
    name = checked_text("The name of a prompt", name)
    given = _texts(name, arguments)
    server = server or _only("prompt", name, "name", await offers.all_of("prompts"))["server"]
    what = f"The prompt {name}"
    answer = await offers.ask(offers.connection(server), what, lambda c: c.get_prompt(name, given))
    written = as_json(answer)
    bounded(what, written["messages"])
    return {
        "server": server,
        "name": name,
        "description": written.get("description", ""),
        "messages": written["messages"],
    }


async def complete(
    offers: Offers,
    about: str,
    argument: str,
    typed: str,
    known: Mapping[str, Any] | None,
    server: str | None,
) -> dict[str, Any]:
    """Suggestions for one argument of a prompt, or of a resource template."""
    about = checked_text("What is to be completed", about)
    argument = checked_text("The name of an argument", argument)
    typed = checked_text("What was typed", typed)
    reference: PromptReference | ResourceTemplateReference
    if "{" in about:
        templates = await offers.all_of("resource_templates", server)
        offer = _only("resource template", about, "uriTemplate", templates)
        reference, arguments = ResourceTemplateReference(uri=about), _variables(about)
    else:
        offer = _only("prompt", about, "name", await offers.all_of("prompts", server))
        reference = PromptReference(name=about)
        arguments = [one["name"] for one in offer.get("arguments", [])]
    if argument not in arguments:
        raise SupportError(
            f"{about} has no argument {argument}",
            f"It has {', '.join(arguments) or 'none'}.",
            suggested_actions=did_you_mean(argument, arguments),
            retryable=True,
        )
    connection = offers.connection(offer["server"])
    if connection.capabilities.completions is None:
        return {"values": [], "has_more": False}
    asked, others = {"name": argument, "value": typed}, _texts(about, known) or None
    what = f"The completion of {argument}"
    answer = await offers.ask(connection, what, lambda c: c.complete(reference, asked, others))
    found = answer.completion
    return {"values": list(found.values), "has_more": bool(found.has_more)}


async def server_of_resource(offers: Offers, uri: str) -> str:
    """The name of the one server that has it."""
    uri = checked_text("The address of a resource", uri)
    listed = await offers.all_of("resources")
    if any(resource["uri"] == uri for resource in listed):
        return str(_only("resource", uri, "uri", listed)["server"])
    templates = await offers.all_of("resource_templates")
    fitting = [template for template in templates if _fits(template["uriTemplate"], uri)]
    if servers := {template["server"]: template for template in fitting}:
        return str(_one_of("resource", uri, list(servers.values()))["server"])
    known = [one["uri"] for one in listed] + [one["uriTemplate"] for one in templates]
    raise _nobody_has("resource", uri, known)


def _only(kind: str, wanted: str, key: str, offers: list[Offer]) -> Offer:
    found = [offer for offer in offers if offer[key] == wanted]
    if not found:
        raise _nobody_has(kind, wanted, [offer[key] for offer in offers])
    return _one_of(kind, wanted, found)


def _one_of(kind: str, wanted: str, found: list[Offer]) -> Offer:
    servers = list(dict.fromkeys(offer["server"] for offer in found))
    if len(servers) == 1:
        return found[0]
    raise SupportError(
        f"{len(servers)} servers have the {kind} {wanted}",
        f"They are {', '.join(servers)}.",
        suggested_actions=[f"Say which one: server={servers[0]!r}."],
        retryable=True,
        context={"servers": servers},
    )


def _nobody_has(kind: str, wanted: str, known: list[str]) -> SupportError:
    return SupportError(
        f"No server has the {kind} {wanted}",
        f"They have {', '.join(known[:20])}." if known else f"No server has any {kind}.",
        suggested_actions=did_you_mean(wanted, known),
        retryable=True,
    )


def _fits(template: str, uri: str) -> bool:
    try:
        return UriTemplate.parse(template).match(uri) is not None
    except ValueError:  # a template of somebody else that is none
        return False


def _variables(template: str) -> list[str]:
    try:
        return list(UriTemplate.parse(template).variable_names)
    except ValueError:
        return []


def _texts(name: str, arguments: Mapping[str, Any] | None) -> dict[str, str]:
    """The protocol lets a prompt's arguments be texts only."""
    if not isinstance(arguments or {}, Mapping):
        raise SupportError(f"The arguments of {name} are not a mapping", retryable=True)
    for argument, value in (arguments or {}).items():
        if not isinstance(argument, str) or not isinstance(value, str):
            raise SupportError(
                f"The arguments of {name} must be texts",
                f"{argument} is of type {type(value).__name__}.",
                suggested_actions=[f"Write {argument}={str(value)!r:.60}."],
                retryable=True,
            )
    return {argument: str(sendable(value)) for argument, value in (arguments or {}).items()}
