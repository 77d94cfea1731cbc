"""Arithmetic that is exact, and expressions that would run, hang or fill the memory."""

import pytest

from itsupport.errors import SupportError
from itsupport.servers.toolbox import calculate


@pytest.mark.parametrize(
    ("expression", "result", "exact"),
    [
        ("0.1 + 0.2", "0.3", True),
        ("3 * 89.90 + 12", "281.7", True),
        ("1/7*7", "1", True),
        ("1/3", "0.3333333333333333333333333333", False),
        ("2**64", "18446744073709551616", True),
        ("2**-3", "0.125", True),
        ("-1**2", "-1", True),
        ("7 // 2 + 7 % 2", "4", True),
        ("sqrt(16)", "4", True),
        ("round(sqrt(2), 3)", "1.414", True),
        ("max(1, 2.5, -3)", "2.5", True),
        ("3 × 4 ÷ 6", "2", True),
        ("+".join(["1"] * 100), "100", True),
        ("round(2.675, 2)", "2.68", True),
    ],
)
def test_the_digits_are_right(expression: str, result: str, exact: bool) -> None:
    found = calculate(expression=expression)
    assert (found["result"], found["exact"]) == (result, exact)


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__",
        "lambda: 1",
        "[x for x in (1,)]",
        "1 if 2 else 3",
        "1if 2else 3",
        "f'{1}'",
        "'a' * 10",
        "(1).real",
        "2(3)",
        "max(*(1, 2))",
        "abs(x=1)",
        "x := 1",
        "1 < 2",
        "1, 2",
        "1; 2",
        "1 # comment",
        "1\n+ 2",
        "\x001",
        "１+１",
        "1 + \u202e2",
        "0x10",
        "True",
        "1e999",
    ],
)
def test_what_is_no_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(SupportError) as caught:
        calculate(expression=expression)
    assert caught.value.envelope["retryable"]
    assert caught.value.envelope["suggested_actions"]


@pytest.mark.parametrize(
    "expression",
    [
        "10**10**10",
        "9**9**9**9",
        "(-1)**(10**30)",
        "2**2000**2",
        "(10**300)**3",
        "*".join(["10**200"] * 4),
        "1/10**300/10**300/10**300",
        "(1/7)**1000",
    ],
)
def test_what_would_grow_without_end_is_refused_before_it_does(expression: str) -> None:
    with pytest.raises(SupportError, match="too big"):
        calculate(expression=expression)


def test_deep_nesting_ends_in_an_answer_or_an_error_and_not_in_a_crash() -> None:
    assert calculate(expression="(" * 99 + "1" + ")" * 99)["result"] == "1"
    with pytest.raises(SupportError, match="nested too deeply"):
        calculate(expression="-" * 199 + "1")


@pytest.mark.parametrize("expression", ["1/0", "1 // 0", "1 % 0", "0**-1", "sqrt(-1)", "2**0.5"])
def test_what_has_no_value_says_so(expression: str) -> None:
    with pytest.raises(SupportError):
        calculate(expression=expression)


def test_an_expression_of_ten_million_letters_is_refused_at_once() -> None:
    with pytest.raises(SupportError, match="at most 200"):
        calculate(expression="1" * 10_000_000)


def test_a_function_that_is_nearly_right_is_named() -> None:
    with pytest.raises(SupportError, match="sqrt"):
        calculate(expression="sqr(4)")
