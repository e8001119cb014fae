"""How far one group of people is from 50/50: share, verdict, posts to parity and score (`docs/formulas.md`)."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from audit.analysis.report import Group, Text, Verdict, as_float
from audit.analysis.statistics.indices import eige_metric, undp_half
from audit.questionnaire.indicators import BAND

HALF = Fraction(1, 2)
FULL = Fraction(100)
Curve = Literal["band", "linear", "eige", "undp"]


@dataclass(frozen=True, slots=True)
class Rule:
    """The options of a verdict and its score; `target` and `band` are shares of women (0–1)."""

    target: Fraction = HALF
    band: tuple[Fraction, Fraction] = BAND
    base: Literal["binary", "all"] = "binary"
    curve: Curve = "band"
    direction: Literal["both", "women"] = "both"


DEFAULT = Rule()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one group stands: exact share (0–1), gap in percentage points, least posts to change hands, score 0–100."""

    women: int
    men: int
    other: int
    base: int
    share: Fraction | None
    gap: Fraction | None
    at_parity: bool | None
    posts_to_parity: int | None
    score: Fraction | None
    verdict: Verdict

    def group(
        self, name: str, *, label: Text | None = None, decision_making: bool = False, weight: Fraction | None = None
    ) -> Group:
        """Return the standing as the report's group of that name."""
        return Group(
            name=name,
            label=label or {},
            decision_making=decision_making,
            women=self.women,
            men=self.men,
            other=self.other,
            share=as_float(self.share),
            gap=as_float(self.gap),
            at_parity=self.at_parity,
            posts_to_parity=self.posts_to_parity,
            score=as_float(self.score),
            verdict=self.verdict,
            weight=as_float(weight),
        )


def judge(women: int, men: int, *, other: int = 0, rule: Rule = DEFAULT) -> Standing:
    """Judge head-counts against parity, exactly; raises ValueError for a negative count.

    A group of one is a single post and a group of none is nobody: neither has a verdict or a score.
    """
    if min(women, men, other) < 0:
        raise ValueError("a head-count cannot be negative")
    base = women + men + (other if rule.base == "all" else 0)
    share = Fraction(women, base) if base else None
    gap = None if share is None else FULL * share - 50
    if share is None or base == 1:
        verdict = Verdict.NOBODY if share is None else Verdict.SINGLE_POST
        return Standing(women, men, other, base, share, gap, None, None, None, verdict)
    verdict = _verdict(women, base, rule)
    return Standing(
        women=women,
        men=men,
        other=other,
        base=base,
        share=share,
        gap=gap,
        at_parity=verdict is Verdict.AT_PARITY,
        posts_to_parity=_posts(women, women + men, base, rule),
        score=_score(share, verdict, rule),
        verdict=verdict,
    )


def _windows(base: int, rule: Rule) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the numbers of women that are parity: those within the band, and those nearest to the target."""
    lower, upper = rule.band
    wanted = rule.target * base
    return (ceil(lower * base), floor(upper * base)), (ceil(wanted - HALF), floor(wanted + HALF))


def _verdict(women: int, base: int, rule: Rule) -> Verdict:
    if any(low <= women <= high for low, high in _windows(base, rule)):
        return Verdict.AT_PARITY
    return Verdict.WOMEN_UNDER if Fraction(women, base) < rule.band[0] else Verdict.MEN_UNDER


def _posts(women: int, posts: int, base: int, rule: Rule) -> int | None:
    """Return the least number of posts that must pass between women and men; None where no number of them suffices."""
    distances = []
    for low, high in _windows(base, rule):
        low, high = max(low, 0), min(high, posts)
        if low <= high:
            distances.append(max(low - women, women - high, 0))
    return min(distances, default=None)


def _score(share: Fraction, verdict: Verdict, rule: Rule) -> Fraction:
    """Return the points of a share on the rule's curve; above the band is full where only women are counted for."""
    if rule.direction == "women" and share > rule.band[1]:
        return FULL
    if rule.curve != "band":
        return CURVES[rule.curve](share)
    if verdict is Verdict.AT_PARITY:
        return FULL
    lower, upper = rule.band
    return FULL * share / lower if share < lower else FULL * (1 - share) / (1 - upper)


# Design, section 4.1: `eige` is EIGE's metric of a share, `undp` both halves of UNDP's rule on one share.
CURVES: dict[str, Callable[[Fraction], Fraction]] = {
    "linear": lambda share: 200 * min(share, 1 - share),
    "eige": eige_metric,
    "undp": lambda share: 2 * undp_half(share),
}
