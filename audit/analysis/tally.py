"""Raw counts of what respondents answered, inside the analysis only: nothing here may be published.

Respondents are put together by the combination of groups they belong to, each column is counted once in each of these
strata, and every breakdown is added up from them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from audit.analysis import families
from audit.analysis.report import ALL
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

UNDISCLOSED = "undisclosed"
OTHER = Choice(name="other", label={"en": "Other", "ru": "Другое"})
RESPONSES_AT_A_TIME = 256
SILENT = frozenset({Absence.NOT_ANSWERED, Absence.NOT_SHOWN, Absence.NOT_ASKED, Absence.WITHHELD})

Stratum = tuple[str, ...]
Strata = Mapping[Stratum, Sequence[Answers]]
Counters = Mapping[tuple[str, str | None], Counter[object]]
Seen = Mapping[Stratum, Counters]


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
    """One question or matrix item by one breakdown (`all` for none), exact; `all` is always among its groups.

    `within` names the group that a group is a part of, where it is not simply one of all.
    """

    question: str
    item: str | None
    by: str
    groups: Mapping[str, Count]
    within: families.Within = field(default_factory=dict)

    def families(self) -> Iterator[tuple[str, "Tally"]]:
        """Yield the groups that add up to one, by the name of that whole: as a tally of which it is `all`."""
        for whole, parts in families.parts(self.groups, self.within):
            yield whole, Tally(self.question, self.item, self.by, {ALL: self.groups[whole]} | parts)


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
    asked = tabulated(questionnaire)
    seen = {stratum: _counted(asked, part) for stratum, part in _strata(by, responses).items()}
    return tuple(tally for question in asked for tally in _of_question(question, by, seen))


def sizes(breakdown: SelectOneQuestion, own: Tally) -> dict[str, int]:
    """Return how many respondents belong to each group of a breakdown, from the breakdown question's own tally.

    Those who name no group, or did not answer, are `undisclosed`. A group that has parts holds all their people.
    """
    whole = own.groups[ALL]
    named = {choice.name: whole.counts[choice.name] for choice in groups(breakdown)}
    direct = named | {UNDISCLOSED: whole.size - sum(named.values())}
    return families.rolled_up(direct, families.within(breakdown))


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


def _of_question(question: Tabulated, by: tuple[SelectOneQuestion, ...], seen: Seen) -> Iterator[Tally]:
    crossed_with = () if any(question is breakdown for breakdown in by) else by
    for item in _items(question):
        counted = {stratum: counters[question.name, item] for stratum, counters in seen.items()}
        whole = {ALL: _count(question, counted.values())}
        yield Tally(question.name, item, ALL, whole)
        for place, breakdown in enumerate(crossed_with):
            direct = {
                name: _count(question, [values for stratum, values in counted.items() if stratum[place] == name])
                for name in _group_names(breakdown)
            }
            within = families.within(breakdown)
            yield Tally(question.name, item, breakdown.name, whole | families.rolled_up(direct, within), within)


def _items(question: Tabulated) -> tuple[str | None, ...]:
    return tuple(item.name for item in question.items) if isinstance(question, MatrixQuestion) else (None,)


def _counted(asked: Sequence[Tabulated], responses: Sequence[Answers]) -> Counters:
    """Count the answers to every question, or to each item of a matrix.

    Some responses at a time are gone through for all questions, so that they stay near the processor meanwhile.
    """
    counters: dict[tuple[str, str | None], Counter[object]] = {
        (question.name, item): Counter() for question in asked for item in _items(question)
    }
    for start in range(0, len(responses), RESPONSES_AT_A_TIME):
        block = responses[start : start + RESPONSES_AT_A_TIME]
        for question in asked:
            name = question.name
            given = [response.get(name) for response in block]
            if not isinstance(question, MatrixQuestion):
                counters[name, None].update(given)
                continue
            names = [item.name for item in question.items]
            rows = [_row(value, names) for value in given]
            for item in names:
                counters[name, item].update([row.get(item) for row in rows])
    return counters


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
