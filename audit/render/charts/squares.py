"""A table of squares, darker where higher: each with its figure, what is withheld hatched, its reason once a patch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.analysis.report import Withheld
from audit.render.charts.drawing import (
    INK,
    SMALL,
    SOFT,
    WHITE,
    WITHHELD,
    Align,
    Box,
    Drawing,
    Mark,
    Words,
    centred,
    measured,
    middle,
    wrapped,
)
from audit.render.words import withheld
from audit.wording import number, say

PAD, HIGH, LEADING = 6.0, 34.0, 1.35
#: The share of the sheet for the names of rows, and the least width of a square.
ASIDE, MOST_ASIDE, NARROWEST = 0.3, 220.0, 62.0
#: The darkest square is light enough for its figure in ink.
LIGHT, DARK = (0xEE, 0xF2, 0xF6), (0x86, 0x98, 0xAF)
Cell = float | Withheld | None


def said(cell: Cell, language: str) -> str:
    """Say a score, why it is withheld, or that nobody answered."""
    if isinstance(cell, Withheld):
        return withheld(language, cell)
    return say(language, "no answers") if cell is None else number(language, cell)


@dataclass(frozen=True, slots=True)
class Patch:
    """Squares beside or under one another that say the same, or one square with a score: its first one and its size."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Squares:
    """Scores by rows and columns, each with its name."""

    names: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def fits(self, width: float) -> bool:
        """Whether no word of the heads has to be broken on a sheet of this width."""
        wide = self._wide(width) - PAD
        return all(measured(word, SMALL) <= wide for head in self.heads for word in head.split(" "))

    def turned(self) -> "Squares":
        """Return the same with its columns as rows."""
        return Squares(self.heads, self.names, tuple(zip(*self.cells, strict=True)))

    def panels(self, width: float) -> Iterator["Squares"]:
        """Yield as many columns at a time as have room."""
        most = max(1, int((width - self._aside(width)) // NARROWEST))
        each = -(-len(self.heads) // -(-len(self.heads) // most))
        for start in range(0, len(self.heads), each):
            part = slice(start, start + each)
            yield Squares(self.names, self.heads[part], tuple(row[part] for row in self.cells))

    def drawn(self, width: float, language: str) -> Drawing:
        """Draw them, the heads above and the names beside."""
        aside, wide = self._aside(width), self._wide(width)
        heads = [wrapped(head, wide - PAD, SMALL) for head in self.heads]
        top = max(map(len, heads)) * SMALL * LEADING + PAD
        patches = list(_patches(self.cells))
        texts = {patch: wrapped(said(patch.cell, language), wide * patch.columns - 2 * PAD, SMALL) for patch in patches}
        names = [wrapped(name, aside - PAD) for name in self.names]
        tops = _tops(names, texts, top)
        marks: list[Mark] = [*_heads(heads, aside, wide, top)]
        for at, name in enumerate(names):
            marks += centred(name, 0, (tops[at] + tops[at + 1]) / 2)
        for patch, text in texts.items():
            begin, end = tops[patch.row], tops[patch.row + patch.rows]
            marks += _patch(patch, text, (aside + wide * patch.column, begin, wide * patch.columns, end - begin))
        return Drawing(width, tops[-1] + PAD, tuple(marks))

    @staticmethod
    def _aside(width: float) -> float:
        return min(width * ASIDE, MOST_ASIDE)

    def _wide(self, width: float) -> float:
        return (width - self._aside(width)) / len(self.heads)


def _patches(cells: Sequence[Sequence[Cell]]) -> Iterator[Patch]:
    """Yield every square with a score, and the others as far as they say the same along a row or down a column."""
    seen: set[tuple[int, int]] = set()
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            if (row, column) in seen:
                continue
            rows = columns = 1
            if not isinstance(cell, float):
                free = {at for at in range(len(line)) if (row, at) not in seen}
                while column + columns in free and line[column + columns] == cell:
                    columns += 1
                while columns == 1 and row + rows < len(cells) and cells[row + rows][column] == cell:
                    rows += 1
            seen |= {(row + down, column + along) for down in range(rows) for along in range(columns)}
            yield Patch(row, column, rows, columns, cell)


def _tops(names: Sequence[tuple[str, ...]], texts: dict[Patch, tuple[str, ...]], top: float) -> list[float]:
    """Return where each row begins, and where the last one ends; a row is as high as what is said in it."""
    high = [max(HIGH, 12 * LEADING * len(name) + PAD) for name in names]
    for patch, text in sorted(texts.items(), key=lambda each: each[0].rows):
        last = patch.row + patch.rows - 1
        lacking = SMALL * LEADING * len(text) + PAD - sum(high[patch.row : last + 1])
        high[last] += max(lacking, 0.0)
    tops = [top]
    for each in high:
        tops.append(tops[-1] + each)
    return tops


def _heads(heads: Sequence[tuple[str, ...]], aside: float, wide: float, top: float) -> Iterator[Mark]:
    for at, lines in enumerate(heads):
        for up, line in enumerate(reversed(lines)):
            y = top - PAD - SMALL * LEADING * up
            yield Words(aside + wide * (at + 0.5), y, line, size=SMALL, colour=SOFT, align=Align.CENTRE)


def _patch(patch: Patch, text: tuple[str, ...], place: tuple[float, float, float, float]) -> Iterator[Mark]:
    x, y, wide, high = place
    inner = (x + 1, y + 1, wide - 2, high - 2)
    if isinstance(patch.cell, float):
        yield Box(*inner, _shade(patch.cell))
        yield Words(x + wide / 2, y + high / 2 + middle(SMALL), text[0], size=SMALL, colour=INK, align=Align.CENTRE)
        return
    yield Box(*inner, WITHHELD, "////")
    widest = max(measured(line, SMALL) for line in text)
    tall = SMALL * LEADING * len(text)
    yield Box(x + (wide - widest) / 2 - 2, y + (high - tall) / 2, widest + 4, tall, WHITE)
    yield from (
        Words(line.x, line.y, line.text, size=SMALL, colour=SOFT, align=Align.CENTRE)
        for line in centred(text, x + wide / 2, y + high / 2, size=SMALL, colour=SOFT)
    )


def _shade(score: float) -> str:
    part = score / 100
    return "#" + "".join(f"{round(low + (high - low) * part):02X}" for low, high in zip(LIGHT, DARK, strict=True))
