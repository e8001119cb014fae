"""The tables that leave as data: rows of named sets and what the gate has published, each variable described.

One description serves every format, so that a column has one name, one label and one set of absences in all of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import chain
from typing import Any

from audit.analysis.report import CodebookEntry, Part, Report, Why
from audit.render import columns
from audit.render.columns import CYCLE, VERSION, Field, Layout, Release
from audit.render.data.published import published
from audit.render.data.variables import Cell, Dataset, Kind, Option, Variable
from audit.render.words import label

MOMENTS: Mapping[str, tuple[Kind, Callable[[str], Cell]]] = {
    "date": (Kind.DAY, date.fromisoformat),
    "datetime": (Kind.MOMENT, datetime.fromisoformat),
    "time": (Kind.CLOCK, time.fromisoformat),
}


def datasets(report: Report, language: str, layout: Layout, earlier: Sequence[Report] = ()) -> tuple[Dataset, ...]:
    """Return every table of a report that has a row: named sets first, then what is published."""
    named = (
        responses(part, columns.releases(report, part, earlier), layout, language)
        for part in report.parts
        if part.mode == "named"
    )
    return tuple(each for each in chain(named, published(report, language)) if each.rows)


def responses(part: Part, found: Sequence[Release], layout: Layout, language: str) -> Dataset:
    """Return the rows of a named set; what is absent stays the name of its absence."""
    fields = columns.fields(found, layout, language)
    asked = [[columns.asks(release, field) for field in fields] for release in found]
    raws = [
        [
            _raw(field, release, row) if is_asked else Why.NOT_ASKED
            for field, is_asked in zip(fields, known, strict=True)
        ]
        for release, known in zip(found, asked, strict=True)
        for row in release.rows
    ]
    described = [_variable(field, [row[at] for row in raws], language) for at, field in enumerate(fields)]
    rows = tuple(tuple(_cell(raw, kind) for raw, kind in zip(row, described, strict=True)) for row in raws)
    identity = part.scorecard.questionnaire
    return Dataset(f"responses-{identity.name}", label(identity.title, language, identity.name), tuple(described), rows)


def _raw(field: Field, release: Release, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever JSON can hold
    told = {CYCLE: release.cycle, VERSION: release.version}
    if field.name in told:
        return told[field.name]
    raw = row.get(field.entry.column, columns.NO_COLUMN)
    why = columns.absence_of(raw)
    if why is not None:
        return why
    if field.choice:
        return int(isinstance(raw, list | tuple) and field.choice in raw)
    return raw if isinstance(raw, int | float | str) else columns.said(raw, {})


def _variable(field: Field, raws: Collection[object], language: str) -> Variable:
    entry = field.entry
    told = [raw for raw in raws if not isinstance(raw, Why)]
    options: tuple[Option, ...] = ()
    if field.choice:
        kind = Kind.TICK
    elif entry.choices and entry.type not in ("select_multiple", "rank"):
        kind, options = Kind.CHOICE, _options(entry, told, language)
    elif entry.type in MOMENTS and all(_reads(raw, entry.type) for raw in told):
        kind = MOMENTS[entry.type][0]
    else:
        kind = Kind.NUMBER if told and all(isinstance(raw, int | float) for raw in told) else Kind.TEXT
    return Variable(field.name, field.label, kind, options, entry.question, entry.sensitive)


def _options(entry: CodebookEntry, told: Iterable[object], language: str) -> tuple[Option, ...]:
    """Return the choices, and any answer that is none of them, which only a mend by hand can leave."""
    known = [
        Option(choice.name, label(choice.label, language, choice.name), Why(choice.absent) if choice.absent else None)
        for choice in entry.choices
    ]
    names = {option.name for option in known}
    return (*known, *(Option(name, name) for name in dict.fromkeys(map(str, told)) if name not in names))


def _reads(raw: object, kind: str) -> bool:
    try:
        MOMENTS[kind][1](str(raw))
    except ValueError:
        return False
    return True


def _cell(raw: object, variable: Variable) -> Cell:
    if isinstance(raw, Why):
        return raw
    read = dict(MOMENTS.values()).get(variable.kind)
    if read is not None:
        return read(str(raw))
    if variable.kind in (Kind.NUMBER, Kind.TICK) and isinstance(raw, int | float):
        return raw
    return str(raw)
