"""LimeSurvey's assessments as scores: values become points from 0 to 100, groups dimensions, rules the scale.

A question weighs as much as its values lie apart, so that the total here is LimeSurvey's total in per cent of the way
from the lowest possible one to the highest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from audit.errors import Message, message
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import Form, Option, form, hidden, items, options
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import YES, Group, Question, Survey

FULL = 100
LISTED = frozenset({Form.ONE, Form.MATRIX, Form.TWO_SCALES})
#: A share of 100 among boxes is rounded up, so that all of them together reach it.
UNIT = 10_000
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """What one scale of a question counts: from `low` to `high`, on as many `lines`."""

    question: Question
    scale: str
    low: Fraction
    high: Fraction
    lines: int = 1

    @property
    def span(self) -> Fraction:
        """How far its values lie apart, over all of its lines: its weight."""
        return (self.high - self.low) * self.lines


@dataclass(frozen=True, slots=True)
class Scores:
    """The points of choices by (question, scale, key), and what is scored, by group."""

    points: Mapping[Key, Fraction] = field(default_factory=dict)
    groups: Mapping[str, tuple[Scored, ...]] = field(default_factory=dict)

    def bounds(self) -> tuple[Fraction, Fraction]:
        """Return the lowest and the highest total that LimeSurvey could have counted."""
        every = [each for scored in self.groups.values() for each in scored]
        return (
            sum((each.low * each.lines for each in every), Fraction(0)),
            sum((each.high * each.lines for each in every), Fraction(0)),
        )


def scores(survey: Survey, remarks: Remarks) -> Scores:
    """Return the scores of a survey whose assessments are on; values of one whose are off are remarked."""
    on = survey.settings["assessments"] == YES
    points: dict[Key, Fraction] = {}
    groups: dict[str, tuple[Scored, ...]] = {}
    for group in survey.groups:
        found = [each for question in group.questions for each in _question(question, points, remarks, on=on)]
        if found:
            groups[group.gid] = tuple(found)
    return Scores(points, groups) if on else Scores()


def _question(question: Question, points: dict[Key, Fraction], remarks: Remarks, *, on: bool) -> Iterator[Scored]:
    kind = form(question)
    if kind is Form.SEVERAL:
        yield from _boxes(question, points, remarks, on=on)
    elif kind in LISTED:
        for scale in ("0", "1") if kind is Form.TWO_SCALES else ("0",):
            yield from _scale(question, scale, points, remarks, on=on)


def _boxes(question: Question, points: dict[Key, Fraction], remarks: Remarks, *, on: bool) -> Iterator[Scored]:
    row = question.attribute_rows.get("assessment_value")
    value = _exact(question.attribute("assessment_value"))
    listed = options(question)
    if not value or row is None or not listed:
        return
    if _refused(question, row, remarks, on=on):
        return
    if value < 0:
        remarks.add(Why.POINTS_LOST, row, "value", reason=message("the values are below 0"))
        return
    share = Fraction(-(-UNIT * FULL // len(listed)), UNIT)
    points.update({(question.qid, "0", option.key): share for option in listed})
    remarks.add(Why.POINTS, row, "value", low="0", high=str(Decimal(question.attribute("assessment_value"))))
    yield Scored(question, "0", Fraction(0), value * len(listed))


def _scale(
    question: Question, scale: str, points: dict[Key, Fraction], remarks: Remarks, *, on: bool
) -> Iterator[Scored]:
    listed = options(question, scale)
    values = {option.key: _exact(option.points) for option in listed}
    worths = [value for value in values.values() if value is not None]
    if not any(worths):
        return
    row = next((option.row for option in listed if _exact(option.points)), None)
    if _refused(question, row, remarks, on=on):
        return
    low, high = min(worths), max(worths)
    lines = len(items(question)) if form(question) is not Form.ONE else 1
    if low == high:
        remarks.add(Why.POINTS_LOST, row, "assessment_value", reason=message("all answers have the same"))
    else:
        points.update(_scaled(question, scale, listed, low=low, high=high))
        remarks.add(Why.POINTS, row, "assessment_value", low=_said(low), high=_said(high))
    yield Scored(question, scale, low, high, lines)


def _scaled(
    question: Question, scale: str, listed: tuple[Option, ...], *, low: Fraction, high: Fraction
) -> dict[Key, Fraction]:
    return {
        (question.qid, scale, option.key): FULL * ((_exact(option.points) or Fraction(0)) - low) / (high - low)
        for option in listed
    }


def _refused(question: Question, row: Row | None, remarks: Remarks, *, on: bool) -> bool:
    """Remark on values that count nothing: assessments are off, or the question is never shown."""
    reason: Message | None = None
    if not on:
        reason = message("assessments are switched off in this survey")
    elif hidden(question):
        reason = message("the question is never shown")
    if reason is not None:
        remarks.add(Why.POINTS_LOST, row, "assessment_value", reason=reason)
    return reason is not None


def rules(survey: Survey, found: Scores, remarks: Remarks) -> tuple[tuple[Fraction, Row, tuple[Row, ...]], ...]:
    """Return the levels of the total: from how many points, and their words; remark on those of groups."""
    grouped: dict[str, list[Row]] = {}
    of_groups: list[Row] = []
    for row in survey.document.rows("assessments"):
        if row["scope"] == "T":
            grouped.setdefault(row["id"] or row["name"], []).append(row)
        elif row["id"] not in {each["id"] for each in of_groups} or not row["id"]:
            of_groups.append(row)
    for row in of_groups:
        reason = message("only the total has levels here")
        remarks.add(Why.ASSESSMENT, row, "scope", name=row["name"], reason=reason)
    low, high = found.bounds()
    levels = sorted((_level(rows, low, high) for rows in grouped.values()), key=lambda level: level[0])
    if not levels:
        return ()
    unfit = _unfit(levels, reached=high > low)
    if unfit is not None:
        for _, row, _ in levels:
            remarks.add(Why.ASSESSMENT, row, "minimum", name=row["name"], reason=unfit)
        return ()
    return tuple(levels)


def _level(rows: list[Row], low: Fraction, high: Fraction) -> tuple[Fraction, Row, tuple[Row, ...]]:
    least = _exact(rows[0]["minimum"]) or Fraction(0)
    start = max(Fraction(0), FULL * (least - low) / (high - low)) if high > low else Fraction(0)
    return start, rows[0], tuple(rows)


def _unfit(levels: list[tuple[Fraction, Row, tuple[Row, ...]]], *, reached: bool) -> Message | None:
    starts = [start for start, _, _ in levels]
    if not reached:
        return message("no question counts anything")
    if starts[0] != 0:
        return message("the rules leave out the lowest totals")
    if len(set(starts)) < len(starts) or starts[-1] > FULL:
        return message("the rules overlap or begin above the highest total")
    return None


def dimension_weight(scored: tuple[Scored, ...]) -> Fraction:
    """Return the weight of a group: that of its questions together."""
    return sum((each.span for each in scored), Fraction(0))


def counted(group: Group, found: Scores) -> tuple[Scored, ...]:
    """Return what makes a difference in a group."""
    return tuple(each for each in found.groups.get(group.gid, ()) if each.span)


def _exact(text: str) -> Fraction | None:
    try:
        number = Decimal(text or "0")
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() and abs(number.adjusted()) < 12 else None


def _said(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
