"""The leaves of the tree of scores: answers as they were given, and absences in words."""

from collections.abc import Iterable

from audit.analysis.report import IndicatorScore, Source, Why, Withheld
from audit.errors import mark
from audit.render.excel.cells import Value
from audit.render.excel.rules import Leaf
from audit.render.words import absence, label, withheld

PARTS = {"women": mark("women"), "men": mark("men"), "other": mark("another or undisclosed")}


def leaves_of(source: Source, language: str) -> tuple[Leaf, ...]:
    """Return the rows under an indicator: a head-count and several choices have one row a figure."""
    named = label(source.label, language, source.part or source.question)
    value = source.value
    column = f"{source.question}/{source.part}" if source.part else source.question
    if isinstance(value, dict) and set(value) & set(PARTS):
        return tuple(Leaf(f"{column}/{sex}", named, value[sex], part=sex) for sex in in_order(value))
    if isinstance(value, list):
        return tuple(Leaf(column, named, each) for each in value)
    return (Leaf(column, named, value),)


def in_order(counted: Iterable[str]) -> tuple[str, ...]:
    """Return the parts of a head-count as they are asked, women first; what is kept of a report has them by letter."""
    names = tuple(counted)
    return (*(name for name in PARTS if name in names), *(name for name in names if name not in PARTS))


def shown(value: object, language: str) -> Value:
    """Return an answer as a cell can hold it; an absence and a withheld figure in words."""
    if isinstance(value, Withheld):
        return withheld(language, value)
    if isinstance(value, dict):
        return _words(value, language)
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if value is None or isinstance(value, bool):
        return None if value is None else str(value)
    return value if isinstance(value, int | float | str) else str(value)


def _words(value: dict[str, object], language: str) -> str:
    if "absent" in value:
        return absence(language, Why(str(value["absent"])))
    if "withheld" in value:
        return withheld(language, Withheld.model_validate(value))
    return "; ".join(f"{key}: {part}" for key, part in value.items())


def number(score: object) -> float | None:
    """Return a score as a number; a withheld or missing one is none."""
    return float(score) if isinstance(score, int | float) else None


def lost(indicator: IndicatorScore, language: str) -> str:
    """Say why there is no score."""
    if isinstance(indicator.score, Withheld):
        return withheld(language, indicator.score)
    return absence(language, indicator.why)
