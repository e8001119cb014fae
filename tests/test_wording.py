"""Numbers as people read them: half up, a decimal comma in Russian, a true minus, and no minus before a nought."""

from decimal import Decimal
from fractions import Fraction

import pytest

from audit import wording


@pytest.mark.parametrize(
    ("language", "value", "digits", "shown"),
    [
        ("en", -12.75, 1, "\u221212.8"),
        ("ru", -1234.5, 1, "\u22121\u00a0234,5"),
        ("en", -0.04, 1, "0.0"),
        ("ru", 73.65, 1, "73,7"),
    ],
)
def test_a_number_below_zero_has_a_minus_and_a_nought_has_none(
    language: str, value: float, digits: int, shown: str
) -> None:
    assert wording.number(language, value, digits) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Fraction(10**40 + 1), 0, Decimal(10**40 + 1)),
        (Fraction(10**30, 3), 1, Decimal("333333333333333333333333333333.3")),
        (Fraction(1, 2) - Fraction(1, 10**40), 0, Decimal(0)),
        (Fraction(-5, 2), 0, Decimal(-3)),
        (Decimal("0.05"), 1, Decimal("0.1")),
    ],
)
def test_rounding_is_done_once_and_exactly(value: Fraction | Decimal, digits: int, shown: Decimal) -> None:
    assert wording.rounded(value, digits) == shown


def test_a_number_of_any_length_is_shown_whole() -> None:
    assert wording.number("en", Fraction(10**30 + 1)) == "1" + ",000" * 9 + ",001"


def test_a_share_below_zero_has_a_minus() -> None:
    assert wording.percent("en", -0.25) == "\u221225%"
