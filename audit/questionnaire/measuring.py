"""Whether indicators can be measured: the right kind of question, rows that exist, sensible thresholds and bands."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from audit.errors import Mistake, message
from audit.questionnaire import indicators, schema
from audit.questionnaire.draft import Draft, choices_of
from audit.questionnaire.places import Path, listed

NUMBERS = ("integer", "decimal", "percent", "money", "calculate")
MEASURED: Mapping[str, tuple[str, ...]] = {
    "parity": ("headcount",),
    "rate_ratio": ("headcount",),
    "choice": ("select_one", "select_multiple"),
    "likert": ("matrix", "select_one"),
    "share": NUMBERS,
    "count": (*NUMBERS, "repeat"),
    "threshold": (*NUMBERS, "repeat"),
}
# What is pooled over the entries of a repeat: head-counts row by row, numbers and people added up.
POOLED: Mapping[str, tuple[str, ...]] = {
    "parity": ("headcount",),
    "rate_ratio": ("headcount",),
    "share": (*NUMBERS, "headcount"),
    "count": (*NUMBERS, "headcount"),
    "threshold": (*NUMBERS, "headcount"),
}
NAMED_ONLY = ("parity", "rate_ratio", "share", "count", "threshold")
LEAST_STEPS = 2


def asked_at(path: str) -> str:
    """Return the name of the question that an indicator's source leads to: the last of its path."""
    return path.rpartition("/")[2]


