"""An exercise of lesson 11: forms answered by code, which makes nothing up and gives none away."""

from typing import Any

from itsupport.errors import SupportError
from itsupport.orchestrator import FormRequest, LinkRequest, UserReply
from itsupport.orchestrator.form_content import checked_content
from itsupport.teaching.exercises.bounded import run
from itsupport.teaching.exercises.exercise import Exercise
from itsupport.teaching.exercises.outcome import Misconception, NotAttempted
from itsupport.teaching.exercises.showing import shown
from itsupport.teaching.exercises.untouched import untouched

KNOWN = {"name": "Dana", "city": "Columbus", "count": 3, "size": "L", "password": "lemon-4711"}
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
SIZES = {"type": "string", "enum": ["S", "M", "L"]}
PAPER = {"type": "string", "enum": ["A4", "A5"]}
SECRETS = (
    {"password": TEXT},
    {"name": TEXT, "Password": {"type": "string", "title": "Your password"}},
    {"code": {"type": "string", "description": "The PIN of your card"}},
    {"api_key": {"type": "string", "title": "API key"}, "city": TEXT},
    {"code": {"type": "string", "title": "PIN"}},
    {"answer": {"type": "string", "description": "YOUR PASSWORD"}},
)


async def answer_by_code(reply_to: Any) -> None:
    """Forms that can be filled in, forms that cannot, forms that ask for secrets, and a link."""
    if untouched(reply_to):
        raise NotAttempted("Write the body of `reply_to`, and run the cell.")
    await _filled(reply_to, {"name": TEXT, "city": TEXT}, ["name"], {"name", "city"})
    await _filled(reply_to, {"count": NUMBER, "size": SIZES}, ["count", "size"], {"count", "size"})
    await _filled(reply_to, {"city": TEXT, "note": TEXT}, ["city"], {"city"})
    await _unknown(reply_to, {"name": TEXT, "floor": NUMBER}, ["name", "floor"])
    await _unknown(reply_to, {"size": PAPER}, ["size"])
    await _filled(reply_to, {"name": TEXT, "size": PAPER}, ["name"], {"name"})
    for fields in SECRETS:
        await _secret(reply_to, fields)
    await _link(reply_to)
    await _harmless(reply_to)


async def _reply(reply_to: Any, request: Any) -> UserReply:
    known = dict(KNOWN)
    reply = await run(reply_to, request, known)
    if not isinstance(reply, UserReply):
        raise Misconception(
            "no_reply",
            seen=f"it returned {shown(reply)}",
            expected="a UserReply",
            next_step='Return UserReply("accept", content), UserReply("decline") or '
            'UserReply("cancel").',
        )
    return reply


def _form(fields: dict[str, Any], required: list[str]) -> FormRequest:
    schema = {"type": "object", "properties": fields, "required": required}
    return FormRequest("a server", "Please fill this in.", schema)


async def _filled(
    reply_to: Any, fields: dict[str, Any], required: list[str], expected: set[str]
) -> None:
    reply = await _reply(reply_to, _form(fields, required))
    asked = ", ".join(fields)
    if reply.action != "accept" or reply.content is None:
        raise Misconception(
            "not_filled_in",
            seen=f"a form with {asked}, and the reply is {shown(reply)}",
            expected="accept: everything that is required is known",
            next_step='Accept when each name in `schema["required"]` can be answered; other '
            "fields may stay empty.",
        )
    if extra := sorted(set(reply.content) - set(fields)):
        raise Misconception(
            "gives_more",
            seen=f"a form with {asked}, and the reply also has {', '.join(extra)}",
            expected="only what the form asks for",
            next_step="Go through the form's fields and take each from `known`, not the other way.",
        )
    wanted = {name: KNOWN[name] for name in expected}
    if reply.content != wanted:
        raise Misconception(
            "other_values",
            seen=f"a form with {asked}, and the content is {shown(reply.content)}",
            expected=shown({name: KNOWN[name] for name in fields if name in expected}),
            next_step="Take the values from `known` as they are, and leave out what is not there, "
            "or not in `enum`.",
        )


