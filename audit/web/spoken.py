"""An answer in words: for the review page, and for questions that quote an earlier answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from audit.errors import mark
from audit.questionnaire.answers import Absence, Absent, Value
from audit.questionnaire.clocks import written
from audit.questionnaire.documents import Dates, key
from audit.questionnaire.evidence import file_name
from audit.questionnaire.schema import Sex
from audit.questionnaire.scope import Found
from audit.questionnaire.values import Nodes
from audit.web.asked import OTHER, Asked, Option, filled
from audit.web.languages import interface
from audit.wording import NO_BREAK_SPACE, say

#: The United Nations write 30 June 2026 in English.
DAY_LOCALES = {"en": "en_GB"}

SEX_NAMES: Mapping[str, str] = {
    Sex.WOMEN: mark("women"),
    Sex.MEN: mark("men"),
    Sex.OTHER: mark("another or undisclosed"),
}

ABSENCES: Mapping[Absence, str] = {
    Absence.NOT_ANSWERED: mark("no answer yet"),
    Absence.NOT_APPLICABLE: mark("not applicable"),
    Absence.DONT_KNOW: mark("I do not know"),
    Absence.PREFER_NOT_TO_SAY: mark("I prefer not to say"),
}

#: Years and other small numbers are written without a mark between thousands.
UNGROUPED = 10_000
CONFIRMED = mark("confirmed")
DATED = mark("%(document)s, dated %(day)s")
NO_DATES: Dates = {}
UNSAID = frozenset({Absence.NOT_SHOWN, Absence.NOT_ANSWERED, Absence.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; `of` is the item or level it belongs to, empty for a question of one part."""

    said: str
    of: str = ""


def answer(asked: Asked, value: Value | None, other: object = None, *, dates: Dates = NO_DATES) -> tuple[Line, ...]:
    """Return an answer in words, line by line, documents with the days they bear; nothing where it is not answered."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return tuple(Line(_part(asked, value[row.name]), row.label.text) for row in asked.items if row.name in value)
    if isinstance(value, tuple) and asked.kind == "repeat":
        return tuple(_entries(asked, value, "", dates))
    if isinstance(value, tuple) and asked.kind == "rank":
        places = enumerate((name for name in value if isinstance(name, str)), start=1)
        return tuple(Line(_choice(asked, name, other), str(place)) for place, name in places)
    if isinstance(value, tuple):
        return tuple(Line(_choice(asked, name, other)) for name in value if isinstance(name, str))
    if asked.kind in ("file", "link") and isinstance(value, str):
        return (Line(_document(asked, value, dates.get(key(value)))),)
    if asked.kind == "acknowledge" and isinstance(value, str):
        return (Line(say(interface(asked.language), CONFIRMED)),)
    return (Line(scalar(asked, value, other)),)


def quoted(asked: Asked, value: Value | None) -> str:
    """Return an answer as another question quotes it, in one line."""
    return "; ".join(f"{line.of}: {line.said}" if line.of else line.said for line in answer(asked, value))


def found(asked: Asked, value: Found) -> str:
    """Return what a reference in a text finds, in words; nothing for an absence."""
    if isinstance(value, Absent | Nodes):
        return ""
    if isinstance(value, tuple):
        return ", ".join(_choice(asked, name, None) for name in value)
    return scalar(asked, value)


def _document(asked: Asked, value: str, dated: date | None) -> str:
    name = file_name(value) if asked.kind == "file" else value
    page = interface(asked.language)
    return say(page, DATED, document=name, day=day(dated, asked.language)) if dated else name


def _entries(asked: Asked, entries: tuple[object, ...], before: str, dates: Dates) -> Iterator[Line]:
    """Yield the answers in the entries of a repeat, each with the number of its entry; `before` numbers the outer."""
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping):
            continue
        for member in asked.members:
            value = entry.get(member.name)
            if member.kind == "repeat" and isinstance(value, tuple):
                yield from _entries(member, value, f"{before}{number}.", dates)
                continue
            given = None if isinstance(value, Absent) and value.reason in UNSAID else value
            for line in answer(member, given, entry.get(f"{member.name}_{OTHER}"), dates=dates):
                part = f" – {line.of}" if line.of else ""
                yield Line(line.said, f"{before}{number}. {_label_in(asked, member, entry)}{part}")


def _label_in(repeat: Asked, member: Asked, entry: Mapping[str, Value]) -> str:
    own = {each.name: quoted(each, entry.get(each.name)) for each in repeat.members if each.name in member.label.quotes}
    return filled(member.label, own).text


def scalar(asked: Asked, value: object, other: object = None) -> str:
    """Return one value in words, in the question's language and with its unit."""
    if isinstance(value, Absent):
        return say(interface(asked.language), ABSENCES.get(value.reason, ABSENCES[Absence.NOT_ANSWERED]))
    if isinstance(value, time):
        return written(value)
    if isinstance(value, datetime):
        return f"{day(value.date(), asked.language)}, {written(value.time())}"
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return _choice(asked, str(value), other) if asked.options else str(value)
    if isinstance(value, date):
        return day(value, asked.language)
    if isinstance(value, int) and not asked.unit and abs(value) < UNGROUPED:
        return str(value)
    figure = format_decimal(value, locale=interface(asked.language), decimal_quantization=False)
    return f"{figure}{NO_BREAK_SPACE}{asked.unit}" if asked.unit else figure


def day(moment: date, language: str) -> str:
    """Return a date in words, never broken between the day and the month."""
    locale = interface(language)
    said = re.sub(r"\sг\.$", " года", format_date(moment, "long", locale=DAY_LOCALES.get(locale, locale)))
    return re.sub(r"\s", NO_BREAK_SPACE, said)


def _part(asked: Asked, given: object) -> str:
    if not isinstance(given, Mapping):
        return scalar(asked, given)
    language = interface(asked.language)
    told = [(sex, number) for sex, number in given.items() if number or sex != Sex.OTHER]
    return ", ".join(f"{say(language, SEX_NAMES[sex])}{NO_BREAK_SPACE}– {number}" for sex, number in told)


def _choice(asked: Asked, name: str, other: object) -> str:
    label = _label(asked.options, name)
    return f"{label}: {other}" if name == OTHER and isinstance(other, str) and other else label


def _label(options: tuple[Option, ...], name: str) -> str:
    return next((option.label.text for option in options if option.name == name), name)
