"""Answers of several people to one set put together: what they agree on is joined, what they do not is a conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.questionnaire.values import Answers, Value


@dataclass(frozen=True, slots=True)
class Filed:
    """Answers with whom or which file they came from."""

    source: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that was answered differently: every value once, with the first source that gave it."""

    question: str
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What all sources say together; a question in conflict is not in `answers`."""

    answers: Answers
    conflicts: tuple[Conflict, ...]


def merged(filed: Sequence[Filed], *, chosen: Mapping[str, str]) -> Merged:
    """Put answers together; `chosen` names the source that holds for a question, where it answered that question.

    Rows of one grid that different people filled in are joined; a repeat is one answer, for nobody can tell whether
    two first entries are the same.
    """
    answers: dict[str, Value] = {}
    conflicts: list[Conflict] = []
    for question in dict.fromkeys(name for each in filed for name in each.answers):
        given = [(each.source, each.answers[question]) for each in filed if question in each.answers]
        preferred = [value for source, value in given if source == chosen.get(question)]
        joined = preferred[0] if preferred else _joined([value for _, value in given])
        if joined is None:
            conflicts.append(Conflict(question, _differing(given)))
        else:
            answers[question] = joined
    return Merged(answers, tuple(conflicts))


def _differing(given: Sequence[tuple[str, Value]]) -> tuple[tuple[str, Value], ...]:
    kept: list[tuple[str, Value]] = []
    for source, value in given:
        if all(value != other for _, other in kept):
            kept.append((source, value))
    return tuple(kept)


def _joined(values: Sequence[Value]) -> Value | None:
    """Return what values are together: the same, or grids of which no row differs; None where they disagree."""
    if all(one == other for one, other in pairwise(values)):
        return values[0]
    rows: dict[str, object] = {}
    for value in values:
        if not isinstance(value, Mapping) or any(rows.get(row, cells) != cells for row, cells in value.items()):
            return None
        rows |= value
    return rows  # type: ignore[return-value]  # rows of grids of one question are such a grid
