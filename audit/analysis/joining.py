"""How scores are joined to dimensions and a total: weighted means, and their coverage (`docs/formulas.md`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log

from audit.analysis.outcome import NOTHING, Outcome
from audit.analysis.report import LEAVES_COVERAGE, Why
from audit.questionnaire.indicators import Indicator
from audit.questionnaire.schema import Dimension, Questionnaire

Outcomes = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Branch:
    """A weighted part of a mean: its score, and the share of its weight that is scored; None where not applicable."""

    weight: Fraction
    score: Fraction | None
    coverage: Fraction | None
    why: Why | None


@dataclass(frozen=True, slots=True)
class Joined:
    """What branches come to together."""

    score: Fraction | None
    coverage: Fraction | None
    why: Why | None


def join(branches: Sequence[Branch], least: Fraction, *, mean: str = "arithmetic") -> Joined:
    """Join branches by their weighted mean over those with a score.

    Coverage is the weight that the mean rests on over the weight that is applicable; below `least` there is no score.
    """
    applicable = [branch for branch in branches if branch.coverage is not None]
    if not applicable:
        return Joined(None, None, Why.NOT_APPLICABLE if branches else Why.NOT_ASKED)
    scored = [(branch, branch.score) for branch in applicable if branch.score is not None]
    rests_on = sum((branch.weight * (branch.coverage or 0) for branch, _ in scored), NOTHING)
    coverage = rests_on / sum(branch.weight for branch in applicable)
    if not scored or coverage < least:
        reasons = {branch.why for branch in applicable if branch.score is None}
        return Joined(None, coverage, Why.WITHHELD if reasons == {Why.WITHHELD} else Why.INSUFFICIENT_DATA)
    return Joined(MEANS[mean]([(branch.weight, score) for branch, score in scored]), coverage, None)


def dimension(questionnaire: Questionnaire, part: Dimension, outcomes: Outcomes) -> Joined:
    """Join a dimension's indicators."""
    own = [one for one in questionnaire.indicators if one.dimension == part.name]
    return join([_branch(one, outcomes[one.name]) for one in own], least_coverage(questionnaire, part))


def least_coverage(questionnaire: Questionnaire, part: Dimension) -> Fraction:
    """Return the coverage (0–1) below which a dimension has no score."""
    return questionnaire.min_coverage if part.min_coverage is None else part.min_coverage


def total(questionnaire: Questionnaire, outcomes: Outcomes) -> Joined:
    """Join a questionnaire's dimensions."""
    joined = [(part.weight, dimension(questionnaire, part, outcomes)) for part in questionnaire.dimensions]
    branches = [Branch(weight, each.score, each.coverage, each.why) for weight, each in joined]
    return join(branches, questionnaire.min_coverage, mean=questionnaire.mean)


def _arithmetic(scores: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((weight * score for weight, score in scores), NOTHING) / sum(weight for weight, _ in scores)


def _geometric(scores: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted geometric mean, which is 0 as soon as one score is."""
    if any(score == 0 for _, score in scores):
        return NOTHING
    whole = sum(weight for weight, _ in scores)
    return Fraction(exp(sum(float(weight / whole) * log(score) for weight, score in scores)))


MEANS = {"arithmetic": _arithmetic, "geometric": _geometric}


def _branch(indicator: Indicator, outcome: Outcome) -> Branch:
    if isinstance(outcome.score, Fraction):
        return Branch(indicator.weight, outcome.score, Fraction(1), None)
    return Branch(indicator.weight, None, None if outcome.why in LEAVES_COVERAGE else NOTHING, outcome.why)
