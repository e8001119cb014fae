"""A questionnaire as a blank form: what is asked, numbered section.question the same in every language."""

import re
from collections.abc import Iterator, Sequence

from audit.analysis.conditions import Numbering, conditions
from audit.analysis.report import (
    BlankChoice,
    BlankForm,
    BlankPart,
    BlankQuestion,
    BlankSection,
    QuestionnaireIdentity,
    Text,
)
from audit.questionnaire.counting import UNASKED
from audit.questionnaire.filled import CONFIRMED
from audit.questionnaire.instances import HERE, Where, entry, path
from audit.questionnaire.plan import OTHER, takes_other
from audit.questionnaire.readers import ACKNOWLEDGED, shown
from audit.questionnaire.schema import (
    AcknowledgeQuestion,
    CalculateQuestion,
    Confidentiality,
    HeadcountQuestion,
    HiddenQuestion,
    MatrixQuestion,
    MoneyQuestion,
    PercentQuestion,
    Question,
    Questionnaire,
    RangeQuestion,
    RankQuestion,
    RepeatQuestion,
    Respondent,
    Section,
    SelectMultipleQuestion,
    SelectOneQuestion,
    TextQuestion,
)
from audit.questionnaire.trees import Literal
from audit.wording import languages, say

# Entries printed where nothing says how many there are, and at most.
SPARE = 3
MOST_PRINTED = 20
# What is written on paper as another kind of question is; an order is written as numbers beside the choices.
PRINTED_AS = {
    "acknowledge": "select_one",
    "link": "text",
    "file": "text",
    "repeat": "note",
}
# A file cannot be written into a form: it is added on the page.
UNANSWERED = frozenset({"note", "repeat", "file"})
QUOTED = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


def blank(questionnaire: Questionnaire, digest: str, *, promised: Confidentiality) -> BlankForm:
    """Return the blank form of a questionnaire; `promised` is what its respondents are told of their answers."""
    numbering = Numbering(questionnaire, numbers(questionnaire))
    is_personal = questionnaire.respondent is not Respondent.INSTITUTION
    return BlankForm(
        identity=QuestionnaireIdentity(
            name=questionnaire.name, version=questionnaire.version, digest=digest, title=dict(questionnaire.title)
        ),
        languages=questionnaire.languages,
        introduction=_plain(questionnaire.introduction),
        minutes=questionnaire.minutes,
        mode=promised.mode.value if is_personal else "",
        threshold=promised.threshold if is_personal else 0,
        sensitive_threshold=promised.sensitive_threshold if is_personal else 0,
        quotes=any(
            QUOTED.search(text)
            for question in questionnaire.every.values()
            for texts in (question.label, question.hint or {})
            for text in texts.values()
        ),
        sections=tuple(
            _section(number, section, numbering) for number, section in enumerate(questionnaire.sections, start=1)
        ),
    )


