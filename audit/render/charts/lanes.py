"""The rows of a chart: name, plot and words side by side on a wide sheet, one under the other on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.render.charts.drawing import INK, LEADING, SMALL, SOFT, TEXT, Words, centred, paragraph, wrapped

NARROW = 440.0
GAP = 14.0
PAD = 8.0


@dataclass(frozen=True, slots=True)
class Columns:
    """How a sheet is divided: the widths of names and of words beside the plot; none of them when stacked."""

    width: float
    names: float
    words: float

    @property
    def is_stacked(self) -> bool:
        """Whether names and words lie above their plot."""
        return self.width < NARROW

    @property
    def left(self) -> float:
        """Where the plot begins."""
        return 0.0 if self.is_stacked else self.names + GAP

    @property
    def right(self) -> float:
        """Where the plot ends."""
        return self.width - (self.words + GAP if self.words and not self.is_stacked else 0.0)


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: the height `y` of its plot's middle, where it begins and ends, and its words."""

    top: float
    y: float
    bottom: float
    words: tuple[Words, ...]


def lanes(rows: Sequence[tuple[str, str]], columns: Columns, *, plot: float, top: float = 0.0) -> tuple[Lane, ...]:
    """Lay out rows of a name and the words beside it; `plot` is the height that the plot itself needs."""
    made: list[Lane] = []
    for name, said in rows:
        begin = made[-1].bottom if made else top
        made.append((_stacked if columns.is_stacked else _beside)(name, said, columns, plot, begin))
    return tuple(made)


def _beside(name: str, said: str, columns: Columns, plot: float, top: float) -> Lane:
    names = wrapped(name, columns.names)
    words = wrapped(said, columns.words, SMALL) if said else ()
    high = max(plot, len(names) * TEXT * LEADING, len(words) * SMALL * LEADING) + 2 * PAD
    y = top + high / 2
    aside = centred(words, columns.width - columns.words, y, size=SMALL, colour=SOFT) if words else ()
    return Lane(top, y, top + high, (*centred(names, 0, y, colour=INK), *aside))


def _stacked(name: str, said: str, columns: Columns, plot: float, top: float) -> Lane:
    names, y = paragraph(name, 0, top + PAD, columns.width)
    words, y = paragraph(said, 0, y, columns.width, size=SMALL, colour=SOFT) if said else ((), y)
    middle = y + PAD / 2 + plot / 2
    return Lane(top, middle, middle + plot / 2 + PAD / 2, (*names, *words))
