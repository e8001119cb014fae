"""Figures in sentences: as short as they can be without saying the same of two things that differ."""

from audit.wording import number, percent, rounded

MOST_DIGITS = 6


def figure(language: str, value: float, *beside: float, digits: int = 0) -> str:
    """Show a number in as many decimals as it has, at most two, and in more where it would look like `beside`.

    `beside` are the figures that it is held against; a value under a goal never looks like the goal.
    """
    least = digits or next((places for places in (0, 1) if _whole(value, places)), 2)
    return number(language, value, _digits(value, beside, least))


def share(language: str, value: float, *beside: float) -> str:
    """Show a share of one as a percentage, whole or with one decimal, and more where it would look like `beside`."""
    least = 0 if _whole(100 * value, 0) else 1
    return percent(language, value, _digits(100 * value, tuple(100 * other for other in beside), least))


def _whole(value: float, places: int) -> bool:
    return abs(value - float(rounded(value, places))) < 10**-9


def _digits(value: float, beside: tuple[float, ...], least: int) -> int:
    differing = [other for other in beside if abs(other - value) >= 10**-9]
    for places in range(least, MOST_DIGITS):
        if _whole(value, places) or all(rounded(other, places) != rounded(value, places) for other in differing):
            return places
    return MOST_DIGITS
