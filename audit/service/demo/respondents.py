"""Invented staff: who they are and what they answer, drawn from a fixed seed so that every demo is the same."""

import random
from collections.abc import Iterator
from typing import Any

from audit.questionnaire.schema import MatrixQuestion, Questionnaire, SelectMultipleQuestion, SelectOneQuestion
from audit.service.demo.facts import Cycle, DemoBody

# How much lower or higher women answer an item than men, in steps of the scale: the demo's invented finding.
WOMEN_SHIFT = {"promotion": -1.1, "credit": -0.8, "voice": -0.6, "men_first": 1.3, "left_out": 0.9, "missions": -0.7}
CENTRES = {"respected": 4.1, "jokes": 2.3, "late": 3.4, "men_first": 2.6, "left_out": 2.5, "leave": 2.8}
USUAL = 3.6
SPREAD = 0.95
SILENCE = 0.03
BARRIERS = {"family": 0.3, "travel": 0.2, "network": 0.25, "rules": 0.35, "attitudes": 0.2}
REMARKS = (
    "Объявлять о вакансиях заранее и для всех",
    "Publish the rules of promotion",
    "Совещания — в рабочее время",
)


def answers(questionnaire: Questionnaire, body: DemoBody, cycle: Cycle) -> Iterator[dict[str, Any]]:
    """Yield one invented set of answers a respondent, as an answer file would hold it."""
    draw = random.Random(f"{body.key}-{cycle.year}")  # noqa: S311 - invented answers need repeating, not secrecy
    sexes = ["woman"] * cycle.women + ["man"] * cycle.men + ["pnts"] * cycle.undisclosed
    draw.shuffle(sexes)
    for place, sex in enumerate(sexes):
        leads = place < round(len(sexes) * body.leading)
        level = "leading" if leads else draw.choices(["specialist", "support"], [2, 1])[0]
        yield {"sex": sex, "level": level} | _opinions(questionnaire, draw, sex, cycle.mood)


def _opinions(questionnaire: Questionnaire, draw: random.Random, sex: str, mood: float) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for question in questionnaire.questions.values():
        if question.name in questionnaire.disaggregate_by or draw.random() < SILENCE:
            continue
        match question:
            case MatrixQuestion():
                given[question.name] = {item.name: _step(draw, item.name, sex, mood) for item in question.items}
            case SelectMultipleQuestion():
                chosen = [
                    name
                    for name, chance in BARRIERS.items()
                    if draw.random() < chance * (1.4 if sex == "woman" else 0.8)
                ]
                given[question.name] = chosen or ["nothing"]
            case SelectOneQuestion():
                given[question.name] = draw.choices([choice.name for choice in question.choices], _odds(question, sex))[
                    0
                ]
            case _ if draw.random() < SILENCE:
                given[question.name] = draw.choice(REMARKS)
    return given


def _step(draw: random.Random, item: str, sex: str, mood: float) -> str:
    if draw.random() < SILENCE:
        return "dk"
    centre = CENTRES.get(item, USUAL) + mood + (WOMEN_SHIFT.get(item, -0.1) if sex == "woman" else 0)
    return str(min(5, max(1, round(draw.gauss(centre, SPREAD)))))


def _odds(question: SelectOneQuestion, sex: str) -> list[float]:
    falling = [0.5, 0.28, 0.15, 0.07, 0.02] if sex != "woman" else [0.36, 0.3, 0.22, 0.1, 0.02]
    return falling[: len(question.choices) - 1] + [0.02]
