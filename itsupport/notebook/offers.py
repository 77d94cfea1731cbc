"""What servers offer beside tools, to look at: resources, templates and prompts, server by server.

The map of servers shows the tools and asks nobody; this picture asks the servers, so it is one of
its own.
"""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from itsupport.notebook.picture import Picture, aligned, one_line
from itsupport.notebook.servers import first_sentence
from itsupport.orchestrator import MCPOrchestrator
from itsupport.orchestrator.answers import counted

SHOWN_OFFERS = 200
COLUMNS = ("server", "kind", "name", "what it is")
TABLE = Markup(
    '<p>{summary}</p>\n<div class="scrolls" tabindex="0" role="region" aria-label="offers">'
    "<table><thead><tr><th>server</th><th>kind</th><th>name</th><th>what it is</th></tr></thead>\n"
    "<tbody>{rows}</tbody></table></div>"
)
ROW = Markup("\n<tr><td>{}</td><td>{}</td><td><code>{}</code></td><td>{}</td></tr>")
QUIET = Markup('<p class="quiet">{}</p>')


def offer_map(desk: MCPOrchestrator) -> Picture:
    """Every resource, template and prompt of a desk's servers; starts them if they do not run."""
    kinds = {
        "resource": (desk.list_resources(), _address),
        "template": (desk.list_resource_templates(), _template),
        "prompt": (desk.list_prompts(), _call),
    }
    found = [
        (str(offer["server"]), kind, one_line(name(offer)), _meaning(offer))
        for kind, (offers, name) in kinds.items()
        for offer in offers
    ]
    counts = [counted(len(offers), kind) for kind, (offers, _) in kinds.items()]
    summary, shown = ", ".join(counts), found[:SHOWN_OFFERS]
    rows = Markup("").join(ROW.format(*row) for row in shown)
    html = TABLE.format(summary=summary, rows=rows) if found else QUIET.format(summary)
    return Picture(html, "\n".join([summary, *(aligned([COLUMNS, *shown]) if shown else [])]))


def _address(resource: Mapping[str, Any]) -> str:
    return str(resource["uri"])


def _template(template: Mapping[str, Any]) -> str:
    return str(template["uriTemplate"])


def _call(prompt: Mapping[str, Any]) -> str:
    """The prompt as it would be called; what may be left out stands in brackets."""
    arguments = [
        argument["name"] if argument.get("required") else f"[{argument['name']}]"
        for argument in prompt.get("arguments", [])
    ]
    return f"{prompt['name']}({', '.join(arguments)})"


def _meaning(offer: Mapping[str, Any]) -> str:
    return first_sentence(str(offer.get("description") or offer.get("title") or "")) or "(no words)"
