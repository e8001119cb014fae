"""Why an indicator has its score, in figures: one function a kind of measure, from what was measured and asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from audit.analysis import survey
from audit.analysis.outcome import Outcome
from audit.analysis.report import (
    ALL,
    Chosen,
    Explanation,
    Group,
    Held,
    MeanOfChoices,
    MeanOfScale,
    Named,
    NoScore,
    ParityOfLevels,
    ParityOfOne,
    Pointed,
    RateRatio,
    Scope,
    Source,
    StatementScore,
    Table,
    Threshold,
    Verdict,
    Why,
    Withheld,
)
from audit.analysis.scale import scale
from audit.questionnaire.indicators import (
    ChoiceIndicator,
    CountIndicator,
    Indicator,
    LikertIndicator,
    ParityIndicator,
    RateRatioIndicator,
    ShareIndicator,
)
from audit.questionnaire.schema import (
    HeadcountQuestion,
    MatrixQuestion,
    MoneyQuestion,
    Questionnaire,
    Respondent,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

# What a measure has no verdict for want of.
LACKING: Mapping[str, Literal["judged_level", "passing", "points", "threshold"]] = {
    "parity": "judged_level",
    "rate_ratio": "passing",
    "choice": "points",
    "likert": "points",
    "share": "threshold",
    "count": "threshold",
    "threshold": "threshold",
}


def explain(
    indicator: Indicator, outcome: Outcome, questionnaire: Questionnaire, *, tables: Sequence[Table] = ()
) -> Explanation:
    """Return the figures that explain an indicator's score, or its absence; a survey's come from published tables."""
    if outcome.score is None or isinstance(outcome.score, Withheld):
        return _absent(indicator, outcome, questionnaire)
    return EXPLAINED[indicator.measure](indicator, outcome, questionnaire, tables)


def _absent(indicator: Indicator, outcome: Outcome, questionnaire: Questionnaire) -> NoScore:
    return NoScore(
        why=outcome.why or Why.NO_VERDICT,
        withheld=outcome.score.withheld if isinstance(outcome.score, Withheld) else None,
        lacks=LACKING[indicator.measure] if outcome.why is Why.NO_VERDICT else "",
        questions=_lacking(indicator, outcome, questionnaire),
    )


def _lacking(indicator: Indicator, outcome: Outcome, questionnaire: Questionnaire) -> tuple[Named, ...]:
    """Name the questions that have the absence; statements of one question are named by their question."""
    missing = {"absent": outcome.why.value} if outcome.why else None
    read = dict.fromkeys(source.question for source in outcome.sources if source.value == missing)
    questions = [questionnaire.at(name) for name in read or (indicator.of,)]
    return tuple(Named(name=each.name, label=each.label) for each in questions)


def _parity(
    indicator: ParityIndicator, outcome: Outcome, questionnaire: Questionnaire, tables: Sequence[Table]
) -> Explanation:
    groups = {group.name: held(group, indicator.base) for group in outcome.groups}
    if indicator.pooled:
        decides = outcome.scope is Scope.DECISION_MAKING
        return ParityOfOne(group=groups[ALL], decision_making=decides, curve=indicator.curve)
    question = questionnaire.at(indicator.of)
    rows = question.rows if isinstance(question, HeadcountQuestion) else ()
    empty = outcome.rule.get("unanswered_rows", ())
    levels = [group for name, group in groups.items() if name != ALL]
    return ParityOfLevels(
        levels=tuple(level for level in levels if level.score is not None),
        weakest=outcome.weakest or "",
        curve=indicator.curve,
        unjudged=tuple(Named(name=level.name, label=level.label) for level in levels if level.score is None),
        unanswered=tuple(Named(name=row.name, label=row.label) for row in rows if row.name in empty),
    )


def held(group: Group, base: str) -> Held:
    """Return what a judged group's sentence needs: the sex that is too few, its places, and where parity begins."""
    few = group.men if group.verdict is Verdict.MEN_UNDER else group.women
    apart = group.posts_to_parity
    return Held(
        name=group.name,
        label=group.label,
        sex="men" if group.verdict is Verdict.MEN_UNDER else "women",
        held=few,
        base=group.women + group.men + (group.other if base == "all" else 0),
        begins=few + apart if apart else None,
        verdict=group.verdict,
        score=group.score,
        weight=group.weight,
    )


