"""Raw counts of what respondents answered, inside the analysis only: nothing here may be published.

Each answer column is counted once against the combination of all breakdowns a respondent belongs to, and every
breakdown is added up from those few combinations.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from audit.questionnaire.answers import Absent, Answers
from audit.questionnaire.schema import (
    Absence,
    Choice,
    Item,
    MatrixQuestion,
    Questionnaire,
    SelectMultipleQuestion,
    SelectOneQuestion,
)

ALL = "all"
UNDISCLOSED = "undisclosed"
OTHER = Choice(name="other", label={"en": "Other", "ru": "Другое"})
SILENT = frozenset({Absence.NOT_ANSWERED, Absence.NOT_SHOWN, Absence.NOT_ASKED, Absence.WITHHELD})

Tabulated = SelectOneQuestion | SelectMultipleQuestion | MatrixQuestion
Stratum = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What one group said: people in it, with a value, with a value or a named absence, and the counts by choice."""

    size: int = 0
    valued: int = 0
    answered: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Count") -> "Count":
        counts = Counter(self.counts)
        counts.update(other.counts)
        return Count(self.size + other.size, self.valued + other.valued, self.answered + other.answered, counts)


@dataclass(frozen=True, slots=True)
class Tally:
    """One question or matrix item by one breakdown (`all` for none), exact; `all` is always among its groups."""

    question: str
    item: str | None
    by: str
    groups: Mapping[str, Count]


def breakdowns(questionnaire: Questionnaire) -> tuple[SelectOneQuestion, ...]:
    """Return the questions by which answers may be broken down, as declared."""
    asked = (questionnaire.questions.get(name) for name in questionnaire.disaggregate_by)
    return tuple(question for question in asked if isinstance(question, SelectOneQuestion))


def columns(questionnaire: Questionnaire) -> tuple[tuple[Tabulated, Item | None], ...]:
    """Return every question and matrix item that is tabulated, in the order of asking; free text never is."""
    found: list[tuple[Tabulated, Item | None]] = []
    for question in questionnaire.questions.values():
        if isinstance(question, MatrixQuestion):
            found.extend((question, item) for item in question.items)
        elif isinstance(question, SelectOneQuestion | SelectMultipleQuestion):
            found.append((question, None))
    return tuple(found)


def choices(question: Tabulated) -> tuple[Choice, ...]:
    """Return a question's choices, with `other` where it takes "other, please specify"."""
    if isinstance(question, MatrixQuestion) or not question.or_other:
        return question.choices
    named = any(choice.name == OTHER.name for choice in question.choices)
    return question.choices if named else (*question.choices, OTHER)


def groups(breakdown: SelectOneQuestion) -> tuple[Choice, ...]:
    """Return the choices of a breakdown that make a group; a named absence makes none."""
    return tuple(choice for choice in choices(breakdown) if choice.absent is None)


def tallies(questionnaire: Questionnaire, responses: Sequence[Answers]) -> tuple[Tally, ...]:
    """Count every tabulated column in whole and by every breakdown.

    A breakdown question is counted in whole only: who the respondents are is never crossed with who they are.
    """
    by = breakdowns(questionnaire)
    strata = _strata(by, responses)
    found: list[Tally] = []
    for question, item in columns(questionnaire):
        seen = Counter(zip(strata, _column(question, item, responses), strict=True))
        whole = {ALL: _count(question, seen)}
        found.append(Tally(question.name, _name(item), ALL, whole))
        if question not in by:
            found.extend(
                Tally(question.name, _name(item), breakdown.name, whole | _split(question, breakdown, place, seen))
                for place, breakdown in enumerate(by)
            )
    return tuple(found)


def sizes(breakdown: SelectOneQuestion, own: Tally) -> dict[str, int]:
    """Return how many respondents belong to each group of a breakdown, from the breakdown question's own tally.

    Those who name no group, or did not answer, are `undisclosed`.
    """
    whole = own.groups[ALL]
    named = {choice.name: whole.counts[choice.name] for choice in groups(breakdown)}
    return named | {UNDISCLOSED: whole.size - sum(named.values())}


def _name(item: Item | None) -> str | None:
    return item.name if item else None


def _group_names(breakdown: SelectOneQuestion) -> tuple[str, ...]:
    return (*(choice.name for choice in groups(breakdown)), UNDISCLOSED)


def _strata(by: tuple[SelectOneQuestion, ...], responses: Sequence[Answers]) -> list[Stratum]:
    """Return the combination of groups of every respondent."""
    if not by:
        return [()] * len(responses)
    named = [(question.name, {choice.name for choice in groups(question)}) for question in by]
    memberships = ([_group(response.get(name), known) for response in responses] for name, known in named)
    return list(zip(*memberships, strict=True))


def _group(value: object, known: set[str]) -> str:
    return value if isinstance(value, str) and value in known else UNDISCLOSED


def _column(question: Tabulated, item: Item | None, responses: Sequence[Answers]) -> Iterable[object]:
    if item is None:
        return [response.get(question.name) for response in responses]
    return [_statement(response.get(question.name), item.name) for response in responses]


def _statement(value: object, item: str) -> object:
    return value.get(item) if isinstance(value, Mapping) else value


def _split(
    question: Tabulated, breakdown: SelectOneQuestion, place: int, seen: Mapping[tuple[Stratum, object], int]
) -> dict[str, Count]:
    parts: dict[str, dict[tuple[Stratum, object], int]] = {name: {} for name in _group_names(breakdown)}
    for (stratum, value), people in seen.items():
        parts[stratum[place]][stratum, value] = people
    return {name: _count(question, part) for name, part in parts.items()}


def _count(question: Tabulated, seen: Mapping[tuple[Stratum, object], int]) -> Count:
    known = choices(question)
    absences = {Absence(choice.absent): choice.name for choice in reversed(known) if choice.absent}
    absent_names = frozenset(absences.values()) | {choice.name for choice in known if choice.absent}
    counts: Counter[str] = Counter({choice.name: 0 for choice in known})
    size = valued = answered = 0
    for (_, value), people in seen.items():
        size += people
        names = _names(value, absences)
        if not names:
            continue
        answered += people
        valued += 0 if absent_names.issuperset(names) or isinstance(value, Absent) else people
        for name in names:
            counts[name] += people
    return Count(size, valued, answered, counts)


def _names(value: object, absences: Mapping[Absence, str]) -> tuple[str, ...]:
    """Return the names under which an answer is counted; nothing for one that was not given."""
    if isinstance(value, Absent):
        return () if value.reason in SILENT else (absences.get(value.reason, value.reason.value),)
    if isinstance(value, str):
        return (value,) if value else ()
    return value if isinstance(value, tuple) else ()
