"""From indicators to a total: weighted means, coverage, levels and the tree behind them (design, section 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import exp, log

from audit import wording
from audit.analysis import measures, survey
from audit.analysis.outcome import NOTHING, Outcome, Reading
from audit.analysis.report import (
    DimensionScore,
    IndicatorScore,
    Level,
    QuestionnaireIdentity,
    Scorecard,
    Table,
    Why,
    Withheld,
)
from audit.analysis.statistics import gaps
from audit.errors import mark
from audit.questionnaire.answers import Answers
from audit.questionnaire.flow import walk
from audit.questionnaire.indicators import Indicator
from audit.questionnaire.schema import Dimension, Questionnaire, Respondent

LEAVES_COVERAGE = frozenset({Why.NOT_APPLICABLE, Why.NOT_SHOWN, Why.NOT_ASKED, Why.NO_VERDICT})
DEFAULT_SCALE = (
    ("missing", 0, mark("Missing")),
    ("approaches", 40, mark("Approaches")),
    ("meets", 70, mark("Meets")),
    ("exceeds", 90, mark("Exceeds")),
)


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


def judge(
    questionnaire: Questionnaire,
    *,
    digest: str,
    today: date,
    answers: Answers | None = None,
    tables: tuple[Table, ...] = (),
) -> Scorecard:
    """Judge an institution's answers, or a survey's published tables, to the scorecard with its tree.

    `today` is the day for which expressions with `today()` are evaluated.
    """
    outcomes = _outcomes(questionnaire, answers or {}, tables, today)
    scale = levels(questionnaire)
    judged = [_dimension(questionnaire, dimension, outcomes, scale) for dimension in questionnaire.dimensions]
    total = join([branch for _, branch in judged], questionnaire.min_coverage, mean=questionnaire.mean)
    return Scorecard(
        questionnaire=QuestionnaireIdentity(
            name=questionnaire.name, version=questionnaire.version, digest=digest, title=questionnaire.title
        ),
        score=_shown(total.score),
        why=total.why,
        level=_level(total.score, scale),
        coverage=_shown(total.coverage),
        mean=questionnaire.mean,
        min_coverage=float(questionnaire.min_coverage),
        scale=scale,
        dimensions=tuple(dimension for dimension, _ in judged),
        tables=tables,
        gaps=gaps(questionnaire, tables) if tables else (),
    )


def levels(questionnaire: Questionnaire) -> tuple[Level, ...]:
    """Return the questionnaire's own scale, or the default one, from the lowest level upwards."""
    if questionnaire.scale:
        ordered = sorted(questionnaire.scale, key=lambda level: level.start)
        return tuple(Level(level=one.level, start=float(one.start), label=one.label) for one in ordered)
    return tuple(
        Level(level=name, start=start, label={spoken: wording.say(spoken, label) for spoken in wording.languages()})
        for name, start, label in DEFAULT_SCALE
    )


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


def _arithmetic(scores: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((weight * score for weight, score in scores), NOTHING) / sum(weight for weight, _ in scores)


def _geometric(scores: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the weighted geometric mean, which is 0 as soon as one score is."""
    if any(score == 0 for _, score in scores):
        return NOTHING
    total = sum(weight for weight, _ in scores)
    return Fraction(exp(sum(float(weight / total) * log(score) for weight, score in scores)))


MEANS = {"arithmetic": _arithmetic, "geometric": _geometric}


def _outcomes(
    questionnaire: Questionnaire, answers: Answers, tables: tuple[Table, ...], today: date
) -> dict[str, Outcome]:
    if questionnaire.respondent is not Respondent.INSTITUTION:
        published = survey.published(tables)
        return {one.name: survey.measure(one, questionnaire, published) for one in questionnaire.indicators}
    reading = Reading(questionnaire, walk(questionnaire, answers, today).values)
    return {one.name: measures.measure(one, reading) for one in questionnaire.indicators}


def _dimension(
    questionnaire: Questionnaire, dimension: Dimension, outcomes: dict[str, Outcome], scale: tuple[Level, ...]
) -> tuple[DimensionScore, Branch]:
    own = [one for one in questionnaire.indicators if one.dimension == dimension.name]
    least = questionnaire.min_coverage if dimension.min_coverage is None else dimension.min_coverage
    joined = join([_branch(one, outcomes[one.name]) for one in own], least)
    shown = DimensionScore(
        name=dimension.name,
        label=dimension.label,
        weight=float(dimension.weight),
        score=_shown(joined.score),
        why=joined.why,
        level=_level(joined.score, scale),
        coverage=_shown(joined.coverage),
        min_coverage=float(least),
        indicators=tuple(_indicator(one, outcomes[one.name]) for one in own),
    )
    return shown, Branch(dimension.weight, joined.score, joined.coverage, joined.why)


def _branch(indicator: Indicator, outcome: Outcome) -> Branch:
    if isinstance(outcome.score, Fraction):
        return Branch(indicator.weight, outcome.score, Fraction(1), None)
    return Branch(indicator.weight, None, None if outcome.why in LEAVES_COVERAGE else NOTHING, outcome.why)


def _indicator(indicator: Indicator, outcome: Outcome) -> IndicatorScore:
    return IndicatorScore(
        name=indicator.name,
        label=indicator.label or {},
        measure=indicator.measure,
        score=outcome.score if isinstance(outcome.score, Withheld) else _shown(outcome.score),
        why=outcome.why,
        value=outcome.value,
        base=outcome.base,
        weight=float(indicator.weight),
        rule=dict(outcome.rule),
        flag=outcome.flag,
        p=outcome.p,
        scope=outcome.scope,
        weakest=outcome.weakest,
        groups=outcome.groups,
        sources=outcome.sources,
        recommendation=indicator.recommendation,
    )


def _level(score: Fraction | None, scale: tuple[Level, ...]) -> str | None:
    """Return the highest level whose threshold the score, as it is published, reaches."""
    if score is None:
        return None
    return next((one.level for one in reversed(scale) if float(score) >= one.start), None)


def _shown(figure: Fraction | None) -> float | None:
    return None if figure is None else float(figure)
