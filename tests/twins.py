"""Two sets of answers to one survey that differ in what the gate withholds, and in nothing that it publishes.

Whatever leaves the program must then be alike in every number: a format in which some number differs has it from
answers that nobody is to know of.
"""

import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

from audit.analysis import reliability
from audit.analysis.disclosure import Rule, protect
from audit.analysis.tally import tallies
from audit.questionnaire import answers, loader
from audit.questionnaire.answers import Absent
from tests.analysis.audits import (
    LEVEL,
    SEX,
    a_matrix,
    a_select_one,
    random_answers,
    several_ways,
    with_units_and_ways,
)
from tests.leaving import STAFF, Given, Survey

TRIES = 400
CHANGES = 12
DEFINED = json.dumps(
    {
        "name": STAFF,
        "version": "1",
        "respondent": "staff",
        "languages": ["en", "ru"],
        "title": {"en": "Staff survey", "ru": "Опрос сотрудников"},
        "confidentiality": {"mode": "anonymous", "threshold": 5, "sensitive_threshold": 10},
        "disaggregate_by": ["sex", "level"],
        "correction": "benjamini_hochberg",
        "dimensions": [{"name": "climate", "label": "Climate"}],
        "indicators": [{"name": "climate", "dimension": "climate", "measure": "likert", "of": "climate"}],
        "sections": [
            {
                "name": "all",
                "label": "All",
                "questions": [a_select_one("sex", SEX), a_select_one("level", LEVEL), a_matrix(), several_ways()],
            }
        ],
    }
)


def _in_both(part: dict[str, Any]) -> dict[str, Any]:
    """Let a label stand in Russian as well: the words are of no matter here."""
    said = part.get("label")
    return {**part, "label": {"en": said, "ru": said}} if isinstance(said, str) else part


TEXT = json.dumps(json.loads(DEFINED, object_hook=_in_both))
ASKED = loader.loads(TEXT)


def twins(seed: int, *, most: int) -> tuple[Survey, Survey]:
    """Return a random survey and its twin: some people's answers are exchanged, and nothing published has changed."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible audit, not a secret
    own = [_written(each) for each in with_units_and_ways(chance, random_answers(chance, ("sex", "level"), most=most))]
    other, changes, looks = own, 0, published(own)
    for _ in range(TRIES):
        tried = _exchanged(other, chance)
        if changes < CHANGES and _sorted(tried) != _sorted(other) and published(tried) == looks:
            other, changes = tried, changes + 1
    assert changes == CHANGES
    assert _sorted(own) != _sorted(other)
    return Survey(TEXT, own), Survey(TEXT, other)


def published(given: Sequence[Given]) -> object:
    """Return everything that the gate lets out."""
    read = [answers.read(ASKED, dict(each)) for each in given]
    tables = protect(ASKED, tallies(ASKED, read), Rule(5, 10))
    return tables, reliability.reliabilities(ASKED, read, tables, Rule(5, 10))


def _exchanged(given: Sequence[Given], chance: random.Random) -> list[Given]:
    """Exchange two people's answers to one question."""
    changed, question = [dict(each) for each in given], chance.choice(["sex", "level", "climate", "ways"])
    one, another = chance.sample(range(len(given)), 2)
    for place, source in ((one, another), (another, one)):
        changed[place].pop(question, None)
        if question in given[source]:
            changed[place][question] = given[source][question]
    return list(changed)


def _sorted(given: Sequence[Given]) -> list[str]:
    return sorted(json.dumps(each, sort_keys=True) for each in given)


def _written(said: Mapping[str, Any]) -> Given:
    """Return answers as they are kept: what was not answered is left out."""
    return {name: _plain(value) for name, value in said.items() if name in ASKED.questions}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: each for name, each in value.items() if not isinstance(each, Absent)}
    return list(value) if isinstance(value, tuple) else value
