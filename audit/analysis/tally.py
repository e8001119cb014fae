"""Raw counts of what respondents answered, inside the analysis only: nothing here may be published.

Respondents are put together by the combination of groups they belong to, each column is counted once in each of these
strata, and every breakdown is added up from them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from audit.analysis.scale import Tabulated
from audit.questionnaire.answers import Absent, Answers
from audit.questionnaire.schema import (
    Absence,
    Choice,
    Item,
    MatrixQuestion,
    Questionnaire,
    SelectOneQuestion,
)

ALL = "all"
UNDISCLOSED = "undisclosed"
OTHER = Choice(name="other", label={"en": "Other", "ru": "Другое"})
SILENT = frozenset({Absence.NOT_ANSWERED, Absence.NOT_SHOWN, Absence.NOT_ASKED, Absence.WITHHELD})

Stratum = tuple[str, ...]
Strata = Mapping[Stratum, Sequence[Answers]]


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


def tabulated(questionnaire: Questionnaire) -> tuple[Tabulated, ...]:
    """Return the questions that are tabulated, in the order of asking; free text and numbers never are."""
    return tuple(question for question in questionnaire.questions.values() if isinstance(question, Tabulated))


def columns(questionnaire: Questionnaire) -> tuple[tuple[Tabulated, Item | None], ...]:
    """Return every question, or every item of a matrix, that makes tables of its own."""
    return tuple(
        (question, item)
        for question in tabulated(questionnaire)
        for item in (question.items if isinstance(question, MatrixQuestion) else (None,))
    )


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
    return tuple(tally for question in tabulated(questionnaire) for tally in _of_question(question, by, strata))


def sizes(breakdown: SelectOneQuestion, own: Tally) -> dict[str, int]:
    """Return how many respondents belong to each group of a breakdown, from the breakdown question's own tally.

    Those who name no group, or did not answer, are `undisclosed`.
    """
    whole = own.groups[ALL]
    named = {choice.name: whole.counts[choice.name] for choice in groups(breakdown)}
    return named | {UNDISCLOSED: whole.size - sum(named.values())}


def _group_names(breakdown: SelectOneQuestion) -> tuple[str, ...]:
    return (*(choice.name for choice in groups(breakdown)), UNDISCLOSED)


def _strata(by: tuple[SelectOneQuestion, ...], responses: Sequence[Answers]) -> Strata:
    """Put together the respondents who belong to the same groups of all breakdowns."""
    named = [(question.name, {choice.name for choice in groups(question)}) for question in by]
    strata: dict[Stratum, list[Answers]] = {}
    for response in responses:
        stratum = tuple(_group(response.get(name), known) for name, known in named)
        strata.setdefault(stratum, []).append(response)
    return strata


def _group(value: object, known: set[str]) -> str:
    return value if isinstance(value, str) and value in known else UNDISCLOSED


def _of_question(question: Tabulated, by: tuple[SelectOneQuestion, ...], strata: Strata) -> Iterator[Tally]:
    crossed_with = () if any(question is breakdown for breakdown in by) else by
    for item, seen in _seen(question, strata):
        whole = {ALL: _count(question, seen.values())}
        yield Tally(question.name, item, ALL, whole)
        for place, breakdown in enumerate(crossed_with):
            split = {
                name: _count(question, [values for stratum, values in seen.items() if stratum[place] == name])
                for name in _group_names(breakdown)
            }
            yield Tally(question.name, item, breakdown.name, whole | split)


def _seen(question: Tabulated, strata: Strata) -> Iterator[tuple[str | None, dict[Stratum, Counter[object]]]]:
    """Count the answers to a question, or to each item of a matrix, in every stratum."""
    given = {stratum: [response.get(question.name) for response in part] for stratum, part in strata.items()}
    if not isinstance(question, MatrixQuestion):
        yield None, {stratum: Counter(values) for stratum, values in given.items()}
        return
    names = [item.name for item in question.items]
    rows = {stratum: [_row(value, names) for value in values] for stratum, values in given.items()}
    for name in names:
        yield name, {stratum: Counter([row.get(name) for row in part]) for stratum, part in rows.items()}


def _row(value: object, items: list[str]) -> Mapping[str, object]:
    """Return a matrix's answers by item; one absence for the whole matrix is an absence of each."""
    return value if isinstance(value, Mapping) else dict.fromkeys(items, value)


def _count(question: Tabulated, seen: Iterable[Counter[object]]) -> Count:
    known = choices(question)
    absences = {Absence(choice.absent): choice.name for choice in reversed(known) if choice.absent}
    absent_names = {choice.name for choice in known if choice.absent}
    counts: Counter[str] = Counter({choice.name: 0 for choice in known})
    size = valued = answered = 0
    for value, people in (pair for values in seen for pair in values.items()):
        size += people
        names = _names(value, absences)
        if not names:
            continue
        answered += people
        valued += 0 if isinstance(value, Absent) or absent_names.issuperset(names) else people
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
