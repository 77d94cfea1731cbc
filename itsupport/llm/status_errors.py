"""What the statuses of a model provider mean and what to do about each.

Source: OpenAI's guide "Error codes"; other providers use the same statuses.
"""

_TOO_LONG = ("context_length_exceeded", "string_above_max_length")
_TOO_LONG_WORDS = ("context length", "context window", "context size")
_NO_CREDIT = ("insufficient_quota", "billing_hard_limit_reached")

Explanation = tuple[str, list[str], bool]


USUAL_END = "Check OPENAI_BASE_URL: it usually ends in /v1, on Azure in /openai/v1/."


def explain_status(status: int, code: str, said: str, model: str, address: str) -> Explanation:
    """The short statement, what to do next, and whether asking again later may help."""
    match status:
        case 401:
            return _wrong_key()
        case 403:
            return (
                f"This key may not use model {model}",
                ["Choose another model with OPENAI_MODEL.", "Ask the owner of the key for access."],
                False,
            )
        case 404:
            return _no_model(model, address)
        case 429 if code in _NO_CREDIT or "current quota" in said:
            return (
                "The account of this key has no credit left",
                ["Check the plan and the billing of the account.", _offline()],
                False,
            )
        case 429:
            return (
                f"Model {model} gets too many requests",
                ["Wait a minute and ask again.", "Choose a model with a higher limit."],
                True,
            )
        case _ if status >= 500:
            return (
                f"The provider of model {model} has a problem of its own",
                ["Ask again in a moment.", "Look at the provider's status page."],
                True,
            )
        case _:
            return _bad_request(code, said, model)


def _wrong_key() -> Explanation:
    return (
        "The model provider does not accept the key",
        [
            "Check OPENAI_API_KEY: is it whole, current, and of this provider?",
            "If OPENAI_BASE_URL is set, the key must belong to that address.",
            _offline(),
        ],
        False,
    )


def _no_model(model: str, address: str) -> Explanation:
    first = [] if address.endswith("/v1") else [USUAL_END]
    return (
        f"There is no model {model} here",
        [
            *first,
            "Set OPENAI_MODEL to a model that the provider serves; models are retired over time.",
            "On Azure, OPENAI_MODEL is the name of your deployment and OPENAI_BASE_URL ends in "
            "/openai/v1/.",
            "If the service offers only one of the two APIs, say so with ITSUPPORT_API.",
        ],
        False,
    )


def _bad_request(code: str, said: str, model: str) -> Explanation:
    if code in _TOO_LONG or any(words in said for words in _TOO_LONG_WORDS):
        advice = ["Start a new conversation.", "Ask for less at once.", "Choose a larger model."]
        return f"The conversation is too long for model {model}", advice, False
    advice = ["Read the reason: it names the part that the model does not take."]
    if "/v1/responses" in said:
        advice.append("Set ITSUPPORT_API=responses.")
    return f"Model {model} refused the request", advice, False


def _offline() -> str:
    return "Unset OPENAI_API_KEY to use the offline model."
