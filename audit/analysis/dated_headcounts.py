"""Reads a table of a body's head-counts by day and level: what to keep, or every mistake by line and column."""

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import partial

from audit import wording
from audit.analysis.records import (
    Record,
    cell,
    headed,
    lacking,
    mistake,
    mistaken,
    no_rows,
    people,
    ragged,
    records,
    twice,
)
from audit.analysis.staff_list import Headcount, StaffLevel
from audit.errors import Mistake, Mistaken, mark, message
from audit.questionnaire import scalars
from audit.questionnaire.values import Sex
from audit.questionnaire.workbook import Page, written

DAY, LEVEL = "date", "level"
COLUMNS = (DAY, LEVEL, *(sex.value for sex in Sex))
#: What the page calls the columns; a table may call them so in any language of the interface.
SPOKEN = {
    DAY: mark("Counted on"),
    LEVEL: mark("Level"),
    Sex.WOMEN.value: mark("Women"),
    Sex.MEN.value: mark("Men"),
    Sex.OTHER.value: mark("Another or undisclosed"),
}
OPTIONAL = Sex.OTHER.value
#: So far down the sheet the levels can be chosen from a list.
ROOM = 1000
MOST_DAYS = 200
EARLIEST = date(1945, 1, 1)


def is_one(data: bytes, *, file: str) -> bool:
    """Return whether a file is a table by day and level, rightly filled or not."""
    try:
        (_, header), _ = headed(records(data, file=file), file=file)
    except Mistaken:
        return False
    return {DAY, LEVEL} <= {_column(name) for name in header}


def read(data: bytes, levels: Sequence[StaffLevel], *, today: date, file: str = "") -> tuple[Headcount, ...]:
    """Read a table as CSV, or the first sheet of a workbook: at most 200 days up to today, the earliest first.

    A level is called by its code or by a name that no other level has. Raises Mistaken with the mistakes in it; a day
    has to name every level with its women and men, so that nobody is lost unseen; a blank `other` is none.
    """
    (line, header), below = headed(records(data, file=file), file=file)
    columns = _columns(header, line, file)
    if not below:
        raise no_rows(file, line)
    mistakes: list[Mistake] = []
    called = _called(levels)
    days: dict[date, dict[str, Mapping[Sex, int]]] = {}
    for row in below:
        _take(row, columns, called, days, mistakes, today=today)
    if not mistakes:
        mistakes = _too_many(days) or _missing(days, levels)
    if mistakes:
        raise mistaken(mistakes, file)
    return tuple(Headcount(day, days[day]) for day in sorted(days))


def table(headcounts: Sequence[Headcount], levels: Sequence[StaffLevel], language: str) -> bytes:
    """Return head-counts as a workbook of such a table; where none is kept, one row a level to fill in."""
    names = _called(levels)
    spoken = {level.name: wording.in_language(level.label, language)[0] for level in levels}
    called = {name: label if names.get(label.casefold()) == name else name for name, label in spoken.items()}
    kept = [
        (each.on, called[level.name], *(each.counts.get(level.name, {}).get(sex, 0) for sex in Sex))
        for each in headcounts
        for level in levels
    ]
    header = tuple(wording.say(language, SPOKEN[column]) for column in COLUMNS)
    empty = [("", name, *[""] * len(Sex)) for name in called.values()]
    offered = {f"B2:B{ROOM}": tuple(called.values())}
    return written([Page(wording.say(language, "Head-counts"), [header, *(kept or empty)], lists=offered)])


def _called(levels: Sequence[StaffLevel]) -> Mapping[str, str]:
    """Return the level that each name means, in small letters: every code, and a label that is one level's alone."""
    owners: dict[str, set[str]] = {}
    for level in levels:
        for label in level.label.values():
            owners.setdefault(label.casefold(), set()).add(level.name)
    alone = {label: next(iter(names)) for label, names in owners.items() if len(names) == 1}
    return alone | {level.name.casefold(): level.name for level in levels}


