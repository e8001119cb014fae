"""A drawing as data: rectangles, lines, dots and words placed in pixels, before anything is painted.

Words are measured with the very font they are painted in, so that a layout can wrap them and nothing is cut.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
FONT_FILES = {False: FONTS / "DejaVuSans.ttf", True: FONTS / "DejaVuSans-Bold.ttf"}

INK, SOFT, LINE, GROUND = "#1F2933", "#52606D", "#D9DEE4", "#F7F8FA"
WOMEN, MEN, WHITE, ZONE = "#5A3E9B", "#B45309", "#FFFFFF", "#B8C4D2"
#: The hatch of what is withheld or does not exist; LINE is for guides that tell nothing by themselves.
WITHHELD = "#7B8794"
#: How strongly the band of parity is laid over white.
BAND_ALPHA = 0.45
ROLES = {"": SOFT, "women": WOMEN, "men": MEN}

SMALL, TEXT, TITLE = 11.0, 12.0, 16.0
LEADING, HINTING = 1.35, 1.02
#: Of that room so much is left out before a word of another colour, so that no gap stands before it.
NEXT = 1.012
#: So many letters of a broken word stand on the next line at least.
TAIL = 3
MARKED = re.compile(r"<(women|men)>(.*?)</\1>")


class Align(StrEnum):
    """To which side of its point a text lies."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Shape(StrEnum):
    """Circles are women and square dots are men, so that colour is never alone."""

    CIRCLE = "o"
    SQUARE = "s"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `hatch` draws a fine hatch in its colour instead of a fill."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    hatch: str = ""
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A surface within a line through points that returns to the first."""

    points: tuple[tuple[float, float], ...]
    colour: str
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle or a square; a hollow one is filled with white."""

    x: float
    y: float
    shape: Shape
    colour: str
    size: float = 11.0
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose baseline lies at `y`."""

    x: float
    y: float
    text: str
    size: float = TEXT
    colour: str = INK
    bold: bool = False
    align: Align = Align.LEFT

    @property
    def left(self) -> float:
        """Where the text begins."""
        whole = measured(self.text, self.size, bold=self.bold)
        return self.x - whole * {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[self.align]

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.left + measured(self.text, self.size, bold=self.bold)


Mark = Box | Stroke | Area | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a sheet of `width` × `height` pixels, the first lowest; y grows downwards."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def below(self, other: "Drawing") -> "Drawing":
        """Return this drawing set under another one."""
        moved = tuple(_moved(mark, other.height) for mark in self.marks)
        return Drawing(max(self.width, other.width), self.height + other.height, other.marks + moved)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a subtitle and whom it speaks of: `women`, `men` or nobody in particular."""

    text: str
    role: str = ""


def runs(marked: str) -> tuple[Run, ...]:
    """Read `<women>Women</women> and <men>men</men>` into runs."""
    found, at = [], 0
    for hit in MARKED.finditer(marked):
        found += [Run(marked[at : hit.start()]), Run(hit[2], hit[1])]
        at = hit.end()
    return tuple(run for run in (*found, Run(marked[at:])) if run.text)


@lru_cache(maxsize=4096)
def measured(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels, with room for the hinting of small letters in a PNG."""
    width, _, _ = TextToPath().get_text_width_height_descent(text, font(size, bold=bold), ismath=False)
    return float(width) * HINTING


@lru_cache(maxsize=64)
def font(size: float, *, bold: bool = False) -> FontProperties:
    """Return the house font, shipped with matplotlib and holding Cyrillic."""
    return FontProperties(fname=str(FONT_FILES[bold]), size=size)


def wrapped(text: str, width: float, size: float = TEXT, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than `width`; only a single word longer than the line is broken inside."""
    lines = [""]
    for word in (piece for whole in text.split(" ") for piece in _pieces(whole, width, size, bold=bold)):
        longer = f"{lines[-1]} {word}".lstrip(" ")
        if measured(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line for line in lines if line) or ("",)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> Iterable[str]:
    while measured(word, size, bold=bold) > width and len(word) > 2:
        least = len(word) - TAIL if len(word) > 2 * TAIL else len(word) - 1
        end = next(n for n in range(least, 0, -1) if n == 1 or measured(word[:n] + "-", size, bold=bold) <= width)
        yield word[:end] + "-"
        word = word[end:]
    yield word


def paragraph(
    text: str, x: float, y: float, width: float, *, size: float = TEXT, colour: str = INK, bold: bool = False
) -> tuple[tuple[Words, ...], float]:
    """Set wrapped lines from the top `y`; return them and the y under the last one."""
    step = size * LEADING
    lines = wrapped(text, width, size, bold=bold)
    set_lines = tuple(
        Words(x, y + step * at + size, line, size=size, colour=colour, bold=bold) for at, line in enumerate(lines)
    )
    return set_lines, y + step * len(lines)


def centred(lines: tuple[str, ...], x: float, y: float, *, size: float = TEXT, colour: str = INK) -> tuple[Words, ...]:
    """Set lines so that their block is centred on the height `y`."""
    step = size * LEADING
    top = y - step * (len(lines) - 1) / 2 + middle(size)
    return tuple(Words(x, top + step * at, line, size=size, colour=colour) for at, line in enumerate(lines))


def middle(size: float) -> float:
    """Return how far under the middle of a line its baseline lies."""
    return size * 0.36


def heading(title: str, subtitle: tuple[Run, ...], width: float) -> Drawing:
    """Set a chart's title and subtitle, the words for women and men in their colours."""
    lines, y = paragraph(title, 0, 4, width, size=TITLE, bold=True)
    marks: list[Mark] = list(lines)
    x, y, space = 0.0, y + 4 + TEXT, measured("n n", TEXT) - measured("nn", TEXT)
    for word, colour in _coloured(subtitle):
        long = measured(word, TEXT)
        if x and x + long > width:
            x, y = 0.0, y + TEXT * LEADING
        last = marks[-1]
        if x and isinstance(last, Words) and last.colour == colour:
            longer = replace(last, text=f"{last.text} {word}")
            marks[-1], x = longer, longer.left + (longer.right - longer.left) / NEXT + space
            continue
        marks.append(Words(x, y, word, colour=colour))
        x += long / NEXT + space
    return Drawing(width, y + 18, tuple(marks))


def _coloured(subtitle: tuple[Run, ...]) -> Iterable[tuple[str, str]]:
    """Split runs at spaces; a comma that follows a coloured word stays with it."""
    glued: list[tuple[str, str]] = []
    open_end = False
    for run in subtitle:
        for at, piece in enumerate(run.text.split(" ")):
            if at == 0 and open_end and glued and piece:
                glued[-1] = (glued[-1][0] + piece, glued[-1][1])
            elif piece:
                glued.append((piece, ROLES[run.role]))
        open_end = not run.text.endswith(" ") and bool(run.text)
    return glued


def _moved(mark: Mark, down: float) -> Mark:
    if isinstance(mark, Stroke | Area):
        return replace(mark, points=tuple((x, y + down) for x, y in mark.points))
    return replace(mark, y=mark.y + down)
