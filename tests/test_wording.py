"""Numbers as people read them: half up, a decimal comma in Russian, a true minus, and no minus before a nought."""

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


def test_a_share_below_zero_has_a_minus() -> None:
    assert wording.percent("en", -0.25) == "\u221225%"