def _column(name: str) -> str:
    """Return which column a header means, or "" for one that is not read."""
    meant = name.strip().casefold()
    for column, spoken in SPOKEN.items():
        if meant in (column, *(wording.say(language, spoken).casefold() for language in wording.languages())):
            return column
    return ""


def _columns(header: list[str], line: int, file: str) -> Mapping[str, int]:
    meant = [_column(name) for name in header]
    double = next((name for name in COLUMNS if meant.count(name) > 1), None)
    if double:
        raise twice(file, double, line)
    missing = [name for name in COLUMNS if name not in meant and name != OPTIONAL]
    if missing:
        raise lacking(file, missing, ", ".join(COLUMNS), line=line)
    return {name: meant.index(name) for name in COLUMNS if name in meant} | {"": len(header)}


def _take(
    row: Record,
    columns: Mapping[str, int],
    called: Mapping[str, str],
    days: dict[date, dict[str, Mapping[Sex, int]]],
    mistakes: list[Mistake],
    *,
    today: date,
) -> None:
    """Add one row to its day; what is wrong is added to `mistakes`."""
    line, cells = row
    if len(cells) != columns[""]:
        mistakes.append(ragged(line, len(cells), columns[""]))
        return
    given = {name: cells[at].strip() for name, at in columns.items() if name}
    if not given[DAY]:
        wrong, remedy = message("the day of the count is missing"), message("Write it as 2025-12-31 or 31.12.2025.")
        mistakes.append(mistake("no-date", wrong, remedy, line=line, column=DAY))
    day = cell(given[DAY], partial(_past, today=today), line=line, column=DAY, mistakes=mistakes)
    for column in (Sex.WOMEN.value, Sex.MEN.value):
        if not given[column]:
            wrong = message("the number is missing: the cell is empty, or its formula was never worked out")
            remedy = message("Write the number, 0 where nobody is in post.")
            mistakes.append(mistake("no-number", wrong, remedy, line=line, column=column))
    counts = {
        sex: cell(given.get(sex.value, ""), people, line=line, column=sex.value, mistakes=mistakes) or 0 for sex in Sex
    }
    level = called.get(given[LEVEL].casefold())
    if level is None:
        mistakes.append(_unknown(given[LEVEL], called, line))
    elif day and level in days.setdefault(day, {}):
        wrong = message("level '%(name)s' stands twice on this day", name=given[LEVEL])
        mistakes.append(mistake("level-twice", wrong, message("Keep one of the rows."), line=line, column=LEVEL))
    elif day:
        days[day][level] = counts


def _past(typed: str, *, today: date) -> date:
    """Return a day on which somebody can have counted; Unfit where it is none."""
    day = scalars.day(typed)
    if not EARLIEST <= day <= today:
        wrong = message("nobody can have counted on this day")
        raise scalars.Unfit("day-out-of-range", wrong, message("Check the year: use a day from 1945 to today."))
    return day


def _too_many(days: Mapping[date, object]) -> list[Mistake]:
    if len(days) <= MOST_DAYS:
        return []
    wrong = message("the table has %(days)d days, %(most)d can be brought at once", days=len(days), most=MOST_DAYS)
    return [Mistake("too-many-days", (), wrong, message("Bring it in parts."))]


def _unknown(name: str, called: Mapping[str, str], line: int) -> Mistake:
    wrong = message("the body has no level '%(name)s'", name=name)
    near = get_close_matches(name.casefold(), called, n=1)
    remedy = message("Did you mean '%(likely)s'?", likely=called[near[0]]) if near else None
    known = message("Its levels are: %(known)s.", known=", ".join(dict.fromkeys(called.values())) or "–")
    return mistake("unknown-level", wrong, remedy or known, line=line, column=LEVEL)


def _missing(days: Mapping[date, Mapping[str, object]], levels: Sequence[StaffLevel]) -> list[Mistake]:
    return [
        Mistake(
            "level-missing",
            (message("day %(day)s", day=day.isoformat()),),
            message("there is no row for level '%(name)s'", name=level.name),
            message("Add one, with 0 where nobody is in post."),
        )
        for day, counted in sorted(days.items())
        for level in levels
        if level.name not in counted
    ]
