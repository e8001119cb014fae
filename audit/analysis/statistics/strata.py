"""Women's and men's rates compared within strata: what Mantel and Haenszel make of several two-by-two tables.

N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959), 719–748; the rate ratio over strata in the manner of
S. Greenland and J. M. Robins, Biometrics 41 (1985), 55–68. Pooled rates can reverse what holds in every stratum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, sqrt

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Stratum:
    """Women and men of one stratum: how many entered, and how many of them passed.

    Raises ValueError for a negative count and where more passed than had entered.
    """

    women_passed: int
    women_entered: int
    men_passed: int
    men_entered: int

    def __post_init__(self) -> None:
        passed, entered = (self.women_passed, self.men_passed), (self.women_entered, self.men_entered)
        if min(passed) < 0 or any(some > everybody for some, everybody in zip(passed, entered, strict=True)):
            raise ValueError("nobody can pass who has not entered")

    def __add__(self, other: "Stratum") -> "Stratum":
        return Stratum(
            self.women_passed + other.women_passed,
            self.women_entered + other.women_entered,
            self.men_passed + other.men_passed,
            self.men_entered + other.men_entered,
        )

    @property
    def entered(self) -> int:
        """All who entered, women and men."""
        return self.women_entered + self.men_entered


def rate_ratio(stratum: Stratum) -> Fraction | None:
    """Return women's rate over men's; None where nobody of a sex entered or no man passed."""
    if not stratum.women_entered or not stratum.men_entered or not stratum.men_passed:
        return None
    return Fraction(stratum.women_passed, stratum.women_entered) / Fraction(stratum.men_passed, stratum.men_entered)


def stratified_rate_ratio(strata: Sequence[Stratum]) -> Fraction | None:
    """Return Mantel and Haenszel's rate ratio, women over men; None where no stratum has both and a man who passed.

    The sum of women's passes times men entered, over everybody in the stratum, is divided by the same of men's.
    """
    women = sum(Fraction(one.women_passed * one.men_entered, one.entered) for one in strata if one.entered)
    men = sum(Fraction(one.men_passed * one.women_entered, one.entered) for one in strata if one.entered)
    return women / men if men else None


def common_odds_ratio(strata: Sequence[Stratum]) -> Fraction | None:
    """Return Mantel and Haenszel's common odds ratio, women over men; None where its denominator is 0."""
    women = sum(
        Fraction(one.women_passed * (one.men_entered - one.men_passed), one.entered) for one in strata if one.entered
    )
    men = sum(
        Fraction(one.men_passed * (one.women_entered - one.women_passed), one.entered) for one in strata if one.entered
    )
    return women / men if men else None


def mantel_haenszel(strata: Sequence[Stratum]) -> float | None:
    """Return the two-sided p of Mantel and Haenszel's test, continuity corrected; None where nothing can vary.

    Under the hypothesis women pass in each stratum as everybody in it does; the square of the distance, less one half
    (and never below nothing), is divided by the hypergeometric variance and held against chi-squared of one degree.
    """
    distance, variance = Fraction(0), Fraction(0)
    for one in strata:
        if one.entered < 2:
            continue
        passed = one.women_passed + one.men_passed
        failed = one.entered - passed
        distance += one.women_passed - Fraction(one.women_entered * passed, one.entered)
        variance += Fraction(one.women_entered * one.men_entered * passed * failed, one.entered**2 * (one.entered - 1))
    if not variance:
        return None
    beyond = max(abs(distance) - HALF, Fraction(0))
    return erfc(sqrt(beyond**2 / variance / 2))


def reverses(pooled: Fraction | None, stratified: Fraction | None) -> bool:
    """Tell whether the pooled ratio says that one sex passes more often and the stratified that the other does."""
    return pooled is not None and stratified is not None and (pooled - 1) * (stratified - 1) < 0
