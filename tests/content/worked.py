"""Worked answer sets of the shipped institutional questionnaires, judged as `paritet score` judges them."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from audit.analysis import assembly
from audit.analysis.disclosure import Rule
from audit.analysis.report import IndicatorScore, Scorecard
from audit.questionnaire import loader
from audit.questionnaire.answers import Answers, read_file
from audit.questionnaire.flow import walk
from audit.questionnaire.schema import CalculateQuestion, Questionnaire

HERE = Path(__file__).resolve().parent
SHELF = HERE.parent.parent / "questionnaires"
TODAY = date(2026, 3, 2)


@cache
def shelved(name: str) -> Questionnaire:
    """Return a shipped questionnaire."""
    return loader.load(SHELF / f"{name}.yaml")


@cache
def worked(name: str, kind: str) -> Answers:
    """Return the answers of one worked set, `fair` or `weak`."""
    (answers,) = read_file(shelved(name), str(HERE / f"{name}.{kind}.synthetic.json"))
    return answers


def judged(name: str, answers: Answers) -> Scorecard:
    """Judge answers to a shipped questionnaire."""
    asked = shelved(name)
    given = walk(asked, answers, TODAY).values
    return assembly.judged(asked, [given], digest="", rule=Rule(), today=TODAY)


@cache
def card(name: str, kind: str) -> Scorecard:
    """Return the scorecard of one worked set."""
    return judged(name, worked(name, kind))


def indicator(card: Scorecard, name: str) -> IndicatorScore:
    """Return one indicator of a scorecard."""
    return next(each for dimension in card.dimensions for each in dimension.indicators if each.name == name)


def scored(name: str) -> Iterator[tuple[str, str]]:
    """Yield (indicator, question whose answer it scores); of what is calculated, the questions behind it."""
    asked = shelved(name)
    for each in asked.indicators:
        question = asked.at(each.of)
        if isinstance(question, CalculateQuestion):
            roots = dict.fromkeys(path.partition("/")[0] for path in question.calculation.references)
            yield from ((each.name, root) for root in roots)
        else:
            yield each.name, each.of.partition("/")[0]
