"""Works out an expression that somebody typed, without ever running it as a program.

The text is read into a tree; every kind of node that may stand in it is named below, and all else
is refused. Numbers are fractions, so that nothing is rounded on the way, and every result is
measured before it is computed: no expression can take long or fill the memory.
"""

import ast
import math
import operator
import re
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

from itsupport.errors import SupportError, did_you_mean

MAXIMUM_LETTERS = 200
MAXIMUM_DEPTH = 100
MAXIMUM_BITS = 2_048
"""A numerator or denominator has at most this many: about 600 digits."""

MAXIMUM_POWER = 1_000
ROOT_DIGITS = 40

CONSTANTS = {
    "pi": Fraction("3.141592653589793238462643383279502884197"),
    "e": Fraction("2.718281828459045235360287471352662497757"),
}


def _root(number: Fraction) -> Fraction:
    """Exact where it comes out even, else to 40 digits."""
    if number < 0:
        raise refused("There is no root of a negative number", "sqrt takes zero or more.")
    exact = Fraction(math.isqrt(number.numerator), math.isqrt(number.denominator))
    if exact * exact == number:
        return exact
    context = Context(prec=ROOT_DIGITS)
    quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return Fraction(context.sqrt(quotient))


def _round(number: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    if digits.denominator != 1 or not 0 <= digits <= MAXIMUM_LETTERS:
        raise refused("round takes a number of decimals", "It is a whole number from 0 to 200.")
    return Fraction(round(number, int(digits)))


FUNCTIONS: dict[str, tuple[Callable[..., Fraction | int], range]] = {
    "abs": (abs, range(1, 2)),
    "ceil": (math.ceil, range(1, 2)),
    "floor": (math.floor, range(1, 2)),
    "max": (max, range(2, 20)),
    "min": (min, range(2, 20)),
    "round": (_round, range(1, 3)),
    "sqrt": (_root, range(1, 2)),
}
"""What may be called, and how many numbers each takes."""

OPERATORS: dict[type[ast.AST], Callable[..., Fraction | int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
AS_TYPED = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "^": "^"})


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
    return _Reading(text).value(tree.body, 0)


def refused(error: str, reason: str, *more: str) -> SupportError:
    """The error for an expression that will not be worked out."""
    actions = [*more, "Write it like (17.5 + 2.5) * 4 or round(sqrt(2), 3)."]
    return SupportError(error, reason, suggested_actions=actions, retryable=True)


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


class _Reading:
    """One expression, read from the leaves of its tree to the root."""

    def __init__(self, text: str) -> None:
        self._text = text

    def value(self, node: ast.expr, depth: int) -> Fraction:
        if depth > MAXIMUM_DEPTH:
            raise refused("The expression is nested too deeply", f"{MAXIMUM_DEPTH} levels are.")
        match node:
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                # From the text, not from the float: 0.1 is one tenth here.
                return _measured(Fraction(ast.get_source_segment(self._text, node) or "0"))
            case ast.Name(id=name) if name in CONSTANTS:
                return CONSTANTS[name]
            case ast.UnaryOp(op=sign, operand=inner) if type(sign) in OPERATORS:
                return Fraction(OPERATORS[type(sign)](self.value(inner, depth + 1)))
            case ast.BinOp(left=left, op=sign, right=right):
                return _combined(sign, self.value(left, depth + 1), self.value(right, depth + 1))
            case ast.Call(func=ast.Name(id=name), args=given, keywords=[]) if name in FUNCTIONS:
                return self._called(name, given, depth)
        raise refused(
            f"{ast.get_source_segment(self._text, node)!r} is not arithmetic",
            "An expression is made of numbers, signs, brackets and functions.",
        )

    def _called(self, name: str, given: list[ast.expr], depth: int) -> Fraction:
        function, counts = FUNCTIONS[name]
        if len(given) not in counts:
            most = f" to {counts[-1]}" if len(counts) > 1 else ""
            raise refused(
                f"{name} is called with {len(given)} numbers", f"It takes {counts[0]}{most}."
            )
        return _measured(Fraction(function(*(self.value(part, depth + 1) for part in given))))


def _combined(sign: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    if isinstance(sign, ast.Pow):
        return _power(left, right)
    if type(sign) not in OPERATORS:
        raise refused("This sign is not arithmetic", "The signs are + - * / // % **.")
    try:
        return _measured(Fraction(OPERATORS[type(sign)](left, right)))
    except ZeroDivisionError:
        raise refused("A division by zero", "Nothing can be divided by zero.") from None


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    """Measured before it is computed: 10**10**10 would not end."""
    if exponent.denominator != 1:
        raise refused("A power with a broken exponent", "Use sqrt for a square root.")
    if abs(exponent) > MAXIMUM_POWER or _bits(base) * abs(exponent) > MAXIMUM_BITS:
        raise _too_big()
    if base == 0 and exponent < 0:
        raise refused("A division by zero", "A negative power of zero is one.")
    return Fraction(base ** int(exponent))


def _bits(number: Fraction) -> int:
    """How much there is to multiply; 0, 1 and -1 stay as they are."""
    return max(abs(number.numerator) - 1, number.denominator - 1).bit_length()


def _measured(number: Fraction) -> Fraction:
    if _bits(number) > MAXIMUM_BITS:
        raise _too_big()
    return number


def _too_big() -> SupportError:
    return refused(
        "The result is too big to be worked out",
        "Numbers have at most 600 digits here.",
        "Ask for smaller numbers or powers.",
    )
