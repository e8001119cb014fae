"""Whether strata of rates and the weighting of a survey can be worked out: questions, rows and levels that exist."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.indicators import RateRatioIndicator
from audit.questionnaire.places import Path


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what keeps strata from being compared, and answers from being weighted."""
    for number, indicator in enumerate(draft.questionnaire.indicators):
        if isinstance(indicator, RateRatioIndicator) and ("indicators", indicator.name) not in draft.damaged:
            yield from _strata(draft, ("indicators", number, "strata"), indicator)
    if draft.questionnaire.weighting is not None:
        yield from _weighting(draft, draft.questionnaire.weighting)


def _strata(draft: Draft, path: Path, indicator: RateRatioIndicator) -> Iterator[Mistake]:
    names = [stratum.name for stratum in indicator.strata]
    for number, stratum in enumerate(indicator.strata):
        at: Path = (*path, number)
        if stratum.name in names[:number]:
            wrong = message("there is another stratum '%(name)s'", name=stratum.name)
            yield draft.error(
                "duplicate-stratum", (*at, "name"), wrong, remedy=message("Give one of them another name.")
            )
        of = stratum.of or indicator.of
        question = draft.whole(of.rpartition("/")[2])
        if stratum.of is not None and stratum.of not in draft.written:
            wrong = message("there is no question '%(name)s'", name=stratum.of)
            yield draft.unknown("unknown-question", (*at, "of"), wrong, word=stratum.of, known=sorted(draft.written))
        elif stratum.of is not None and question is not None and not isinstance(question, schema.HeadcountQuestion):
            wrong = message("strata are counted in a head-count, '%(name)s' is %(type)s", name=of, type=question.type)
            yield draft.error("stratum-not-headcount", (*at, "of"), wrong, remedy=message("Name a head-count."))
        if isinstance(question, schema.HeadcountQuestion):
            rows = [row.name for row in question.rows]
            for key, row in (("passed", stratum.passed), ("entered", stratum.entered)):
                if row not in rows:
                    wrong = message("question '%(name)s' has no row '%(row)s'", name=question.name, row=row)
                    yield draft.unknown("unknown-row", (*at, key), wrong, word=row, known=rows)


def _weighting(draft: Draft, weighting: schema.Weighting) -> Iterator[Mistake]:
    whole = draft.questionnaire
    if whole.respondent is schema.Respondent.INSTITUTION:
        wrong = message("one set of answers of an institution cannot be weighted")
        remedy = message("Move it to the questionnaire that staff answer, or leave it out.")
        yield draft.error("weighting-of-institution", ("weighting",), wrong, remedy=remedy)
    if (weighting.by is None) != (not weighting.levels):
        wrong = message("'by' and 'levels' are needed together")
        remedy = message("Name the breakdown by level, and for its choices the rows of the head-count; or neither.")
        yield draft.error("by-and-levels", ("weighting",), wrong, remedy=remedy)
    if weighting.by is None or not weighting.levels:
        return
    if weighting.by not in whole.disaggregate_by:
        wrong = message("'%(name)s' is not one of the breakdowns", name=weighting.by)
        path: Path = ("weighting", "by")
        yield draft.unknown("unknown-breakdown", path, wrong, word=weighting.by, known=whole.disaggregate_by)
        return
    question = draft.whole(weighting.by)
    if isinstance(question, schema.SelectOneQuestion):
        yield from _levels(draft, weighting, question)


def _levels(draft: Draft, weighting: schema.Weighting, question: schema.SelectOneQuestion) -> Iterator[Mistake]:
    known = [choice.name for choice in question.choices if choice.absent is None]
    for name in weighting.levels:
        if name not in known:
            wrong = message("question '%(name)s' has no choice '%(choice)s'", name=question.name, choice=name)
            yield draft.unknown("unknown-choice", ("weighting", "levels", name), wrong, word=name, known=known)
    missing = [name for name in known if name not in weighting.levels]
    if missing:
        wrong = message("the level '%(name)s' stands for no row of the head-count", name=missing[0])
        remedy = message("Write for it the rows that it stands for; otherwise nothing is weighted by level.")
        yield draft.error("level-without-rows", ("weighting", "levels"), wrong, remedy=remedy)
    named = [row for rows in weighting.levels.values() for row in rows]
    twice = next((row for place, row in enumerate(named) if row in named[:place]), None)
    if twice is not None:
        wrong = message("the row '%(name)s' stands for two levels", name=twice)
        yield draft.error("row-twice", ("weighting", "levels"), wrong, remedy=message("Keep it at one of them."))
