"""From indicators to the scorecard: the tree of scores with levels, explanations and what would change it most."""

from datetime import date
from fractions import Fraction

from audit import wording
from audit.analysis import explanation, grading, improvement, joining, measures, survey
from audit.analysis.improvement import Answered
from audit.analysis.joining import Outcomes
from audit.analysis.outcome import Outcome, Reading
from audit.analysis.report import (
    DimensionScore,
    Explanation,
    IndicatorScore,
    Level,
    QuestionnaireIdentity,
    Scorecard,
    Table,
    Withheld,
    as_float,
)
from audit.analysis.statistics import gaps
from audit.errors import mark
from audit.questionnaire.answers import Answers
from audit.questionnaire.flow import walk
from audit.questionnaire.indicators import Indicator
from audit.questionnaire.schema import Dimension, Questionnaire, Respondent

DEFAULT_SCALE = (
    ("missing", 0, mark("Missing")),
    ("approaches", 40, mark("Approaches")),
    ("meets", 70, mark("Meets")),
    ("exceeds", 90, mark("Exceeds")),
)


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
    named = questionnaire.respondent is Respondent.INSTITUTION
    asked = _read(questionnaire, answers or {}, today) if named else None
    outcomes = _outcomes(asked) if asked else _surveyed(questionnaire, tables)
    answered = (
        Answered(answers or {}, asked, lambda given: _outcomes(_read(questionnaire, given, today))) if asked else None
    )
    told = {
        one.name: explanation.explain(one, outcomes[one.name], questionnaire, tables=tables)
        for one in questionnaire.indicators
    }
    total = joining.total(questionnaire, outcomes)
    scale = levels(questionnaire)
    return Scorecard(
        questionnaire=QuestionnaireIdentity(
            name=questionnaire.name, version=questionnaire.version, digest=digest, title=questionnaire.title
        ),
        score=as_float(total.score),
        why=total.why,
        level=_level(total.score, scale),
        coverage=as_float(total.coverage),
        mean=questionnaire.mean,
        min_coverage=float(questionnaire.min_coverage),
        scale=scale,
        dimensions=tuple(_dimension(questionnaire, part, outcomes, told) for part in questionnaire.dimensions),
        tables=tables,
        gaps=gaps(questionnaire, tables) if tables else (),
        improvements=improvement.improvements(questionnaire, outcomes, answered),
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


def _read(questionnaire: Questionnaire, answers: Answers, today: date) -> Reading:
    return Reading(questionnaire, walk(questionnaire, answers, today).values)


def _outcomes(reading: Reading) -> Outcomes:
    return {one.name: measures.measure(one, reading) for one in reading.questionnaire.indicators}


def _surveyed(questionnaire: Questionnaire, tables: tuple[Table, ...]) -> Outcomes:
    published = survey.published(tables)
    return {one.name: survey.measure(one, questionnaire, published) for one in questionnaire.indicators}


def _dimension(
    questionnaire: Questionnaire, part: Dimension, outcomes: Outcomes, told: dict[str, Explanation]
) -> DimensionScore:
    joined = joining.dimension(questionnaire, part, outcomes)
    own = [one for one in questionnaire.indicators if one.dimension == part.name]
    return DimensionScore(
        name=part.name,
        label=part.label,
        weight=float(part.weight),
        score=as_float(joined.score),
        why=joined.why,
        level=_level(joined.score, levels(questionnaire)),
        coverage=as_float(joined.coverage),
        min_coverage=float(joining.least_coverage(questionnaire, part)),
        indicators=tuple(_indicator(one, outcomes[one.name], told[one.name], questionnaire.respondent) for one in own),
    )


def _indicator(indicator: Indicator, outcome: Outcome, told: Explanation, respondent: Respondent) -> IndicatorScore:
    return IndicatorScore(
        name=indicator.name,
        label=indicator.label or {},
        measure=indicator.measure,
        score=outcome.score if isinstance(outcome.score, Withheld) else as_float(outcome.score),
        why=outcome.why,
        value=outcome.value,
        base=outcome.base,
        weight=float(indicator.weight),
        rule=dict(outcome.rule),
        flag=outcome.flag,
        p=outcome.p,
        evidence=grading.grade(respondent, outcome.why),
        scope=outcome.scope,
        weakest=outcome.weakest,
        groups=outcome.groups,
        sources=outcome.sources,
        recommendation=indicator.recommendation,
        explanation=told,
        stratified=outcome.stratified,
        spread=outcome.spread,
    )


def _level(score: Fraction | None, scale: tuple[Level, ...]) -> str | None:
    """Return the highest level whose threshold the score, as it is published, reaches."""
    if score is None:
        return None
    return next((one.level for one in reversed(scale) if float(score) >= one.start), None)
