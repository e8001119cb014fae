"""Small staff surveys and random answers to them, for the tests of the gate."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from audit.questionnaire.answers import Absent, Answers, Value
from audit.questionnaire.schema import Absence, Questionnaire

AGREE = [{"name": step, "label": step} for step in "12345"] + [{"name": "dk", "label": "?", "absent": "dont_know"}]
SEX = [
    {"name": "woman", "label": "Woman", "counts_as": "women"},
    {"name": "man", "label": "Man", "counts_as": "men"},
    {"name": "another", "label": "Another", "counts_as": "other"},
    {"name": "pnts", "label": "Prefer not to say", "absent": "prefer_not_to_say"},
]
LEVEL = [{"name": name, "label": name} for name in ("senior", "middle", "junior", "support")]
CONTRACT = [{"name": name, "label": name} for name in ("fixed", "service")]
UNIT = [
    {"name": "political", "label": "Political"},
    {"name": "asia", "label": "Asia", "parent": "political"},
    {"name": "europe", "label": "Europe", "parent": "political"},
    {"name": "law", "label": "Law", "parent": "political"},
    {"name": "consular", "label": "Consular"},
    {"name": "visas", "label": "Visas", "parent": "consular"},
    {"name": "archive", "label": "Archive"},
]
BREAKDOWNS = {"sex": SEX, "level": LEVEL, "contract": CONTRACT, "unit": UNIT}
WAYS = [{"name": name, "label": name} for name in ("letter", "talk", "call")] + [
    {"name": "pnts", "label": "?", "absent": "prefer_not_to_say", "exclusive": True}
]
ITEMS = ("voice", "excluded", "safety")


def a_select_one(name: str, choices: Sequence[Mapping[str, Any]], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - YAML
    return {"name": name, "type": "select_one", "label": name, "choices": choices, **more}


def a_survey(*questions: Mapping[str, Any], by: Sequence[str] = ("sex",), **more: Any) -> Questionnaire:  # noqa: ANN401
    """A staff survey of the breakdown questions and of what is given."""
    asked = [a_select_one(name, BREAKDOWNS[name]) for name in by]
    definition = {
        "name": "survey",
        "version": "1",
        "respondent": "staff",
        "languages": ["en", "ru"],
        "title": "Survey",
        "disaggregate_by": list(by),
        "sections": [{"name": "all", "label": "All", "questions": [*asked, *questions]}],
        **more,
    }
    return Questionnaire.model_validate(definition)


def a_matrix(*, sensitive: Sequence[str] = ("safety",)) -> dict[str, Any]:
    items = [
        {"name": name, "label": name, "reverse": name == "excluded", "sensitive": name in sensitive} for name in ITEMS
    ]
    return {"name": "climate", "type": "matrix", "label": "Climate", "choices": AGREE, "items": items}


def answers_of(groups: Mapping[str, Mapping[str, int]], *, question: str = "fair") -> list[Answers]:
    """Respondents of a group of `sex` by what they chose: {"woman": {"4": 3, "5": 2}}."""
    return [
        {"sex": sex, question: choice}
        for sex, counts in groups.items()
        for choice, people in counts.items()
        for _ in range(people)
    ]


def random_answers(chance: random.Random, by: Sequence[str], *, most: int = 120) -> list[Answers]:
    """A body of 8 to 120 (or `most`) people with its own mix of groups, opinions and habits of not answering."""
    mixes = {name: [chance.random() ** 2 + 0.02 for _ in BREAKDOWNS[name]] for name in by}
    opinions = {item: [chance.random() ** 3 + 0.01 for _ in AGREE] for item in ITEMS}
    # Everybody rates the first item, so that a reader knows the size of every group that it shows.
    opinions["voice"][-1] = 0.0
    silence = {"voice": 0.0, "excluded": chance.choice([0.0, 0.1, 0.5]), "safety": chance.choice([0.0, 0.2])}
    undisclosed = chance.choice([0.0, 0.05, 0.2])
    return [_respondent(chance, mixes, opinions, silence, undisclosed) for _ in range(chance.randint(8, most))]


def _respondent(
    chance: random.Random,
    mixes: Mapping[str, Sequence[float]],
    opinions: Mapping[str, Sequence[float]],
    silence: Mapping[str, float],
    undisclosed: float,
) -> Answers:
    said: dict[str, Value] = {
        name: chance.choices([choice["name"] for choice in BREAKDOWNS[name]], weights)[0]
        for name, weights in mixes.items()
        if chance.random() >= undisclosed
    }
    steps = [choice["name"] for choice in AGREE]
    said["climate"] = {
        item: Absent(Absence.NOT_ANSWERED)
        if chance.random() < silence[item]
        else chance.choices(steps, opinions[item])[0]
        for item in ITEMS
    }
    return said


def several_ways() -> dict[str, Any]:
    """A question of which several choices may be made."""
    return {"name": "ways", "type": "select_multiple", "label": "Ways", "choices": WAYS}


def with_units_and_ways(chance: random.Random, answers: Sequence[Answers]) -> list[Answers]:
    """The same people, most of whom name a unit, of a department or of none, and some ways of several."""
    mix = [chance.random() ** 2 + 0.02 for _ in UNIT]
    likes = [chance.random() ** 2 for _ in WAYS[:-1]]
    silence = chance.choice([0.0, 0.2])
    return [dict(answer) | _unit(chance, mix) | _ways(chance, likes, silence) for answer in answers]


def _unit(chance: random.Random, mix: Sequence[float]) -> dict[str, Value]:
    named = [choice["name"] for choice in UNIT]
    return {"unit": chance.choices(named, mix)[0]} if chance.random() < 0.97 else {}


def _ways(chance: random.Random, likes: Sequence[float], silence: float) -> dict[str, Value]:
    if chance.random() < silence:
        return {}
    chosen = tuple(str(way["name"]) for way, like in zip(WAYS, likes, strict=False) if chance.random() < like)
    return {"ways": chosen or ("pnts",)}
