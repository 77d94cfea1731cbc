"""Exact numbers that cannot grow without end: what an expression may compute.

Numbers are fractions, so nothing is rounded on the way. Every result is measured, and a power
before it is computed: no expression can take long or fill the memory.
"""

import ast
import math
import operator
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

from itsupport.errors import SupportError

MAXIMUM_BITS = 2_048
"""A numerator or denominator has at most this many: about 600 digits."""

MAXIMUM_POWER = 1_000
MAXIMUM_DECIMALS = 200
ROOT_DIGITS = 40

CONSTANTS = {
    "pi": Fraction("3.141592653589793238462643383279502884197"),
    "e": Fraction("2.718281828459045235360287471352662497757"),
}
SIGNS: dict[type[ast.AST], Callable[..., Fraction | int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}


def refused(error: str, reason: str, *more: str) -> SupportError:
    """The error for an expression that will not be worked out."""
    actions = [*more, "Write it like (17.5 + 2.5) * 4 or round(sqrt(2), 3)."]
    return SupportError(error, reason, suggested_actions=actions, retryable=True)


def combined(sign: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    """Two numbers and the sign between them."""
    if isinstance(sign, ast.Pow):
        return _power(left, right)
    if type(sign) not in SIGNS:
        raise refused("This sign is not arithmetic", "The signs are + - * / // % **.")
    try:
        return measured(Fraction(SIGNS[type(sign)](left, right)))
    except ZeroDivisionError:
        raise refused("A division by zero", "Nothing can be divided by zero.") from None


def measured(number: Fraction) -> Fraction:
    """The number itself, unless it is too big."""
    if _bits(number) > MAXIMUM_BITS:
        raise _too_big()
    return number


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    """10**10**10 would not end, so its size is estimated first."""
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


def _too_big() -> SupportError:
    return refused(
        "The result is too big to be worked out",
        "Numbers have at most 600 digits here.",
        "Ask for smaller numbers or powers.",
    )


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
    if digits.denominator != 1 or not 0 <= digits <= MAXIMUM_DECIMALS:
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