Examiner = Callable[[Draft, Path, indicators.Indicator], Iterator[Mistake]]


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what keeps an indicator from being measured, and dimensions that nothing measures."""
    whole = draft.questionnaire
    for number, indicator in enumerate(whole.indicators):
        yield from _indicator(draft, ("indicators", number), indicator)
    measured = {indicator.dimension for indicator in whole.indicators}
    if draft.lost("indicators"):
        return
    for number, dimension in enumerate(whole.dimensions):
        if dimension.name not in measured:
            wrong = message("no indicator belongs to this dimension")
            remedy = message("Add one, or remove the dimension.")
            yield draft.warning("empty-dimension", ("dimensions", number), wrong, remedy=remedy)


def _indicator(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    dimensions = [dimension.name for dimension in draft.questionnaire.dimensions]
    if indicator.dimension not in dimensions and not draft.lost("dimensions"):
        wrong = message("there is no dimension '%(name)s'", name=indicator.dimension)
        where = (*path, "dimension")
        yield draft.unknown("unknown-dimension", where, wrong, word=indicator.dimension, known=dimensions)
    if indicator.measure in NAMED_ONLY and draft.questionnaire.respondent is not schema.Respondent.INSTITUTION:
        wrong = message("the measure '%(measure)s' needs a named institutional set", measure=indicator.measure)
        remedy = message("Move it to a questionnaire with 'respondent: institution', or measure choice or likert.")
        yield draft.error("measure-needs-institution", (*path, "measure"), wrong, remedy=remedy)
    fits = True
    for key in ("of", "out_of"):
        name = getattr(indicator, key, None)
        if name is not None:
            found = list(_measured(draft, (*path, key), name, measure=indicator.measure))
            fits = fits and not found and draft.whole(asked_at(name)) is not None
            yield from found
    if ("indicators", indicator.name) not in draft.damaged:
        yield from EXAMINERS.get(indicator.measure, _nothing)(draft, path, indicator)
    if fits:
        yield from WITH_QUESTION.get(indicator.measure, _nothing)(draft, path, indicator)


def _nothing(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    return iter(())


def _measured(draft: Draft, path: Path, name: str, *, measure: str) -> Iterator[Mistake]:
    own = asked_at(name)
    if own not in draft.written:
        wrong = message("there is no question '%(name)s'", name=own)
        yield draft.unknown("unknown-question", path, wrong, word=own, known=sorted(draft.written))
        return
    question = draft.questionnaire.every.get(own)
    if question is None:
        return
    around = draft.questionnaire.within[own]
    full = "/".join((*around, own))
    if name != full:
        wrong = message("'%(name)s' does not lead to the question '%(own)s'", name=name, own=own)
        yield draft.error("wrong-source", path, wrong, remedy=message("Write '%(full)s'.", full=full))
    elif around and measure not in POOLED:
        wrong = message("'%(measure)s' cannot be measured inside a repeat", measure=measure)
        remedy = message("Name a question outside repeats, or measure parity, rate_ratio, share, count or threshold.")
        yield draft.error("measure-inside-repeat", path, wrong, remedy=remedy)
    elif question.type not in (POOLED if around else MEASURED)[measure]:
        wrong = message(
            "'%(measure)s' cannot be measured on a question of type %(type)s", measure=measure, type=question.type
        )
        remedy = message("Name a question of type %(known)s.", known=listed((POOLED if around else MEASURED)[measure]))
        yield draft.error("wrong-type-for-measure", path, wrong, remedy=remedy)


def _thresholds(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    assert isinstance(indicator, indicators.ShareIndicator | indicators.CountIndicator)  # noqa: S101 - the table's key says so
    if (indicator.at_least is None) == (indicator.at_most is None):
        wrong = message("one of 'at_least' and 'at_most' is needed, and only one")
        yield draft.error("at-least-or-at-most", path, wrong, remedy=message("Keep the one that is meant."))
    for key in ("at_least", "at_most"):
        limit: Fraction | None = getattr(indicator, key)
        if limit is not None and limit < 0:
            wrong = message("a threshold cannot be below 0")
            yield draft.error("negative-threshold", (*path, key), wrong, remedy=message("Write 0 or more."))


def _band(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    assert isinstance(indicator, indicators.ParityIndicator)  # noqa: S101 - the table's key says so
    lower, upper = indicator.band
    if lower >= upper:
        wrong = message("the band's lower end is not below its upper end")
        yield draft.error(
            "band-upside-down",
            (*path, "band"),
            wrong,
            remedy=message("Write [lower, upper], for example [0.47, 0.53]."),
        )
    elif not (lower > 0 and upper < 1):
        wrong = message("the band's ends lie between 0 and 1")
        yield draft.error(
            "band-range", (*path, "band"), wrong, remedy=message("Write shares of one, for example [0.47, 0.53].")
        )
    elif not lower <= indicator.target <= upper:
        wrong = message("the target lies outside the band")
        yield draft.error("band-without-target", path, wrong, remedy=message("Give a 'band' around the target."))


def _rows(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    question = draft.whole(asked_at(indicator.of))
    if not isinstance(indicator, indicators.ParityIndicator) or not isinstance(question, schema.HeadcountQuestion):
        return
    names = [row.name for row in question.rows]
    if indicator.rows == "decision_making":
        if not any(row.decision_making for row in question.rows):
            wrong = message("no row of '%(name)s' is marked as decision-making", name=question.name)
            remedy = message("Write 'decision_making: true' at the rows that decide.")
            yield draft.error("no-decision-making-row", (*path, "rows"), wrong, remedy=remedy)
    else:
        for number, name in enumerate(indicator.rows or ()):
            yield from _row(draft, (*path, "rows", number), name, question=question)
    for name, weight in indicator.weights.items():
        yield from _row(draft, (*path, "weights", name), name, question=question)
        if name in names and weight <= 0:
            wrong = message("a weight must be greater than 0")
            yield draft.error("weight-not-positive", (*path, "weights", name), wrong, remedy=message("Correct it."))


def _row(draft: Draft, path: Path, name: str, *, question: schema.HeadcountQuestion) -> Iterator[Mistake]:
    names = [row.name for row in question.rows]
    if name not in names:
        wrong = message("question '%(name)s' has no row '%(row)s'", name=question.name, row=name)
        yield draft.unknown("unknown-row", path, wrong, word=name, known=names)


def _passing(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    question = draft.whole(asked_at(indicator.of))
    if not isinstance(indicator, indicators.RateRatioIndicator) or not isinstance(question, schema.HeadcountQuestion):
        return
    yield from _row(draft, (*path, "passed"), indicator.passed, question=question)
    yield from _row(draft, (*path, "entered"), indicator.entered, question=question)
    if indicator.passed == indicator.entered:
        wrong = message("'passed' and 'entered' are the same row")
        yield draft.error("same-row", (*path, "passed"), wrong, remedy=message("Name the row of those who passed."))


def _scored(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    question = draft.whole(asked_at(indicator.of))
    if question is not None and all(choice.score is None for choice in choices_of(question)):
        wrong = message("no choice of '%(name)s' has a score", name=indicator.of)
        yield draft.error(
            "nothing-scored", (*path, "of"), wrong, remedy=message("Give its choices a 'score' from 0 to 100.")
        )


def _ordered(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    question = draft.whole(asked_at(indicator.of))
    if question is not None and sum(choice.absent is None for choice in choices_of(question)) < LEAST_STEPS:
        wrong = message("the scale of '%(name)s' has fewer than two steps", name=indicator.of)
        remedy = message("Give it at least two choices that are not absences, from the lowest to the highest.")
        yield draft.error("no-order", (*path, "of"), wrong, remedy=remedy)


def _currencies(draft: Draft, path: Path, indicator: indicators.Indicator) -> Iterator[Mistake]:
    assert isinstance(indicator, indicators.ShareIndicator)  # noqa: S101 - the table's key says so
    amounts = (draft.whole(asked_at(indicator.of)), draft.whole(asked_at(indicator.out_of)))
    currencies = {each.currency for each in amounts if isinstance(each, schema.MoneyQuestion)}
    if len(currencies) > 1:
        wrong = message("a share cannot be taken of two currencies (%(known)s)", known=listed(sorted(currencies)))
        yield draft.error(
            "two-currencies", (*path, "out_of"), wrong, remedy=message("Ask both amounts in one currency.")
        )


EXAMINERS: Mapping[str, Examiner] = {
    "parity": _band,
    "share": _thresholds,
    "count": _thresholds,
    "threshold": _thresholds,
}
WITH_QUESTION: Mapping[str, Examiner] = {
    "parity": _rows,
    "rate_ratio": _passing,
    "choice": _scored,
    "likert": _ordered,
    "share": _currencies,
}
