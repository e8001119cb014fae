"""Where the labels of points go: clear of one another, of the dots and, where there is room, of the lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.render.charts.drawing import SMALL, Align, Mark, Words

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
#: How far from its point the foot of a label may lie: just above it, just under it, then further off.
ABOVE, UNDER = (-10.0, -24.0, -38.0, -52.0), (21.0, 35.0, 49.0, 63.0)
ASIDE, ROOM = 9.0, 2.0


@dataclass(frozen=True, slots=True)
class Label:
    """What a point is called, whether that lies rather above it than under it, and how many steps off it may stand."""

    at: Point
    text: str
    above: bool = True
    bold: bool = False
    steps: int = 1

    def places(self, colour: str) -> Iterator[Words]:
        """Yield where the label may stand, the best place first."""
        _, y = self.at
        near, far = (ABOVE, UNDER) if self.above else (UNDER, ABOVE)
        beside = SMALL * 0.36
        yield from self._row(colour, [y + near[0]], (Align.CENTRE,))
        yield from self._row(colour, [y + near[0], y + far[0], y + beside], (Align.CENTRE, Align.LEFT, Align.RIGHT))
        further = zip(near[1 : self.steps], far[1 : self.steps], strict=True)
        yield from self._row(colour, [y + step for pair in further for step in pair], Align)

    def _row(self, colour: str, feet: Sequence[float], sides: Sequence[Align] | type[Align]) -> Iterator[Words]:
        x, _ = self.at
        aside = {Align.LEFT: ASIDE, Align.CENTRE: 0.0, Align.RIGHT: -ASIDE}
        for foot in feet:
            for side in sides:
                yield Words(x + aside[side], foot, self.text, SMALL, colour, self.bold, side)


def placed(
    labels: Sequence[Label],
    sheet: Rectangle,
    colour: str,
    *,
    dots: Sequence[Rectangle],
    lines: Sequence[Sequence[Point]],
) -> tuple[Mark, ...]:
    """Set labels one after another, the first ones first; one that has no room on the sheet is left out.

    A label never lies over another or over a dot; of the places that are free the one that crosses fewest lines.
    """
    segments = [each for line in lines for each in pairwise(line)]
    taken = list(dots)
    set_down: list[Mark] = []
    for label in labels:
        free = [
            (sum(_crosses(_box(words), each) for each in segments), at, words)
            for at, words in enumerate(label.places(colour))
            if _within(_box(words), sheet) and not any(_meet(_box(words), other) for other in taken)
        ]
        if free:
            words = min(free, key=lambda each: each[:2])[2]
            taken.append(_box(words))
            set_down.append(words)
    return tuple(set_down)


def _box(words: Words) -> Rectangle:
    return (words.left, words.y - words.size, words.right, words.y + words.size * 0.25)


def _within(box: Rectangle, sheet: Rectangle) -> bool:
    return box[0] >= sheet[0] and box[1] >= sheet[1] and box[2] <= sheet[2] and box[3] <= sheet[3]


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > -ROOM and min(one[3], other[3]) - max(one[1], other[1]) > -ROOM
    )


def _crosses(box: Rectangle, segment: tuple[Point, Point]) -> bool:
    """Whether a straight line touches a rectangle, by clipping it at each side (Liang and Barsky)."""
    (x, y), (to_x, to_y) = segment
    begin, end = 0.0, 1.0
    for start, way, low, high in ((x, to_x - x, box[0], box[2]), (y, to_y - y, box[1], box[3])):
        if way == 0:
            if not low <= start <= high:
                return False
            continue
        enters, leaves = sorted(((low - start) / way, (high - start) / way))
        begin, end = max(begin, enters), min(end, leaves)
    return begin <= end
