"""Answers read against their questionnaire: every value in its type, or every mistake with its question and a remedy.

Used alike for files, forms and saved answers. A blank is *not answered*; `{"absent": reason}` names another absence;
a chosen choice that is an absence stays as its name, so that what was chosen is never lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from audit.errors import InvalidAnswers, Mistake, message
from audit.questionnaire import grids, scalars, schema
from audit.questionnaire.places import listed, suggestion
from audit.questionnaire.plan import OTHER
from audit.questionnaire.plan import OTHER_SUFFIX as OTHER_SUFFIX
from audit.questionnaire.scalars import Unfit
from audit.questionnaire.values import Absence, Absent, Answers, Value

NOT_ANSWERED = Absent(Absence.NOT_ANSWERED)
HUNDRED = Decimal(100)

Reader = Callable[[Any, object], Value]


def read(questionnaire: schema.Questionnaire, raw: Mapping[str, object], *, file: str = "") -> Answers:
    """Return typed answers; what is blank or calculated is left out; InvalidAnswers with every mistake by question."""
    answers: dict[str, Value] = {}
    mistakes: list[Mistake] = []
    for name, given in raw.items():
        try:
            found = _named(questionnaire, name, given)
        except InvalidAnswers as refusal:
            mistakes += refusal.mistakes
            continue
        if found != NOT_ANSWERED:
            answers[name] = found
    if mistakes:
        raise InvalidAnswers(tuple(replace(each, file=file) for each in mistakes))
    return answers


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
    if isinstance(each, date):
        return each.isoformat()
    if isinstance(each, tuple):
        return list(each)
    if isinstance(each, Mapping):
        return {key: _plain(inner) for key, inner in each.items()}
    return each


def _plain_number(number: Decimal) -> int | float | str:
    if number == number.to_integral_value():
        return int(number)
    nearest = float(number)
    return nearest if Decimal(repr(nearest)) == number else f"{number:f}"


def _named(questionnaire: schema.Questionnaire, name: str, given: object) -> Value:
    question = questionnaire.questions.get(name)
    if question is not None:
        return NOT_ANSWERED if isinstance(question, schema.CalculateQuestion) else value(question, given)
    asked = questionnaire.questions.get(name.removesuffix(OTHER_SUFFIX)) if name.endswith(OTHER_SUFFIX) else None
    if isinstance(asked, schema.SelectOneQuestion | schema.SelectMultipleQuestion) and asked.or_other:
        return _placed(name, lambda: NOT_ANSWERED if blank(given) else scalars.text(given))
    raise InvalidAnswers((_unknown_question(questionnaire, name),))


def _unknown_question(questionnaire: schema.Questionnaire, name: str) -> Mistake:
    short = shortened(name)
    otherwise = message("Remove it, or check that this is the right questionnaire.")
    return Mistake(
        "unknown-question",
        (message("question '%(name)s'", name=short),),
        message("there is no question '%(name)s'", name=short),
        suggestion(short, tuple(questionnaire.questions), otherwise),
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
    return READERS[question.type](question, raw)


def blank(raw: object) -> bool:
    """Return whether nothing was given: null, an empty text, an empty list or mapping."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], (), {})


def absence(reason: object) -> Absent:
    """Return the absence of that name; Unfit when there is none, or when only the disclosure gate may say it."""
    known = [each.value for each in Absence if each is not Absence.WITHHELD]
    if reason not in known:
        raise Unfit(
            "unknown-absence",
            message("there is no absence '%(name)s'", name=shortened(reason)),
            message("Use one of: %(known)s.", known=listed(known)),
        )
    return Absent(Absence(str(reason)))


def shortened(raw: object) -> str:
    """Return a word for a message, at most 40 characters and printable."""
    return "".join(character if character.isprintable() else "\ufffd" for character in str(raw)[:40])


def _text(question: schema.TextQuestion, raw: object) -> Value:
    return scalars.text(raw, question.max_length)


def _percent(question: schema.PercentQuestion, raw: object) -> Value:
    share = scalars.percent(raw)
    if question.constraint is None and not 0 <= share <= HUNDRED:
        raise Unfit("percent-range", message("a percentage lies between 0 and 100"), message("Check the number."))
    return share


def choice(question: grids.Choosing, raw: object) -> str:
    """Return the chosen name, as the questionnaire's own string; Unfit with the likely one when there is none such."""
    name = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if not isinstance(question, schema.MatrixQuestion) and question.or_other and name == OTHER:
        return OTHER
    own = next((each.name for each in question.choices if each.name == name), None)
    if own is None:
        names = [each.name for each in question.choices]
        raise Unfit(
            "unknown-choice",
            message("there is no choice '%(name)s'", name=shortened(raw)),
            suggestion(shortened(raw), names, message("Use one of: %(known)s.", known=listed(names))),
        )
    return own


def _choices(question: schema.SelectMultipleQuestion, raw: object) -> Value:
    given: Sequence[object] = raw.split() if isinstance(raw, str) else raw if isinstance(raw, list | tuple) else ()
    if not given:
        raise Unfit("not-a-list", message("this is not a list of choices"), message("Write a list of choice names."))
    chosen = [choice(question, each) for each in given]
    twice = next((name for name in chosen if chosen.count(name) > 1), None)
    if twice is not None:
        raise Unfit(
            "chosen-twice", message("'%(name)s' is chosen twice", name=twice), message("Name each choice once.")
        )
    alone = next(
        (each.name for each in question.choices if each.name in chosen and (each.exclusive or each.absent)), None
    )
    if alone is not None and len(chosen) > 1:
        raise Unfit(
            "exclusive-choice",
            message("'%(name)s' cannot be chosen together with others", name=alone),
            message("Choose it alone, or leave it out."),
        )
    order = [each.name for each in question.choices]
    return tuple(sorted(chosen, key=lambda name: order.index(name) if name in order else len(order)))


def _matrix(question: schema.MatrixQuestion, raw: object) -> Value:
    return grids.matrix(question, raw, lambda given: _cell(question, given))


def _cell(question: schema.MatrixQuestion, given: object) -> str | Absent:
    if isinstance(given, Absent):
        return given
    if isinstance(given, Mapping) and set(given) == {"absent"}:
        return absence(given["absent"])
    return choice(question, given)


def _note(question: schema.NoteQuestion, raw: object) -> Value:
    raise Unfit("not-asked", message("a note has no answer"), message("Remove the value."))


READERS: Mapping[str, Reader] = {
    "text": _text,
    "integer": lambda question, raw: scalars.integer(raw),
    "decimal": lambda question, raw: scalars.decimal(raw),
    "percent": _percent,
    "money": lambda question, raw: scalars.decimal(raw),
    "date": lambda question, raw: scalars.day(raw),
    "select_one": choice,
    "select_multiple": _choices,
    "matrix": _matrix,
    "headcount": grids.headcount,
    "note": _note,
    "calculate": lambda question, raw: NOT_ANSWERED,
}
