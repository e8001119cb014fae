"""A questionnaire as a blank form: what is asked, numbered section.question the same in every language."""

import re

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
from audit.questionnaire.plan import OTHER, takes_other
from audit.questionnaire.schema import (
    CalculateQuestion,
    Confidentiality,
    HeadcountQuestion,
    MatrixQuestion,
    MoneyQuestion,
    PercentQuestion,
    Question,
    Questionnaire,
    Respondent,
    Section,
    SelectMultipleQuestion,
    SelectOneQuestion,
    TextQuestion,
)

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
            for question in questionnaire.questions.values()
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
        question.name: f"{place}.{number}"
        for place, section in enumerate(questionnaire.sections, start=1)
        for number, question in enumerate((each for each in section.questions if each.type not in UNASKED), start=1)
    }


def _section(number: int, section: Section, numbering: Numbering) -> BlankSection:
    return BlankSection(
        number=str(number),
        label=dict(section.label),
        hint=_plain(section.hint),
        conditions=conditions(section.relevant, numbering),
        questions=tuple(
            _question(question, numbering)
            for question in section.questions
            if not isinstance(question, CalculateQuestion)
        ),
    )


def _question(question: Question, numbering: Numbering) -> BlankQuestion:
    number = numbering.numbers.get(question.name, "")
    return BlankQuestion(
        number=number,
        type=question.type,
        label=_quoting(question.label, numbering),
        hint=_quoting(question.hint, numbering) if question.hint else None,
        choices=_choices(question),
        other=_other(question),
        parts=_parts(question, number),
        unit=_unit(question),
        length=_length(question),
        sums=not isinstance(question, HeadcountQuestion) or question.sum_rows,
        conditions=conditions(question.relevant, numbering),
        required=question.required is True,
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
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion | MatrixQuestion):
        return ()
    in_words = OTHER if takes_other(question) else None
    several = isinstance(question, SelectMultipleQuestion)
    return tuple(
        BlankChoice(label=dict(choice.label), alone=several and (choice.exclusive or choice.absent is not None))
        for choice in question.choices
        if choice.name != in_words
    )


def _parts(question: Question, number: str) -> tuple[BlankPart, ...]:
    if isinstance(question, MatrixQuestion):
        return tuple(
            BlankPart(label=dict(item.label), number=f"{number}.{place}")
            for place, item in enumerate(question.items, start=1)
        )
    if isinstance(question, HeadcountQuestion):
        return tuple(BlankPart(label=dict(level.label)) for level in question.rows)
    return ()


def _unit(question: Question) -> str:
    if isinstance(question, MoneyQuestion):
        return question.currency
    return "%" if isinstance(question, PercentQuestion) else ""


def _length(question: Question) -> int:
    return question.max_length if isinstance(question, TextQuestion) else 0


def _other(question: Question) -> Text | None:
    """Return the label of the choice that is put into words, empty where the list has none named `other`."""
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion) or not question.or_other:
        return None
    return next((dict(choice.label) for choice in question.choices if choice.name == OTHER), {})
