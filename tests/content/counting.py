"""Judges synthetic answer files for the tests of the questionnaires' content, and counts what a respondent reads."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from audit.analysis import assembly
from audit.analysis.disclosure import Rule
from audit.analysis.report import IndicatorScore, Scorecard
from audit.questionnaire import loader
from audit.questionnaire.answers import Answers, read_file
from audit.questionnaire.flow import walk
from audit.questionnaire.schema import (
    MatrixQuestion,
    NoteQuestion,
    Question,
    Questionnaire,
    SelectMultipleQuestion,
    TextQuestion,
)

HERE = Path(__file__).parent
ASKED = HERE.parent.parent / "questionnaires"
TODAY = date(2026, 7, 1)
WORDS_A_MINUTE = 200
SECONDS_A_CHOICE = 2
SECONDS_FOR_SEVERAL = 5
SECONDS_A_TEXT = 30
SECONDS_A_PAGE = 2
# The page before the first question, which says who will see what; counted in a browser, the longer language.
NOTICE_WORDS = 165


def questionnaire(name: str) -> Questionnaire:
    """Return a shipped questionnaire by its name."""
    return loader.load(ASKED / f"{name}.yaml")


def filed(asked: Questionnaire, file: str) -> list[dict[str, Any]]:
    """Return the answer sets of a synthetic file."""
    return [dict(answers) for answers in read_file(asked, str(HERE / f"{file}.synthetic.json"))]


def judged(asked: Questionnaire, responses: list[dict[str, Any]]) -> Scorecard:
    """Judge answers as `paritet score` does."""
    ways: list[Answers] = [walk(asked, response, TODAY).values for response in responses]
    promised = asked.confidentiality
    rule = Rule(promised.threshold, promised.sensitive_threshold) if promised else Rule()
    return assembly.judged(asked, ways, digest="", rule=rule, today=TODAY)


def scores(card: Scorecard) -> dict[str, float]:
    """Return every score of a scorecard by dimension and indicator (`dimension`, `dimension/indicator`)."""
    found: dict[str, Any] = {"": card.score}
    for dimension in card.dimensions:
        found[dimension.name] = dimension.score
        found |= {f"{dimension.name}/{each.name}": each.score for each in dimension.indicators}
    return found


def indicators(card: Scorecard) -> Mapping[str, IndicatorScore]:
    """Return the indicators of a scorecard by name."""
    return {each.name: each for dimension in card.dimensions for each in dimension.indicators}


def items(asked: Questionnaire) -> int:
    """Count what is answered: each statement of a matrix, and every other question."""
    return sum(len(each.items) if isinstance(each, MatrixQuestion) else 1 for each in _answered(asked))


def minutes(asked: Questionnaire, language: str, words_a_minute: int = WORDS_A_MINUTE) -> float:
    """Return the minutes from the notice to the last answer: words read, plus seconds for every answer and page."""
    seconds = sum(_seconds(each) for each in _answered(asked)) + SECONDS_A_PAGE * len(asked.sections)
    return (NOTICE_WORDS + words(asked, language)) / words_a_minute + seconds / 60


def words(asked: Questionnaire, language: str) -> int:
    """Count the words that a respondent reads: titles, hints, labels, statements; the scale once a question."""
    return sum(len(re.findall(r"[\w’'-]+", text)) for text in _read(asked, language))


def _read(asked: Questionnaire, language: str) -> Iterator[str]:
    yield asked.title[language]
    yield (asked.introduction or {}).get(language, "")
    for section in asked.sections:
        yield section.label[language]
        yield (section.hint or {}).get(language, "")
        for question in section.questions:
            yield question.label[language]
            yield (question.hint or {}).get(language, "")
            yield from (each.label[language] for each in getattr(question, "items", ()))
            yield from (each.label[language] for each in getattr(question, "choices", ()))


def _seconds(question: Question) -> int:
    match question:
        case MatrixQuestion():
            return SECONDS_A_CHOICE * len(question.items)
        case SelectMultipleQuestion():
            return SECONDS_FOR_SEVERAL
        case TextQuestion():
            return SECONDS_A_TEXT
    return SECONDS_A_CHOICE


def _answered(asked: Questionnaire) -> list[Question]:
    return [each for each in asked.questions.values() if not isinstance(each, NoteQuestion)]
