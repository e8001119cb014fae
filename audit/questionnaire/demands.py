"""What a question demands of its answer: that it is given, that "other" is put into words, that a constraint holds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.errors import Message, message
from audit.questionnaire import evaluation
from audit.questionnaire.evaluation import UNANSWERED, Scope
from audit.questionnaire.operands import unanswered
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX, takes_other
from audit.questionnaire.schema import (
    AcknowledgeQuestion,
    CalculateQuestion,
    Choice,
    HeadcountQuestion,
    HiddenQuestion,
    MatrixQuestion,
    NoteQuestion,
    Question,
    RankQuestion,
    RepeatQuestion,
)
from audit.questionnaire.values import Absence, Absent, Answers, Nodes, Sex, Value

UNANSWERABLE = (CalculateQuestion, NoteQuestion, HiddenQuestion)
NOT_GIVEN = frozenset({Absence.NOT_ANSWERED, Absence.NOT_ASKED, Absence.NOT_SHOWN})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a question: `part` is a matrix item, a head-count row or "other"; "" the whole question.

    `question` is its instance path (`repeat/2/member`; outside repeats its name). `code` is `required`, `constraint`,
    `specify`, `entries`, `rank` or `not-offered`; `message` is a catalogue Message or the author's text by language.
    """

    question: str
    part: str
    message: Message | Mapping[str, str]
    code: str


def chose_other(question: Question, value: Value) -> bool:
    """Return whether "other, please specify" is among what was chosen."""
    return takes_other(question) and (value == OTHER or (isinstance(value, tuple) and OTHER in value))


def missing_in(question: Question, path: str, values: Answers, scope: Scope) -> Iterator[Problem]:
    """Yield what is missing in a relevant question at a path; `values` are those of its entry after the walk."""
    value = values.get(question.name, UNANSWERED)
    specified = values.get(question.name + OTHER_SUFFIX, UNANSWERED)
    if chose_other(question, value) and not _given(specified):
        yield Problem(path, OTHER, message("Say what you mean by “other”, in a few words."), "specify")
    if _required(question, scope):
        for part, said in _gaps(question, value, scope):
            yield Problem(path, part, question.required_message or said, "required")


def miscounted(question: Question, path: str, entries: int) -> Iterator[Problem]:
    """Yield what is wrong with the number of a repeat's entries; `least` is always kept, for they are there to fill."""
    if isinstance(question, RepeatQuestion) and question.count is None and entries > question.most:
        said = message("There are %(count)d entries here, at most %(most)d are asked for. Take some of them away.",
                       count=entries, most=question.most)  # fmt: skip
        yield Problem(path, "", said, "entries")


def ill_chosen(
    question: Question,
    path: str,
    value: Value | None,
    *,
    dropped: Sequence[str],
    offered: Callable[[], Sequence[Choice]],
) -> Iterator[Problem]:
    """Yield an answer that is no longer offered, and an order that leaves some of the choices out."""
    if dropped:
        said = message("What was chosen here is no longer offered after other answers. Choose again.")
        yield Problem(path, "", said, "not-offered")
    if isinstance(question, RankQuestion) and isinstance(value, tuple) and len(value) < len(offered()):
        yield Problem(path, "", message("Put all of them in order, or leave the question open."), "rank")


def _required(question: Question, scope: Scope) -> bool:
    if isinstance(question.required, bool):
        return question.required
    return evaluation.truth(question.required, scope)


def _gaps(question: Question, value: Value, scope: Scope) -> Iterator[tuple[str, Message]]:
    if isinstance(question, UNANSWERABLE) or (isinstance(value, Absent) and _given(value)):
        return
    parts = value if isinstance(value, Mapping) else {}
    if isinstance(question, MatrixQuestion):
        blank = (item.name for item in question.items if not _given(parts.get(item.name, UNANSWERED)))
        yield from ((name, message("Choose an answer for this statement.")) for name in blank)
    elif isinstance(question, HeadcountQuestion):
        empty = (row.name for row in question.rows if not _counted(parts.get(row.name)))
        yield from (
            (name, message("Enter the women and the men of this row; 0 where there is nobody.")) for name in empty
        )
    elif isinstance(question, RepeatQuestion):
        if scope.lookup(question.name) == Nodes():
            yield "", message("At least one entry is needed here.")
    elif isinstance(question, AcknowledgeQuestion):
        if not _given(value):
            yield "", message("This needs to be confirmed.")
    elif not _given(value):
        yield "", message("This question needs an answer.")


def _given(value: object) -> bool:
    """Return whether something was answered; a named absence (not applicable, don't know) is an answer."""
    if isinstance(value, Absent):
        return value.reason not in NOT_GIVEN
    return bool(value.strip()) if isinstance(value, str) else value != ()


def _counted(cells: object) -> bool:
    return isinstance(cells, Mapping) and all(isinstance(cells.get(sex), int) for sex in (Sex.WOMEN, Sex.MEN))


def broken(question: Question, path: str, scope: Scope) -> Iterator[Problem]:
    """Yield the constraint that an answer breaks; an unanswered question breaks none."""
    if question.constraint is None or unanswered(scope.own) or evaluation.truth(question.constraint, scope):
        return
    said = message("This answer is outside what is allowed here. Check it, or choose another one.")
    yield Problem(path, "", question.constraint_message or said, "constraint")