def numbers(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the number, section.question, of every question that is answered; notes and calculations have none."""
    return {
        name: number
        for place, section in enumerate(questionnaire.sections, start=1)
        for name, number in _numbered(section.questions, str(place))
    }


def _numbered(questions: Sequence[Question], before: str) -> Iterator[tuple[str, str]]:
    asked = (each for each in questions if each.type not in UNASKED)
    for place, question in enumerate(asked, start=1):
        number = f"{before}.{place}"
        yield question.name, number
        if isinstance(question, RepeatQuestion):
            yield from _numbered(question.questions, number)


def _section(number: int, section: Section, numbering: Numbering) -> BlankSection:
    return BlankSection(
        number=str(number),
        label=dict(section.label),
        hint=_plain(section.hint),
        conditions=conditions(section.relevant, numbering),
        questions=tuple(_questions(section.questions, numbering)),
    )


def _questions(questions: Sequence[Question], numbering: Numbering, where: Where = HERE) -> Iterator[BlankQuestion]:
    """Yield what is printed; a repeat as its words, and its members once for every entry that there is room for."""
    for question in questions:
        if isinstance(question, CalculateQuestion | HiddenQuestion) or question.read_only is True:
            continue
        yield _question(question, numbering, where)
        if isinstance(question, RepeatQuestion):
            for number in range(1, _room(question) + 1):
                inside = entry(where, question.name, number)
                yield _heading(question, _numbers(inside))
                yield from _questions(question.questions, numbering, inside)


def _heading(question: RepeatQuestion, numbers: str) -> BlankQuestion:
    """Return what stands over the questions of one entry: the repeat's label with the entry's number."""
    labelled = {language: f"{text} – {numbers}" for language, text in question.label.items()}
    return BlankQuestion(number="", kind="entry", type="note", label=labelled)


def _numbers(where: Where) -> str:
    return ".".join(str(number) for number in where[1::2])


def _room(question: RepeatQuestion) -> int:
    """Return how many entries are printed: the least asked for and a few to add, or as many as the count says."""
    if question.count is not None and isinstance(question.count.tree, Literal):
        fixed = question.count.tree.value
        return int(fixed) if isinstance(fixed, int) and 0 < fixed <= MOST_PRINTED else SPARE
    return min(question.most, MOST_PRINTED, max(question.least, SPARE))


def _question(question: Question, numbering: Numbering, where: Where) -> BlankQuestion:
    number = numbering.numbers.get(question.name, "")
    return BlankQuestion(
        number=f"{number} ({_numbers(where)})" if where and number else number,
        path="" if question.type in UNANSWERED else path(where, question.name),
        kind=question.type,
        type=PRINTED_AS.get(question.type, question.type),
        bounds=(float(question.start), float(question.end)) if isinstance(question, RangeQuestion) else None,
        label=_quoting(question.label, numbering),
        hint=_quoting(question.hint, numbering) if question.hint else None,
        choices=_choices(question),
        other=_other(question),
        parts=_parts(question, number),
        unit=_unit(question),
        length=_length(question),
        sums=not isinstance(question, HeadcountQuestion) or question.sum_rows,
        conditions=conditions(question.relevant, numbering),
        required=question.required is True and not isinstance(question, RepeatQuestion),
        evidence=question.evidence or "",
    )


def _quoting(texts: Text, numbering: Numbering) -> Text:
    """Put the number of a question, in brackets, where its answer is quoted."""
    return {
        language: QUOTED.sub(lambda found: f"[{', '.join(numbering.behind(found[1])) or '…'}]", text)
        for language, text in texts.items()
    }


def _plain(texts: Text | None) -> Text | None:
    return None if texts is None else dict(texts)


def _choices(question: Question) -> tuple[BlankChoice, ...]:
    if isinstance(question, AcknowledgeQuestion):
        label = {language: say(language, CONFIRMED) for language in languages()}
        return (BlankChoice(name=ACKNOWLEDGED, label=label),)
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion | RankQuestion | MatrixQuestion):
        return ()
    in_words = OTHER if takes_other(question) else None
    several = isinstance(question, SelectMultipleQuestion)
    return tuple(
        BlankChoice(
            name=choice.name,
            label=dict(choice.label),
            alone=several and (choice.exclusive or choice.absent is not None),
        )
        for choice in question.choices
        if choice.name != in_words
    )


def _parts(question: Question, number: str) -> tuple[BlankPart, ...]:
    if isinstance(question, MatrixQuestion):
        return tuple(
            BlankPart(name=item.name, label=dict(item.label), number=f"{number}.{place}")
            for place, item in enumerate(question.items, start=1)
        )
    if isinstance(question, HeadcountQuestion):
        return tuple(BlankPart(name=level.name, label=dict(level.label)) for level in question.rows)
    return ()


def _unit(question: Question) -> str:
    if isinstance(question, MoneyQuestion):
        return question.currency
    if isinstance(question, RangeQuestion):
        return f"{shown(question.start)}–{shown(question.end)}"
    return "%" if isinstance(question, PercentQuestion) else ""


def _length(question: Question) -> int:
    return question.max_length if isinstance(question, TextQuestion) else 0


def _other(question: Question) -> Text | None:
    """Return the label of the choice that is put into words, empty where the list has none named `other`."""
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion) or not question.or_other:
        return None
    return next((dict(choice.label) for choice in question.choices if choice.name == OTHER), {})
