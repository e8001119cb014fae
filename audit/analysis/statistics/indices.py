"""Published scores of a share of women: EIGE's metric and UNDP's two halves with their traffic light."""

from enum import StrEnum
from fractions import Fraction
from math import ceil

HALF_POINTS = Fraction(50)
COST = Fraction(3, 2)


class Light(StrEnum):
    """UNDP's traffic light of a score (0–100)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


LIGHTS = ((85, Light.GREEN), (70, Light.YELLOW))


def eige_metric(share: Fraction) -> Fraction:
    """Return the Gender Equality Index's metric of a share of women (0–1): 1 at 0 and 1, 100 at one half.

    1 + 99·(1 − |women / mean of women and men − 1|), which for a share is 1 + 99·(1 − |2p − 1|). The index's factor for
    the level of achievement is 1 here: a share of posts has no level that a country could fall short of.
    """
    return 1 + 99 * (1 - abs(2 * share - 1))


def undp_half(share: Fraction) -> Fraction:
    """Return the points (0–50) of one half of UNDP's gender parity score: 1.5 off for each percentage point from 50.

    The rule is read as on both sides of 50; its text says so and then speaks of women only.
    """
    return max(Fraction(0), HALF_POINTS - COST * abs(100 * share - 50))


def undp_points(workforce: Fraction, leadership: Fraction) -> int:
    """Return UNDP's gender parity score: the halves of the workforce and of leadership together, rounded up."""
    return ceil(undp_half(workforce) + undp_half(leadership))


def undp_light(points: int) -> Light:
    """Return the traffic light of a UNDP score: green from 85, yellow from 70, red below."""
    return next((light for least, light in LIGHTS if points >= least), Light.RED)
