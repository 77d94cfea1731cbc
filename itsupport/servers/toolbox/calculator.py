"""The tool `calculate`: an expression in, exact digits out."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from itsupport.dual_mode import dual_mode
from itsupport.servers.toolbox.expressions import MAXIMUM_LETTERS, worked_out

Expression = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAXIMUM_LETTERS,
        description="Arithmetic with + - * / // % ** ( ), abs, ceil, floor, max, min, round, sqrt,"
        " pi and e, such as (17.5 + 2.5) * 4.",
        examples=["(17.5 + 2.5) * 4"],
    ),
]
SHOWN_DIGITS = 28


class Calculation(TypedDict):
    """What was asked and what came out. `result` is a text, so that no digit is lost."""

    expression: str
    result: str
    exact: bool


@dual_mode
def calculate(expression: Expression) -> Calculation:
    """Work out an arithmetic expression, such as 0.1 + 0.2 or round(sqrt(2), 3).

    Use it for every sum, product, percentage or power instead of working it out in words. Decimals
    are exact: 0.1 + 0.2 is 0.3. A result that does not end, such as 1/3, is rounded to 28 digits
    and says so with exact=false. For what customers owe use the billing tools.
    """
    digits, exact = _written(worked_out(expression))
    return Calculation(expression=expression, result=digits, exact=exact)


def _written(number: Fraction) -> tuple[str, bool]:
    """The digits, and whether they are all of them."""
    if number.denominator == 1:
        return str(number.numerator), True
    context = Context(prec=SHOWN_DIGITS, rounding=ROUND_HALF_EVEN)
    decimal = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    exact = Fraction(decimal) == number
    return format(decimal.normalize(context), "f" if -30 < decimal.adjusted() < 30 else ""), exact
