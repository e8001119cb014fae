"""The sheets Responses: one row a response of a named set; for other sets the sentence that says why there are none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter

from audit.analysis.report import Part, Why
from audit.errors import mark
from audit.render import columns
from audit.render.columns import ABSENCES, CYCLE, VERSION, Field, Layout, Release, Told
from audit.render.excel import stream
from audit.render.excel.cells import HEAD, Column, Format, Look, write
from audit.render.excel.page import Page
from audit.render.excel.saving import Streamed
from audit.render.words import absence, label

MODES = {
    "anonymous": mark(
        "The answers of this questionnaire are anonymous: they are published as tables of groups only, and single "
        "responses are not exported, because a row of answers can tell who gave it."
    ),
    "confidential": mark(
        "The answers of this questionnaire are confidential: they are published as tables of groups only, and single "
        "responses are not exported."
    ),
}
EMPTY = mark("No response was submitted.")
HEADS = 2
#: What one sheet of Excel holds.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
NARROW, WIDE = 16.0, 44.0
LETTER, BESIDE = 1.2, 3.0


def responses(
    new: Callable[[], Page], part: Part, found: Sequence[Release], layout: Layout, *, most: int = MOST_ROWS
) -> list[Streamed]:
    """Write the sheets of one questionnaire, which `new` opens one after another.

    The rows of a named set are streamed when the workbook is saved, at most `most` to a sheet, heads counted.
    """
    if part.mode in MODES:
        _refused(new(), part)
        return []
    page = new()
    fields = columns.fields(found, layout, page.language)
    total = sum(len(release.rows) for release in found)
    room = most - HEADS
    blocks = product(range(0, max(len(fields), 1), MOST_COLUMNS), range(0, max(total, 1), room))
    written = []
    for at, (left, start) in enumerate(blocks):
        sheet = Rows(page if not at else new(), fields[left : left + MOST_COLUMNS], found, layout)
        written.append(sheet.streamed(start, min(start + room, total)))
    return written


def _refused(page: Page, part: Part) -> None:
    page.widths([Column("", 90)])
    identity = part.scorecard.questionnaire
    page.text(label(identity.title, page.language, identity.name), Look(bold=True, size=12))
    page.text(page.say(MODES[part.mode]), height=45)
    page.finish(head=0, filters=False, portrait=True)


class Rows:
    """One sheet of responses: its heads are written at once, its rows when they are asked for."""

    def __init__(self, page: Page, fields: Sequence[Field], found: Sequence[Release], layout: Layout) -> None:
        self.page = page
        self.fields = fields
        self.found = found
        self.layout = layout
        self.styles = _styles(page)
        self.absences = {why: self._absent(why) for why in ABSENCES}

    def streamed(self, start: int, stop: int) -> Streamed:
        """Write the heads, and return the rows from `start` to `stop` (of all releases together) as a stream."""
        page = self.page
        page.widths([Column("", _width(field.name)) for field in self.fields])
        page.row += 1
        for at, field in enumerate(self.fields, start=1):
            write(page.cell(at), field.name, Look(bold=True, fill=HEAD, line="thin"))
        page.add([field.label for field in self.fields], soft=True)
        if start == stop:
            page.text(page.say(EMPTY))
        page.row += stop - start
        page.finish(head=HEADS, across=0)
        return Streamed(page.sheet, stop - start, lambda: self._pieces(start, stop))

    def _pieces(self, start: int, stop: int) -> Iterator[bytes]:
        before, row = 0, HEADS + 1
        for release in self.found:
            first, last = max(start - before, 0), min(stop - before, len(release.rows))
            if first < last:
                yield from stream.rows(self._cells(release), islice(release.rows, first, last), row)
                row += last - first
            before += len(release.rows)

    def _cells(self, release: Release) -> list[tuple[str, stream.Cell]]:
        return [(get_column_letter(at), self._cell(field, release)) for at, field in enumerate(self.fields, start=1)]

    def _cell(self, field: Field, release: Release) -> stream.Cell:
        if field.name in (CYCLE, VERSION):
            return stream.constant(
                stream.text({CYCLE: release.cycle, VERSION: release.version}[field.name], self.styles)
            )
        if not columns.asks(release, field):
            return stream.constant(self.absences[Why.NOT_ASKED])
        labels = {choice.name: label(choice.label, self.page.language, choice.name) for choice in field.entry.choices}
        names = labels if self.layout.told is Told.LABELS else {}
        return stream.reading(field.entry.column, lambda raw: self._made(raw, field, names), lacking=columns.NO_COLUMN)

    def _made(self, raw: Any, field: Field, names: Mapping[str, str]) -> str:  # noqa: ANN401 - whatever JSON can hold
        why = columns.absence_of(raw)
        if why is not None:
            return self.absences.get(why) or self._absent(why)
        if field.choice:
            return stream.number(int(isinstance(raw, list | tuple) and field.choice in raw), self.styles)
        if isinstance(raw, int | float):
            return stream.number(raw, self.styles)
        if isinstance(raw, str) and field.entry.type in stream.MOMENTS:
            return stream.moment(raw, field.entry.type, self.styles)
        if isinstance(raw, str) and field.entry.type == "file" and self.layout.told is Told.LABELS:
            return stream.text(columns.file_name(raw), self.styles)
        return stream.text(columns.said(raw, names), self.styles)

    def _absent(self, why: Why) -> str:
        said = absence(self.page.language, why) if self.layout.told is Told.LABELS else why.value
        return stream.text(said, self.styles, style=self.styles.absent)


def _width(name: str) -> float:
    return min(max(len(name) * LETTER + BESIDE, NARROW), WIDE)


def _styles(page: Page) -> stream.Styles:
    """Return the numbers of the looks that rows wear, put into the workbook by cells that stand on no sheet."""

    def worn(value: str | int, look: Look) -> int:
        cell = Cell(page.sheet, row=1, column=1)
        write(cell, value, look)
        return cell.style_id

    return stream.Styles(
        number=worn(1, Look(flat=True, line="hair")),
        text=worn("a", Look(flat=True, line="hair")),
        typed=worn("=", Look(flat=True, line="hair")),
        absent=worn("a", Look(flat=True, soft=True, line="hair")),
        day=worn(1, Look(flat=True, line="hair", format=Format.DAY)),
        moment=worn(1, Look(flat=True, line="hair", format=Format.MOMENT)),
        clock=worn(1, Look(flat=True, line="hair", format=Format.CLOCK)),
    )
