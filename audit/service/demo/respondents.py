"""Invented staff: who they are and what they answer, drawn from a fixed seed so that every demo is the same.

Answers of a group are spread as evenly as their distribution allows and then shuffled: groups differ where the demo
wants them to, and hardly by the luck of the draw.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist
from typing import Any

from audit.questionnaire.parts import Item
from audit.questionnaire.schema import (
    MatrixQuestion,
    Question,
    Questionnaire,
    SelectMultipleQuestion,
    SelectOneQuestion,
    TextQuestion,
)
from audit.service.demo.facts import Cycle, DemoBody

# How much lower or higher women answer an item than men, in steps of the scale: the demo's invented findings, the
# first two of them large.
WOMEN_SHIFT = {
    "promotion": -1.75,
    "men_first": 1.65,
    "credit": -0.7,
    "voice": -0.6,
    "left_out": 0.6,
    "missions": -0.5,
    "leave": -0.3,
}
CENTRES = {
    "promotion": 3.9,
    "men_first": 2.1,
    "respected": 4.2,
    "safe_travel": 4.0,
    "jokes": 2.2,
    "late": 3.4,
    "leave": 3.0,
    "load": 3.2,
}
USUAL = {False: 3.6, True: 2.5}
LEANING, NOISE = 0.55, 0.75
SILENCE = 0.03
DRAFTED = 6
BARRIERS = {"family": 0.3, "travel": 0.2, "network": 0.25, "rules": 0.35, "attitudes": 0.2}
REMARKS = (
    "Объявлять о вакансиях заранее и для всех",
    "Publish the rules of promotion",
    "Совещания — в рабочее время",
)
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Crowd:
    """The respondents of one sex in one audit; `leaning` lifts or lowers all that one of them answers."""

    draw: random.Random
    body: DemoBody
    mood: float
    sex: str
    leaning: Sequence[float]


def answers(questionnaire: Questionnaire, body: DemoBody, cycle: Cycle) -> Iterator[Answers]:
    """Yield one invented set of answers a respondent, as an answer file would hold it."""
    draw = random.Random(f"{body.key}-{cycle.year}")  # noqa: S311 - invented answers need repeating, not secrecy
    made: list[Answers] = []
    for sex, people in {"woman": cycle.women, "man": cycle.men, "pnts": cycle.undisclosed}.items():
        made += _group(questionnaire, Crowd(draw, body, cycle.mood, sex, _spread(draw, people)))
    draw.shuffle(made)
    yield from made


def begun(given: Answers) -> Answers:
    """Return the answers of somebody who has stopped half-way."""
    return dict(list(given.items())[:DRAFTED])


def _group(questionnaire: Questionnaire, crowd: Crowd) -> list[Answers]:
    led = round(len(crowd.leaning) * crowd.body.leading)
    levels = (_level(crowd.draw, leads=place < led) for place in range(len(crowd.leaning)))
    made: list[Answers] = [{"sex": crowd.sex, "level": level} for level in levels]
    for question in questionnaire.questions.values():
        if question.name not in questionnaire.disaggregate_by:
            for given, answer in zip(made, _column(question, crowd), strict=True):
                if answer is not None and crowd.draw.random() > SILENCE:
                    given[question.name] = answer
    return made


def _level(draw: random.Random, *, leads: bool) -> str:
    return "leading" if leads else draw.choices(["specialist", "support"], [2, 1])[0]


def _column(question: Question, crowd: Crowd) -> list[Any]:
    """Return everybody's answer to one question; None where nothing is answered."""
    people = range(len(crowd.leaning))
    match question:
        case MatrixQuestion():
            items = {item.name: _steps(item, crowd) for item in question.items}
            return [{name: steps[place] for name, steps in items.items()} for place in people]
        case SelectMultipleQuestion():
            return [_barriers(crowd) for _ in people]
        case SelectOneQuestion():
            return _chosen(question, crowd)
        case TextQuestion():
            return [crowd.draw.choice(REMARKS) if crowd.draw.random() < SILENCE else None for _ in people]
    return [None for _ in people]


def _spread(draw: random.Random, people: int) -> list[float]:
    """Return normal deviates that lie evenly over their distribution, in random order."""
    normal = NormalDist()
    deviates = [normal.inv_cdf((place + 0.5) / people) for place in range(people)]
    draw.shuffle(deviates)
    return deviates


def _steps(item: Item, crowd: Crowd) -> list[str]:
    """Return one item's steps of a scale of five; with a statement that blames, who leans the other way agrees."""
    shift = WOMEN_SHIFT.get(item.name, -0.1) * crowd.body.contrast if crowd.sex == "woman" else 0
    way = -1 if item.reverse else 1
    centre = CENTRES.get(item.name, USUAL[item.reverse]) + shift + way * crowd.mood
    noise = _spread(crowd.draw, len(crowd.leaning))
    values = [centre + way * LEANING * lean + NOISE * other for lean, other in zip(crowd.leaning, noise, strict=True)]
    return ["dk" if crowd.draw.random() < SILENCE else str(min(5, max(1, round(value)))) for value in values]


def _barriers(crowd: Crowd) -> list[str]:
    more = 1.4 if crowd.sex == "woman" else 0.8
    return [name for name, chance in BARRIERS.items() if crowd.draw.random() < chance * more] or ["nothing"]


def _chosen(question: SelectOneQuestion, crowd: Crowd) -> list[str]:
    """Return choices in the proportions of `_odds`, in random order."""
    names, people = [choice.name for choice in question.choices], len(crowd.leaning)
    bounds = list(accumulate(_odds(len(names), crowd.sex)))
    chosen = [names[bisect_left(bounds, (place + 0.5) / people * bounds[-1])] for place in range(people)]
    crowd.draw.shuffle(chosen)
    return chosen


def _odds(choices: int, sex: str) -> list[float]:
    """Return the weight of each choice, the first the likeliest; the last one stands for no opinion."""
    step = 0.75 if sex == "woman" else 0.55
    return [*(step**place for place in range(choices - 1)), 0.05]
