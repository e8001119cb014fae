"""Two texts held against each other line by line; what was put in or taken out shifts nothing but itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from audit.render.verifying.claims import Difference, Kind


@dataclass(frozen=True, slots=True)
class Line:
    """A line, a paragraph or a cell, and where it stands."""

    place: str
    text: str


def differing(file: Sequence[Line], report: Sequence[Line]) -> Iterator[Difference]:
    """Yield where two texts part, in the order in which the file is read."""
    if len(file) == len(report):
        yield from _paired(file, report)
        return
    begin = _alike(file, report)
    end = _alike(file[begin:][::-1], report[begin:][::-1])
    one, other = file[begin : len(file) - end], report[begin : len(report) - end]
    matched = SequenceMatcher(None, [each.text for each in one], [each.text for each in other])
    for what, i, j, m, n in matched.get_opcodes():
        if what != "equal":
            yield from _paired(one[i:j], other[m:n])


def _alike(file: Sequence[Line], report: Sequence[Line]) -> int:
    """Return how many lines from the beginning say the same."""
    pairs = zip(file, report, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one.text != other.text), min(len(file), len(report)))


def _paired(file: Sequence[Line], report: Sequence[Line]) -> Iterator[Difference]:
    both = min(len(file), len(report))
    for one, other in zip(file, report, strict=False):
        if one.text != other.text:
            yield Difference(one.place, Kind.CHANGED, one.text, other.text)
    for one in file[both:]:
        yield Difference(one.place, Kind.ADDED, one.text, None)
    for other in report[both:]:
        yield Difference(other.place, Kind.REMOVED, None, other.text)
