"""The columns of a questionnaire's answers: what each holds, and a response laid out in them.

Column names are stable: `question`, `question/item` of a matrix, `question/row/women` of a head-count, and
`question_other` for what was put into words beside "other".
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from audit import wording
from audit.analysis.outcome import said
from audit.analysis.report import CodebookChoice, CodebookEntry, Text
from audit.analysis.scale import scale
from audit.errors import mark
from audit.questionnaire.answers import Absence, Absent, Answers, Value
from audit.questionnaire.schema import (
    Choice,
    HeadcountQuestion,
    Item,
    MatrixQuestion,
    NoteQuestion,
    Question,
    Questionnaire,
    Section,
    SelectMultipleQuestion,
    SelectOneQuestion,
    Sex,
)

SEXES = {Sex.WOMEN: mark("women"), Sex.MEN: mark("men"), Sex.OTHER: mark("other")}
OTHER_SUFFIX = "_other"
NOT_ANSWERED = Absent(Absence.NOT_ANSWERED)


def entries(questionnaire: Questionnaire) -> tuple[CodebookEntry, ...]:
    """Return an entry for every column, in the order of asking; notes have none."""
    return tuple(
        entry
        for section in questionnaire.sections
        for question in section.questions
        if not isinstance(question, NoteQuestion)
        for entry in _entries(questionnaire, question, section)
    )


def row(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Lay one response out in the columns: None for what is not answered, `{"absent": …}` for other absences."""
    laid: dict[str, Any] = {}
    for question in questionnaire.questions.values():
        if isinstance(question, NoteQuestion):
            continue
        value = answers.get(question.name, NOT_ANSWERED)
        laid |= {column: _cell(part) for column, part in _parts(question, value)}
        if _takes_words(question):
            laid[question.name + OTHER_SUFFIX] = _cell(answers.get(question.name + OTHER_SUFFIX, NOT_ANSWERED))
    return laid


def _entries(questionnaire: Questionnaire, question: Question, section: Section) -> Iterator[CodebookEntry]:
    languages = questionnaire.languages
    for column, label, is_sensitive, item in _columns(question, languages):
        yield CodebookEntry(
            column=column,
            question=question.name,
            type=question.type,
            section=section.label,
            label=label,
            hint=question.hint,
            choices=_choices(questionnaire, question, item),
            relevant=" and ".join(part.relevant.source for part in (section, question) if part.relevant),
            required=_required(question),
            sensitive=question.sensitive or is_sensitive,
        )
    if _takes_words(question):
        specify = {language: wording.say(language, "Other, in words") for language in languages}
        label = {
            language: f"{question.label.get(language, question.name)}: {specify[language]}" for language in languages
        }
        column = question.name + OTHER_SUFFIX
        yield CodebookEntry(column=column, question=question.name, type="text", section=section.label, label=label)


def _columns(question: Question, languages: tuple[str, ...]) -> Iterator[tuple[str, Text, bool, Item | None]]:
    """Yield every column of a question with its label, whether its part is sensitive on its own, and its item."""
    if isinstance(question, MatrixQuestion):
        yield from ((f"{question.name}/{item.name}", item.label, item.sensitive, item) for item in question.items)
    elif isinstance(question, HeadcountQuestion):
        for level in question.rows:
            for sex, word in SEXES.items():
                label = {
                    language: f"{level.label.get(language, level.name)}: {wording.say(language, word)}"
                    for language in languages
                }
                yield f"{question.name}/{level.name}/{sex}", label, False, None
    else:
        yield question.name, question.label, False, None


def _parts(question: Question, value: Value) -> Iterator[tuple[str, object]]:
    """Yield every column of a question with what stands in it; an absence of the whole is one of every part."""
    parts: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    whole = value if isinstance(value, Absent) else NOT_ANSWERED
    if isinstance(question, MatrixQuestion):
        yield from ((f"{question.name}/{item.name}", parts.get(item.name, whole)) for item in question.items)
    elif isinstance(question, HeadcountQuestion):
        for level in question.rows:
            cells = parts.get(level.name, {})
            yield from ((f"{question.name}/{level.name}/{sex}", cells.get(sex, whole)) for sex in SEXES)
    else:
        yield question.name, value


def _cell(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    return None if value == NOT_ANSWERED else said(value)


def _choices(questionnaire: Questionnaire, question: Question, item: Item | None) -> tuple[CodebookChoice, ...]:
    """Return the choices with the points that they are scored by: an item's scale has its own, mirrored or not."""
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion | MatrixQuestion):
        return ()
    points: Mapping[str, Fraction] = {each.name: each.score for each in question.choices if each.score is not None}
    if item is not None or not points:
        steps = scale(questionnaire, question, item)
        points = steps.points if steps else points
    return tuple(_choice(choice, points.get(choice.name)) for choice in question.choices)


def _choice(choice: Choice, points: Fraction | None) -> CodebookChoice:
    score = None if points is None else float(points)
    return CodebookChoice(name=choice.name, label=choice.label, score=score, absent=choice.absent)


def _required(question: Question) -> str:
    if isinstance(question.required, bool):
        return "yes" if question.required else ""
    return question.required.source


def _takes_words(question: Question) -> bool:
    return isinstance(question, SelectOneQuestion | SelectMultipleQuestion) and question.or_other
