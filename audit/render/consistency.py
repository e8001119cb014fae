"""What does not agree within an audit, in the reader's language: a sentence and what to do, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.analysis.report import CATALOGUE, Inconsistency, Weight
from audit.errors import mark
from audit.render.words import day, label
from audit.wording import number, say

WEIGHTS = {
    Weight.IMPOSSIBLE: mark("cannot be"),
    Weight.DOUBTFUL: mark("to be checked"),
    Weight.NOTE: mark("worth knowing"),
}
COLUMNS = {"women": mark("women"), "men": mark("men"), "other": mark("others or undisclosed")}
MOST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class SaidInconsistency:
    """One disagreement in words: how grave it is, what disagrees, what to do."""

    check: str
    weight: str
    sentence: str
    remedy: str


def said(found: Iterable[Inconsistency], language: str) -> tuple[SaidInconsistency, ...]:
    """Say disagreements one after another."""
    return tuple(_said(each, language) for each in found)


def _said(found: Inconsistency, language: str) -> SaidInconsistency:
    check = CATALOGUE[found.check]
    filled: dict[str, str] = {key: label(texts, language) for key, texts in found.texts.items()}
    filled |= {key: _figure(value, language) for key, value in found.figures.items()}
    filled |= {key: day(value, language) for key, value in found.days.items()}
    if found.column:
        filled["column"] = say(language, COLUMNS[found.column])
    return SaidInconsistency(
        found.check,
        say(language, WEIGHTS[check.weight]),
        say(language, check.sentence, **filled),
        say(language, check.remedy),
    )


def _figure(value: float, language: str) -> str:
    """Show a figure with as many decimals as it needs, two at most."""
    digits = next((each for each in range(MOST_DIGITS) if round(value, each) == value), MOST_DIGITS)
    return number(language, value, digits)