async def _unknown(reply_to: Any, fields: dict[str, Any], required: list[str]) -> None:
    reply = await _reply(reply_to, _form(fields, required))
    if reply.action == "cancel":
        return
    if reply.action == "decline":
        raise Misconception(
            "declines_what_it_does_not_know",
            seen=f"it does not know {required[-1]}, and the reply is decline",
            expected="cancel",
            next_step="Decline means: no, never. Cancel means: not now, ask somebody else.",
        )
    try:
        checked_content({"properties": fields, "required": required}, reply.content)
    except SupportError as problem:
        raise Misconception(
            "does_not_fit",
            seen=f"{problem.envelope['error']}; sent was {shown(reply.content)}",
            expected="cancel: this form cannot be filled in",
            next_step="Check before you accept: all required fields there, each choice in `enum`.",
        ) from None
    raise Misconception(
        "makes_it_up",
        seen=f"`known` has no fitting {required[-1]}, and it sent {shown(reply.content)}",
        expected="cancel",
        next_step="Never invent a value: reply with cancel.",
    )


async def _secret(reply_to: Any, fields: dict[str, Any]) -> None:
    reply = await _reply(reply_to, _form(fields, [next(iter(fields))]))
    if reply.action == "decline":
        return
    gave = reply.action == "accept" and any(
        "4711" in str(v) for v in (reply.content or {}).values()
    )
    raise Misconception(
        "gives_secrets" if gave else "does_not_refuse",
        seen=f"a form with {shown(fields)}, and the reply is {reply.action}",
        expected="decline",
        next_step="Look at each field's name, title and description, in small letters, for the "
        "words of `SECRETS`, before anything else.",
    )


async def _harmless(reply_to: Any) -> None:
    """A word with the letters of a secret in its middle is no secret."""
    shipping = {"city": {"type": "string", "title": "Shipping city"}}
    if (await _reply(reply_to, _form(shipping, ["city"]))).action == "decline":
        raise Misconception(
            "refuses_by_letters",
            seen=f"a form with {shown(shipping)}, and the reply is decline",
            expected="accept: “Shipping” has the letters of a secret, and is another word",
            next_step="Compare whole words: take a text apart with `re.findall`, or look for "
            r"`rf'\b{word}\b'`.",
        )
    await _filled(reply_to, shipping, ["city"], {"city"})


async def _link(reply_to: Any) -> None:
    reply = await _reply(reply_to, LinkRequest("a server", "Visit this.", "https://a.example/"))
    if reply.action == "accept":
        raise Misconception(
            "follows_links",
            seen="a LinkRequest, and the reply is accept",
            expected="decline or cancel",
            next_step="A page must be looked at by a person: "
            '`if not isinstance(request, FormRequest): return UserReply("cancel")`.',
        )


EXERCISES = (
    Exercise(
        name="answer_by_code",
        lesson="11_asking_the_user",
        title="Answer by code, and give nothing away",
        minutes=12,
        answers=("reply_to",),
        judge=answer_by_code,
        misconceptions={
            "no_reply": "returned something else than a UserReply",
            "not_filled_in": "did not accept a form that could be filled in",
            "gives_more": "sent more than the form asked for",
            "other_values": "sent other values than those that are known",
            "declines_what_it_does_not_know": "declined where nobody knew the answer",
            "does_not_fit": "sent what the form's schema does not allow",
            "makes_it_up": "made up a value that was not known",
            "gives_secrets": "sent a password to a server that asked for one",
            "refuses_by_letters": "took letters within a word for a secret",
            "does_not_refuse": "did not decline a form that asks for a secret",
            "follows_links": "accepted a link that no person looked at",
        },
        hints=(
            "Four steps, in this order: a link, a secret, something unknown, and then accept.",
            '`fields = request.schema["properties"]`; search the name, `field.get("title", "")` '
            'and `field.get("description", "")` for whole words: a keyboard is no key.',
            "A field can be answered when its name is in `known` and, if it has an `enum`, the "
            'value is in it. Cancel when one in `request.schema.get("required", [])` cannot.',
        ),
        why="Whatever answers for a person can be asked by any server, also by a curious one.",
    ),
)
