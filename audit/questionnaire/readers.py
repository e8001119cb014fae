"""One answer of every type of question read from what a file or a form gave; what does not fit is Unfit, in words."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from audit.errors import message
from audit.questionnaire import clocks, evidence, grids, scalars, schema
from audit.questionnaire.places import listed, suggestion
from audit.questionnaire.plan import OTHER, takes_other
from audit.questionnaire.scalars import Unfit
from audit.questionnaire.values import Absence, Absent, Value

NOT_ANSWERED = Absent(Absence.NOT_ANSWERED)
HUNDRED = Decimal(100)
ACKNOWLEDGED = "OK"

Reader = Callable[[Any, object], Value]


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


def _step(question: schema.RangeQuestion, raw: object) -> Value:
    number = scalars.decimal(raw)
    steps = (Fraction(number) - question.start) / question.step
    if not question.start <= number <= question.end or steps.denominator != 1:
        wrong = message("this is not one of the steps of the range")
        said = {"start": shown(question.start), "end": shown(question.end), "step": shown(question.step)}
        raise Unfit("not-a-step", wrong, message("Choose from %(start)s to %(end)s, in steps of %(step)s.", **said))
    whole = question.start.denominator == question.step.denominator == 1
    return int(number) if whole else number


def shown(number: Fraction) -> str:
    """Return an exact number as people write it: a decimal point, no needless zeros."""
    return (
        str(number.numerator)
        if number.denominator == 1
        else format(Decimal(number.numerator) / number.denominator, "f")
    )


def _acknowledged(question: schema.AcknowledgeQuestion, raw: object) -> Value:
    if not isinstance(raw, str) or raw.strip().upper() != ACKNOWLEDGED:
        raise Unfit(
            "not-acknowledged", message("this is only confirmed or left open"), message("Write OK, or nothing.")
        )
    return ACKNOWLEDGED


def _percent(question: schema.PercentQuestion, raw: object) -> Value:
    share = scalars.percent(raw)
    if question.constraint is None and not 0 <= share <= HUNDRED:
        raise Unfit("percent-range", message("a percentage lies between 0 and 100"), message("Check the number."))
    return share


def choice(question: grids.Choosing | schema.RankQuestion, raw: object) -> str:
    """Return the chosen name, as the questionnaire's own string; Unfit with the likely one when there is none such."""
    name = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if name == OTHER and takes_other(question):
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


def _several(question: schema.SelectMultipleQuestion | schema.RankQuestion, raw: object) -> list[str]:
    given: Sequence[object] = raw.split() if isinstance(raw, str) else raw if isinstance(raw, list | tuple) else ()
    if not given:
        raise Unfit("not-a-list", message("this is not a list of choices"), message("Write a list of choice names."))
    if len(given) > len(question.choices) + 1:
        wrong = message("more is chosen here than there are choices")
        raise Unfit("chosen-twice", wrong, message("Name each choice once."))
    chosen = [choice(question, each) for each in given]
    twice = next((name for name in chosen if chosen.count(name) > 1), None)
    if twice is not None:
        raise Unfit(
            "chosen-twice", message("'%(name)s' is chosen twice", name=twice), message("Name each choice once.")
        )
    return chosen


def _choices(question: schema.SelectMultipleQuestion, raw: object) -> Value:
    chosen = _several(question, raw)
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


def _calculated(question: schema.CalculateQuestion, raw: object) -> Value:
    """Return what a trigger once had worked out; what is always worked out anew is not read."""
    if question.trigger is None:
        return NOT_ANSWERED
    number = isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)
    return (
        scalars.decimal(raw)
        if number and not isinstance(raw, int)
        else scalars.integer(raw)
        if number
        else scalars.text(raw)
    )


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
    "time": lambda question, raw: clocks.clock(raw),
    "datetime": lambda question, raw: clocks.moment(raw),
    "range": _step,
    "acknowledge": _acknowledged,
    "hidden": lambda question, raw: scalars.text(raw),
    "link": lambda question, raw: evidence.link(raw),
    "file": lambda question, raw: evidence.file(raw),
    "rank": lambda question, raw: tuple(_several(question, raw)),
    "note": _note,
    "calculate": _calculated,
}
