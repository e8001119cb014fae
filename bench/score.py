"""Every table and the scorecard of many responses of 120 answers: time and memory, in a process of its own."""

import json
import random
import sys
import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.analysis import disclosure, inference, reliability, scorecard, tally
from audit.analysis.disclosure import Rule
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from bench.measuring import Figure, apart, peak

SIZES = (10_000, 100_000)
TARGET_SIZE, TARGET_SECONDS, TARGET_MEBIBYTES = 100_000, 5.0, 1536.0
MATRICES, ITEMS, SINGLE = 9, 10, 27
STEPS = "12345"
PARTS = ("tallies", "tables", "scorecard", "statistics")
BREAKDOWNS = {
    "sex": ("woman", "man", "another"),
    "level": ("senior", "middle", "junior", "support"),
    "contract": ("fixed", "service"),
}
COUNTS_AS = {"woman": "women", "man": "men", "another": "other"}


def run() -> list[Figure]:
    """Measure each size in a process of its own."""
    figures: list[Figure] = []
    for size in SIZES:
        found = apart("bench.score", str(size))
        is_target = size == TARGET_SIZE
        what = f"score, {size:,} × 120"
        figures += [Figure(f"{what}: {part}", found[part], "s CPU") for part in PARTS]
        figures.append(Figure(f"{what}: in all", found["all"], "s CPU", TARGET_SECONDS if is_target else None))
        figures.append(Figure(f"{what}: peak", found["peak"], "MiB", TARGET_MEBIBYTES if is_target else None))
    return figures


def survey() -> Questionnaire:
    """Return a survey of 3 + 27 questions of one choice and 9 matrices of 10 items: 120 answers a person."""
    agree = [{"name": step, "label": step} for step in STEPS]
    asked = [_select_one(name, [_choice(each) for each in names]) for name, names in BREAKDOWNS.items()]
    asked += [_select_one(f"q{number}", agree) for number in range(SINGLE)]
    for number in range(MATRICES):
        items = [{"name": f"i{number}_{each}", "label": "Item"} for each in range(ITEMS)]
        asked.append({"name": f"m{number}", "type": "matrix", "label": "Matrix", "choices": agree, "items": items})
    definition = {
        "name": "survey",
        "version": "1",
        "respondent": "staff",
        "languages": ["en"],
        "title": "Survey",
        "disaggregate_by": list(BREAKDOWNS),
        "dimensions": [{"name": "climate", "label": "Climate"}],
        "sections": [{"name": "all", "label": "All", "questions": asked}],
        "indicators": [
            {"name": f"n{number}", "dimension": "climate", "measure": "likert", "of": f"m{number}"}
            for number in range(MATRICES)
        ],
    }
    return Questionnaire.model_validate(definition)


def answers(size: int) -> list[Answers]:
    """Return so many people's answers; the seed is fixed."""
    chance = random.Random(1)  # noqa: S311 - invented answers
    single = [f"q{number}" for number in range(SINGLE)]
    matrices = {f"m{number}": [f"i{number}_{each}" for each in range(ITEMS)] for number in range(MATRICES)}
    return [
        {
            **{name: chance.choice(names) for name, names in BREAKDOWNS.items()},
            **dict(zip(single, chance.choices(STEPS, k=SINGLE), strict=True)),
            **{name: dict(zip(items, chance.choices(STEPS, k=ITEMS), strict=True)) for name, items in matrices.items()},
        }
        for _ in range(size)
    ]


def _choice(name: str) -> Mapping[str, str]:
    return {"name": name, "label": name} | ({"counts_as": COUNTS_AS[name]} if name in COUNTS_AS else {})


def _select_one(name: str, choices: list[Mapping[str, str]] | list[dict[str, str]]) -> dict[str, Any]:
    return {"name": name, "type": "select_one", "label": name, "choices": choices}


def _alone(size: int) -> None:
    questionnaire, responses = survey(), answers(size)
    begun = time.process_time()
    counted = tally.tallies(questionnaire, responses)
    tallied = time.process_time()
    tables = disclosure.protect(questionnaire, counted, Rule())
    protected = time.process_time()
    scorecard.judge(questionnaire, digest="0" * 64, today=date(2026, 11, 22), tables=tables)
    judged = time.process_time()
    inference.items(questionnaire, tables)
    reliability.reliabilities(questionnaire, responses, tables, Rule())
    told = time.process_time()
    found = {
        "tallies": tallied - begun,
        "tables": protected - tallied,
        "scorecard": judged - protected,
        "statistics": told - judged,
        "all": told - begun,
        "peak": peak(),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    _alone(int(sys.argv[1]))
