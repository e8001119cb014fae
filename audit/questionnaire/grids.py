"""Answers that are grids: head-counts whose typed totals must add up, and the items of a matrix."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from audit.errors import Message, message
from audit.questionnaire import scalars, schema
from audit.questionnaire.places import listed, suggestion
from audit.questionnaire.scalars import Unfit
from audit.questionnaire.values import Absent, Sex, Value

TOTAL = "total"
COLUMNS = tuple(sex.value for sex in Sex)
MISSING = {
    Sex.WOMEN: message("the number of women is missing"),
    Sex.MEN: message("the number of men is missing"),
}
Choosing = schema.SelectOneQuestion | schema.SelectMultipleQuestion | schema.MatrixQuestion
Found = tuple[tuple[Message, ...], Unfit]


class Unfits(Exception):
    """Everything in one grid that does not fit, each with its place inside it."""

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__()
        self.found = tuple(found)


def matrix(question: schema.MatrixQuestion, raw: object, cell: Callable[[object], str | Absent]) -> Value:
    """Return the choice of every answered item; Unfits with every unknown item and choice.

    Names are the questionnaire's own strings, so that a hundred thousand responses keep them once.
    """
    given = _mapping(raw, message("Write {item: choice} for each item."))
    names = {item.name: item.name for item in question.items}
    answered: dict[str, str | Absent] = {}
    found: list[Found] = []
    for name, chosen in given.items():
        try:
            _known(name, tuple(names), "unknown-item", message("there is no item '%(name)s'", name=_short(name)))
            if chosen not in ("", None):
                answered[names[name]] = cell(chosen)
        except Unfit as unfit:
            found.append(((message("item '%(name)s'", name=_short(name)),), unfit))
    if found:
        raise Unfits(found)
    return answered


def headcount(question: schema.HeadcountQuestion, raw: object) -> Value:
    """Return the counts of every filled row (`other` is 0 unless given); typed totals are compared and left out.

    Raises Unfit for what is no grid, Unfits with every mistake inside one.
    """
    given = _mapping(raw, message("Write {row: {women: number, men: number}} for each row."))
    names = [row.name for row in question.rows]
    grid: dict[str, dict[str, int]] = {}
    found: list[Found] = []
    for name, cells in given.items():
        try:
            _known(name, [*names, TOTAL], "unknown-row", message("there is no row '%(name)s'", name=_short(name)))
        except Unfit as unfit:
            found.append((_row(name), unfit))
            continue
        if name in names:
            counts = _counts(name, cells, found)
            if counts:
                grid[name] = counts
    if not found and TOTAL in given and TOTAL not in names:
        _compare_columns(given[TOTAL], grid, found)
    if found:
        raise Unfits(found)
    return {name: grid[name] for name in names if name in grid}


def _mapping(raw: object, remedy: Message) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise Unfit("not-a-grid", message("this is not a grid of values"), remedy)
    return raw


def _short(name: object) -> str:
    return str(name)[:40]


def _row(name: object) -> tuple[Message, ...]:
    return (message("row '%(name)s'", name=_short(name)),)


def _known(name: str, names: Sequence[str], code: str, wrong: Message) -> None:
    if name not in names:
        raise Unfit(
            code, wrong, suggestion(_short(name), names, message("Use one of: %(known)s.", known=listed(names)))
        )


def _counts(row: str, cells: object, found: list[Found]) -> dict[str, int]:
    """Return one row's counts, or nothing where it is blank or wrong; what is wrong is added to `found`."""
    before = len(found)
    typed = _typed(row, cells, found)
    if len(found) > before or not typed:
        return {}
    missing = [column for column in (Sex.WOMEN, Sex.MEN) if column not in typed]
    if missing:
        found.append(
            (_row(row), Unfit("missing-column", MISSING[missing[0]], message("Enter it; 0 if there is nobody.")))
        )
        return {}
    counts = {column: typed.get(column, 0) for column in COLUMNS}
    if TOTAL in typed and typed[TOTAL] != sum(counts.values()):
        found.append((_row(row), _unequal("row-total", typed[TOTAL], sum(counts.values()))))
    return counts


def _typed(row: str, cells: object, found: list[Found]) -> dict[str, int]:
    if cells in ("", None):
        return {}
    typed: dict[str, int] = {}
    try:
        given = _mapping(cells, message("Write {women: number, men: number}."))
    except Unfit as unfit:
        found.append((_row(row), unfit))
        return {}
    for column, raw in given.items():
        try:
            known = (*COLUMNS, TOTAL)
            _known(column, known, "unknown-column", message("there is no column '%(name)s'", name=_short(column)))
            if raw is not None and str(raw).strip():
                typed[column] = _people(raw)
        except Unfit as unfit:
            found.append(((*_row(row), message("column '%(name)s'", name=_short(column))), unfit))
    return typed


def _people(raw: object) -> int:
    number = scalars.integer(raw)
    if number < 0:
        raise Unfit("negative-count", message("a number of people cannot be below 0"), message("Enter 0 or more."))
    return number


def _unequal(code: str, typed: int, computed: int) -> Unfit:
    return Unfit(
        code,
        message("the total typed is %(typed)d, but the counts add up to %(computed)d", typed=typed, computed=computed),
        message("Correct the counts or the total."),
    )


def _compare_columns(cells: object, grid: Mapping[str, Mapping[str, int]], found: list[Found]) -> None:
    typed = _typed(TOTAL, cells, found)
    sums = {column: sum(counts[column] for counts in grid.values()) for column in COLUMNS}
    sums[TOTAL] = sum(sums.values())
    for column, number in typed.items():
        if number != sums[column]:
            where = (*_row(TOTAL), message("column '%(name)s'", name=column))
            found.append((where, _unequal("column-total", number, sums[column])))
