"""What a question demands of its answer: that it is given, that "other" is put into words, that a constraint holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.errors import Message, message
from audit.questionnaire import evaluation
from audit.questionnaire.evaluation import UNANSWERED, Scope
from audit.questionnaire.operands import entries, unanswered
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX, takes_other
from audit.questionnaire.schema import CalculateQuestion, HeadcountQuestion, MatrixQuestion, NoteQuestion, Question
from audit.questionnaire.values import Absence, Absent, Answers, Sex, Value

NOT_GIVEN = frozenset({Absence.NOT_ANSWERED, Absence.NOT_ASKED, Absence.NOT_SHOWN})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a question: `part` is a matrix item, a head-count row or "other"; "" the whole question.

    `code` is `required`, `constraint` or `specify`; `message` is a catalogue Message or the author's text by language.
    """

    question: str
    part: str
    message: Message | Mapping[str, str]
    code: str


def chose_other(question: Question, value: Value) -> bool:
    """Return whether "other, please specify" is among what was chosen."""
    return takes_other(question) and not isinstance(value, Mapping) and OTHER in entries(value)


def missing_in(question: Question, values: Answers, scope: Scope) -> Iterator[Problem]:
    """Yield what is missing in a relevant question; `scope` and `values` are those after the walk."""
    value = values.get(question.name, UNANSWERED)
    specified = values.get(question.name + OTHER_SUFFIX, UNANSWERED)
    if chose_other(question, value) and not _given(specified):
        yield Problem(question.name, OTHER, message("Say what you mean by “other”, in a few words."), "specify")
    if _required(question, scope):
        for part, said in _gaps(question, value):
            yield Problem(question.name, part, question.required_message or said, "required")


def _required(question: Question, scope: Scope) -> bool:
    if isinstance(question.required, bool):
        return question.required
    return evaluation.truth(question.required, _own(question, scope))


def _gaps(question: Question, value: Value) -> Iterator[tuple[str, Message]]:
    if isinstance(question, CalculateQuestion | NoteQuestion) or (isinstance(value, Absent) and _given(value)):
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
    elif not _given(value):
        yield "", message("This question needs an answer.")


def _given(value: object) -> bool:
    """Return whether something was answered; a named absence (not applicable, don't know) is an answer."""
    if isinstance(value, Absent):
        return value.reason not in NOT_GIVEN
    return bool(value.strip()) if isinstance(value, str) else value != ()


def _counted(cells: object) -> bool:
    return isinstance(cells, Mapping) and all(isinstance(cells.get(sex), int) for sex in (Sex.WOMEN, Sex.MEN))


def _own(question: Question, scope: Scope) -> Scope:
    return replace(scope, own=scope.lookup(question.name))


def broken(question: Question, scope: Scope) -> Iterator[Problem]:
    """Yield the constraint that an answer breaks; an unanswered question breaks none."""
    if question.constraint is None:
        return
    checked = _own(question, scope)
    if unanswered(checked.own) or evaluation.truth(question.constraint, checked):
        return
    said = message("This answer is outside what is allowed here. Check it, or choose another one.")
    yield Problem(question.name, "", question.constraint_message or said, "constraint")