def _choice(
    indicator: ChoiceIndicator, outcome: Outcome, questionnaire: Questionnaire, tables: Sequence[Table]
) -> Explanation:
    if questionnaire.respondent is not Respondent.INSTITUTION:
        return MeanOfChoices(base=outcome.base if isinstance(outcome.base, int) else None)
    names = outcome.value if isinstance(outcome.value, list) else [str(outcome.value)]
    return Chosen(choices=pointed(questionnaire, indicator.of, names))


def pointed(questionnaire: Questionnaire, question: str, names: Sequence[str]) -> tuple[Pointed, ...]:
    """Return choices of a question with their labels and points."""
    asked = questionnaire.at(question)
    known = asked.choices if isinstance(asked, SelectOneQuestion | SelectMultipleQuestion) else ()
    return tuple(
        Pointed(name=one.name, label=one.label, points=None if one.score is None else float(one.score))
        for one in known
        if one.name in names
    )


def _threshold(
    indicator: ShareIndicator | CountIndicator, outcome: Outcome, questionnaire: Questionnaire, tables: Sequence[Table]
) -> Explanation:
    value = figure(outcome.value) or 0.0
    least, most = (figure(outcome.rule.get(name)) for name in ("at_least", "at_most"))
    if isinstance(indicator, CountIndicator):
        return Threshold(kind="count", value=value, at_least=least, at_most=most)
    asked = questionnaire.at(indicator.of)
    part, whole = (figure(source.value) for source in outcome.sources)
    currency = asked.currency if isinstance(asked, MoneyQuestion) else None
    return Threshold(kind="share", value=value, at_least=least, at_most=most, part=part, whole=whole, currency=currency)


def _rate_ratio(
    indicator: RateRatioIndicator, outcome: Outcome, questionnaire: Questionnaire, tables: Sequence[Table]
) -> Explanation:
    rows = {source.part: source.value for source in outcome.sources}
    passed, entered = rows[indicator.passed], rows[indicator.entered]
    return RateRatio(
        women_passed=passed["women"],
        women_entered=entered["women"],
        men_passed=passed["men"],
        men_entered=entered["men"],
        ratio=figure(outcome.value) or 0.0,
        flag_below=outcome.rule["flag_below"],
        flagged=outcome.flag is not None,
        p=outcome.p,
    )


def _likert(
    indicator: LikertIndicator, outcome: Outcome, questionnaire: Questionnaire, tables: Sequence[Table]
) -> Explanation:
    named = questionnaire.respondent is Respondent.INSTITUTION
    published = survey.published(tables)
    told = [
        _answered(indicator, source, questionnaire) if named else _published(source, published)
        for source in outcome.sources
    ]
    withheld = sum(1 for source in outcome.sources if isinstance(source.value, Mapping) and "withheld" in source.value)
    statements = tuple(each for each in told if each is not None)
    return MeanOfScale(
        statements=statements,
        withheld=withheld,
        unanswered=len(told) - len(statements) - withheld,
        base=None if named or not isinstance(outcome.base, int) else outcome.base,
    )


def _answered(indicator: LikertIndicator, source: Source, questionnaire: Questionnaire) -> StatementScore | None:
    """Return what one answer of a named set gives; None for an absence."""
    question = questionnaire.at(indicator.of)
    items = question.items if isinstance(question, MatrixQuestion) else ()
    item = next((each for each in items if each.name == source.part), None)
    steps = scale(questionnaire, question, item) if isinstance(question, SelectOneQuestion | MatrixQuestion) else None
    if steps is None or not isinstance(source.value, str) or source.value not in steps.points:
        return None
    name, mean = source.part or source.question, float(steps.points[source.value])
    return StatementScore(name=name, label=source.label, mean=mean, favourable=float(source.value in steps.favourable))


def _published(source: Source, published: survey.Published) -> StatementScore | None:
    """Return what is published of a statement; None where its mean is withheld or nobody answered."""
    mean = figure(source.value)
    if mean is None:
        return None
    group = published.get((source.question, source.part or None))
    share = figure(group.favourable) if group else None
    return StatementScore(name=source.part or source.question, label=source.label, mean=mean, favourable=share)


def figure(value: object) -> float | None:
    """Return a number as a float; None for whatever is not one."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


EXPLAINED: Mapping[str, Callable[[Any, Outcome, Questionnaire, Sequence[Table]], Explanation]] = {
    "parity": _parity,
    "rate_ratio": _rate_ratio,
    "choice": _choice,
    "likert": _likert,
    "share": _threshold,
    "count": _threshold,
    "threshold": _threshold,
}
