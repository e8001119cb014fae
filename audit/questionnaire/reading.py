"""Answers read against their questionnaire: every value in its type, or every mistake with its question and a remedy.

Used alike for files, forms and saved answers. A blank is *not answered*; `{"absent": reason}` names another absence;
a chosen choice that is an absence stays as its name, so that what was chosen is never lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from audit.errors import InvalidAnswers, Mistake, message
from audit.questionnaire import clocks, grids, scalars, schema
from audit.questionnaire.instances import parted
from audit.questionnaire.places import suggestion
from audit.questionnaire.plan import OTHER_SUFFIX as OTHER_SUFFIX
from audit.questionnaire.questions import MOST_ENTRIES
from audit.questionnaire.readers import NOT_ANSWERED, READERS, absence, blank
from audit.questionnaire.readers import shortened as shortened
from audit.questionnaire.scalars import Unfit
from audit.questionnaire.values import Absent, Answers, Value


def read(questionnaire: schema.Questionnaire, raw: Mapping[str, object], *, file: str = "") -> Answers:
    """Return typed answers; what is blank or calculated is left out; InvalidAnswers with every mistake by question."""
    answers, mistakes = _read(questionnaire.questions, raw)
    if mistakes:
        raise InvalidAnswers(tuple(replace(each, file=file) for each in mistakes))
    return answers


def read_at(questionnaire: schema.Questionnaire, path: str, raw: object) -> Value:
    """Return the value at one instance path (`repeat/2/member`, also `…/member_other`); raises as `read` does."""
    where, name = parted(path)
    innermost = questionnaire.every.get(str(where[-2])) if where else None
    questions = _members(innermost) if isinstance(innermost, schema.RepeatQuestion) else questionnaire.questions
    return _named(questions, name, raw)


def _read(
    questions: Mapping[str, schema.Question], raw: Mapping[str, object]
) -> tuple[dict[str, Value], list[Mistake]]:
    answers: dict[str, Value] = {}
    mistakes: list[Mistake] = []
    for name, given in raw.items():
        try:
            found = _named(questions, name, given)
        except InvalidAnswers as refusal:
            mistakes += refusal.mistakes
            continue
        if found != NOT_ANSWERED:
            answers[name] = found
    return answers, mistakes


def value(question: schema.Question, raw: object) -> Value:
    """Return one question's value; a blank is `Absent(NOT_ANSWERED)`; InvalidAnswers with every mistake in it."""
    return _placed(question.name, lambda: _value(question, raw))


def plain(answers: Answers) -> dict[str, Any]:
    """Return answers as JSON can hold them; `read` gives the same answers back, to the last digit."""
    return {name: _plain(each) for name, each in answers.items()}


def _plain(each: object) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(each, Absent):
        return {"absent": each.reason.value}
    if isinstance(each, Decimal):
        return _plain_number(each)
    if isinstance(each, datetime | time):
        return clocks.written(each)
    if isinstance(each, date):
        return each.isoformat()
    if isinstance(each, tuple):
        return [_plain(inner) for inner in each]
    if isinstance(each, Mapping):
        return {key: _plain(inner) for key, inner in each.items()}
    return each


def _plain_number(number: Decimal) -> int | float | str:
    if number == number.to_integral_value():
        return int(number)
    nearest = float(number)
    return nearest if Decimal(repr(nearest)) == number else f"{number:f}"


def _named(questions: Mapping[str, schema.Question], name: str, given: object) -> Value:
    question = questions.get(name)
    if question is not None:
        return value(question, given)
    asked = questions.get(name.removesuffix(OTHER_SUFFIX)) if name.endswith(OTHER_SUFFIX) else None
    if isinstance(asked, schema.SelectOneQuestion | schema.SelectMultipleQuestion) and asked.or_other:
        return _placed(name, lambda: NOT_ANSWERED if blank(given) else scalars.text(given))
    raise InvalidAnswers((_unknown_question(questions, name),))


def _members(question: schema.RepeatQuestion) -> Mapping[str, schema.Question]:
    return {each.name: each for each in question.questions}


def _unknown_question(questions: Mapping[str, schema.Question], name: str) -> Mistake:
    short = shortened(name)
    otherwise = message("Remove it, or check that this is the right questionnaire.")
    return Mistake(
        "unknown-question",
        (message("question '%(name)s'", name=short),),
        message("there is no question '%(name)s'", name=short),
        suggestion(short, tuple(questions), otherwise),
    )


def _placed(name: str, reading: Callable[[], Value]) -> Value:
    """Return what `reading` returns; what it refuses gets the question's name as its place."""
    try:
        return reading()
    except Unfit as unfit:
        where = message("question '%(name)s'", name=name)
        raise InvalidAnswers((Mistake(unfit.code, (where,), unfit.wrong, unfit.remedy),)) from None
    except grids.Unfits as unfits:
        where = message("question '%(name)s'", name=name)
        raise InvalidAnswers(
            tuple(Mistake(each.code, (where, *inside), each.wrong, each.remedy) for inside, each in unfits.found)
        ) from None


def _value(question: schema.Question, raw: object) -> Value:
    if blank(raw):
        return NOT_ANSWERED
    if isinstance(raw, Absent):
        return raw
    if isinstance(raw, Mapping) and set(raw) == {"absent"}:
        return absence(raw["absent"])
    if isinstance(question, schema.RepeatQuestion):
        return _repeat(question, raw)
    return READERS[question.type](question, raw)


def _repeat(question: schema.RepeatQuestion, raw: object) -> Value:
    """Return the entries with their answers; an entry without any keeps its place."""
    remedy = message("Write a list of {question: value}, one for each entry.")
    if not isinstance(raw, list | tuple):
        raise Unfit("not-entries", message("this is not a list of entries"), remedy)
    if len(raw) > MOST_ENTRIES:
        wrong = message("there are %(count)d entries, %(most)d at most can be kept", count=len(raw), most=MOST_ENTRIES)
        raise Unfit("too-many-entries", wrong, message("Divide them between several responses."))
    entries: list[Mapping[str, Value]] = []
    mistakes: list[Mistake] = []
    for number, given in enumerate(raw, start=1):
        where = (message("question '%(name)s'", name=question.name), message("entry %(number)d", number=number))
        if not isinstance(given, Mapping):
            mistakes.append(Mistake("not-an-entry", where, message("this is no entry"), remedy))
            continue
        found, refused = _read(_members(question), given)
        entries.append(found)
        mistakes += [replace(each, place=(*where, *each.place)) for each in refused]
    if mistakes:
        raise InvalidAnswers(tuple(mistakes))
    return tuple(entries)
