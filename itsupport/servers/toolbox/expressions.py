"""Works out an expression that somebody typed, without ever running it as a program.

The text is read into a tree; every kind of node that may stand in it is named below, and all else
is refused. What the numbers do is in `arithmetic.py`.
"""

import ast
import re
from fractions import Fraction

from itsupport.errors import did_you_mean
from itsupport.servers.toolbox.arithmetic import (
    CONSTANTS,
    FUNCTIONS,
    SIGNS,
    combined,
    measured,
    refused,
)

MAXIMUM_LETTERS = 200
MAXIMUM_DEPTH = 100
AS_TYPED = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-"})


def worked_out(expression: str) -> Fraction:
    """The exact value. Raises `SupportError` for what is no arithmetic, or too big."""
    text = expression.translate(AS_TYPED).strip()
    if len(text) > MAXIMUM_LETTERS:
        raise refused("The expression is too long", f"It may have {MAXIMUM_LETTERS} characters.")
    _refuse_words_and_signs(text)
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise refused(
            f"{text!r} is not a complete expression", "A number, sign or bracket is out of place."
        ) from None
    return _value(tree.body, text, 0)


def _refuse_words_and_signs(text: str) -> None:
    """Before anything is read as Python: a word that is not known ends it here."""
    known = [*FUNCTIONS, *CONSTANTS]
    for word in re.findall(r"[^\W\d]\w*", text):
        if word not in known:
            reason = f"Known are the functions and constants {', '.join(sorted(known))}."
            raise refused(
                f"{word!r} may not stand in an expression", reason, *did_you_mean(word, known)
            )
    if wrong := re.search(r"[^\w\s.,+\-*/%()]|[^\x00-\x7f]|\x00", text):
        hint = ["Write a power as 2**10."] if wrong[0] == "^" else []
        raise refused(
            f"{wrong[0]!r} may not stand in an expression",
            "The signs are + - * / // % ** ( ) and a dot for decimals.",
            *hint,
        )


def _value(node: ast.expr, text: str, depth: int) -> Fraction:
    """The value of a node, from the leaves of the tree to its root."""
    if depth > MAXIMUM_DEPTH:
        raise refused("The expression is nested too deeply", "Use fewer brackets and signs.")
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            # From the text, not from the float: 0.1 is one tenth here.
            return measured(Fraction(ast.get_source_segment(text, node) or "0"))
        case ast.Name(id=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case ast.UnaryOp(op=sign, operand=inner) if type(sign) in SIGNS:
            return Fraction(SIGNS[type(sign)](_value(inner, text, depth + 1)))
        case ast.BinOp(left=left, op=sign, right=right):
            return combined(sign, _value(left, text, depth + 1), _value(right, text, depth + 1))
        case ast.Call(func=ast.Name(id=name), args=given, keywords=[]) if name in FUNCTIONS:
            return _called(name, [_value(part, text, depth + 1) for part in given])
    raise refused(
        f"{ast.get_source_segment(text, node)!r} is not arithmetic",
        "An expression is made of numbers, signs, brackets and functions.",
    )


def _called(name: str, numbers: list[Fraction]) -> Fraction:
    function, counts = FUNCTIONS[name]
    if len(numbers) not in counts:
        most = f" to {counts[-1]}" if len(counts) > 1 else ""
        raise refused(f"{name} gets {len(numbers)} numbers", f"It takes {counts[0]}{most}.")
    return measured(Fraction(function(*numbers)))
