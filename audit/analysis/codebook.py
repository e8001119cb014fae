"""The columns of a questionnaire's answers: what each holds, and a response laid out in them.

Column names are stable: `question`, `question/item` of a matrix, `question/row/women` of a head-count, and
`question_other` for what was put into words beside "other". A repeat has its own column, the number of its entries, and
`repeat/1/member` for each of them; in the list of columns these stand once, as `repeat/#/member`.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    RankQuestion,
    RepeatQuestion,
    Section,
    SelectMultipleQuestion,
    SelectOneQuestion,
    Sex,
)

SEXES = {Sex.WOMEN: mark("women"), Sex.MEN: mark("men"), Sex.OTHER: mark("other")}
OTHER_SUFFIX = "_other"
NOT_ANSWERED = Absent(Absence.NOT_ANSWERED)
# Stands for the number of an entry in the column of a repeat's member.
ENTRY = "#"


def entries(questionnaire: Questionnaire) -> tuple[CodebookEntry, ...]:
    """Return an entry for every column, in the order of asking; notes have none."""
    return tuple(
        entry
        for section in questionnaire.sections
        for question in section.questions
        for entry in _entries(questionnaire, question, section)
    )


def row(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Lay one response out in the columns: None for what is not answered, `{"absent": …}` for other absences."""
    return dict(_laid(tuple(questionnaire.questions.values()), answers, ""))


def _laid(questions: Sequence[Question], answers: Answers, before: str) -> Iterator[tuple[str, Any]]:
    """Yield every column of some questions with its cell; those of a repeat entry by entry, after their number."""
    for question in questions:
        if isinstance(question, NoteQuestion):
            continue
        value = answers.get(question.name, NOT_ANSWERED)
        if isinstance(question, RepeatQuestion):
            entries_given = [each for each in value if isinstance(each, Mapping)] if isinstance(value, tuple) else []
            yield before + question.name, len(entries_given) if isinstance(value, tuple) else _cell(value)
            for number, entry in enumerate(entries_given, start=1):
                yield from _laid(question.questions, entry, f"{before}{question.name}/{number}/")
            continue
        yield from ((before + column, _cell(part)) for column, part in _parts(question, value))
        if _takes_words(question):
            column = question.name + OTHER_SUFFIX
            yield before + column, _cell(answers.get(column, NOT_ANSWERED))


def _entries(
    questionnaire: Questionnaire, question: Question, section: Section, before: str = ""
) -> Iterator[CodebookEntry]:
    """Yield the entries of a question's columns, those of a repeat's members once, as `repeat/#/member`."""
    if isinstance(question, NoteQuestion):
        return
    languages = questionnaire.languages
    for column, label, is_sensitive, item in _columns(question, languages):
        yield CodebookEntry(
            column=before + column,
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
        column = before + question.name + OTHER_SUFFIX
        yield CodebookEntry(column=column, question=question.name, type="text", section=section.label, label=label)
    if isinstance(question, RepeatQuestion):
        yield from _within(questionnaire, question, section, before)


def _within(
    questionnaire: Questionnaire, question: RepeatQuestion, section: Section, before: str
) -> Iterator[CodebookEntry]:
    for member in question.questions:
        yield from _entries(questionnaire, member, section, f"{before}{question.name}/{ENTRY}/")


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
    if not isinstance(question, SelectOneQuestion | SelectMultipleQuestion | RankQuestion | MatrixQuestion):
        return ()
    points: Mapping[str, Fraction] = {each.name: each.score for each in question.choices if each.score is not None}
    if not isinstance(question, RankQuestion) and (item is not None or not points):
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
