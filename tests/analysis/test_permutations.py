"""No order changes a figure: not that of respondents, of languages, of a person's answers, or of what she chose."""

import json
import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.analysis import assembly
from audit.analysis.disclosure import Rule
from audit.analysis.report import Scorecard
from audit.questionnaire import loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from tests.analysis.asked import INSTITUTION, judged, people
from tests.analysis.audits import a_matrix, a_survey, random_answers

BY = ("sex", "level")
LANGUAGES = ("en", "ru", "kk")
MEANS = [{"name": name, "score": "25", "label": dict.fromkeys(LANGUAGES, name)} for name in ("a", "b", "c")]
INDICATORS = [
    {"name": "climate", "dimension": "d", "measure": "likert", "of": "climate"},
    {"name": "means", "dimension": "d", "measure": "choice", "of": "means"},
]
RAW = {
    "posts": {"head": people(0, 1), "chief": people(1, 2), "staff": people(13, 7)},
    "intake": {"applied": people(80, 120), "appointed": people(20, 48)},
    "policy": "draft",
    "measures": ["flexible", "leave", "room"],
    "climate": {"voice": "2", "excluded": "3"},
    "safe": "4",
    "total": "200000",
    "part": "21000",
    "missions": 3,
    "days": "12.5",
}


def survey(languages: Sequence[str] = LANGUAGES) -> Questionnaire:
    """A survey whose indicators, gaps, intervals and alpha all have something to rest on."""
    means = {"name": "means", "type": "select_multiple", "label": "Means", "choices": MEANS}
    return a_survey(
        a_matrix(),
        means,
        by=BY,
        languages=list(languages),
        correction="benjamini_hochberg",
        dimensions=[{"name": "d", "label": "D"}],
        indicators=INDICATORS,
    )


def everybody(seed: int) -> list[Answers]:
    """Some people's answers, several choices among them."""
    chance = random.Random(seed)  # noqa: S311 - reproducible answers, not a secret
    return [
        {**one, "means": tuple(chance.sample(["a", "b", "c"], chance.randint(1, 3)))}
        for one in random_answers(chance, BY, most=60)
    ]


def figures(card: Scorecard) -> Any:  # noqa: ANN401 - whatever JSON holds
    """All that a scorecard says, but for the text of its questionnaire."""
    return json.loads(card.model_dump_json(exclude={"questionnaire"}))


def of(asked: Questionnaire, responses: Sequence[Answers]) -> Any:  # noqa: ANN401 - whatever JSON holds
    return figures(assembly.judged(asked, responses, digest="", rule=Rule(), today=date(2026, 1, 1)))


def turned(value: object, chance: random.Random) -> object:
    """The same answer with its parts in another order."""
    if isinstance(value, tuple):
        return tuple(chance.sample(value, len(value)))
    if isinstance(value, Mapping):
        return dict(chance.sample([(key, turned(part, chance)) for key, part in value.items()], len(value)))
    return value


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_respondents_changes_nothing(seed: int) -> None:
    asked, responses = survey(), everybody(seed)
    mixed = random.Random(seed + 1).sample(responses, len(responses))  # noqa: S311 - an order, not a secret
    assert of(asked, mixed) == of(asked, responses)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_a_persons_answers_and_choices_changes_nothing(seed: int) -> None:
    asked, responses, chance = survey(), everybody(seed), random.Random(seed + 1)  # noqa: S311 - an order, not a secret
    mixed: list[Any] = [turned(one, chance) for one in responses]
    assert of(asked, mixed) == of(asked, responses)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), languages=st.permutations(LANGUAGES))
def test_the_order_of_languages_changes_nothing(seed: int, languages: Sequence[str]) -> None:
    responses = everybody(seed)
    assert of(survey(languages), responses) == of(survey(), responses)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_order_of_an_institutions_answers_changes_nothing(seed: int) -> None:
    asked, chance = loader.loads(INSTITUTION), random.Random(seed)  # noqa: S311 - an order, not a secret
    mixed = {name: turned(value, chance) for name, value in chance.sample(sorted(RAW.items()), len(RAW))}
    mixed["measures"] = chance.sample(RAW["measures"], 3)  # type: ignore[arg-type]  # a list, as it stands above
    told, again = figures(judged(asked, RAW)), figures(judged(asked, mixed))
    assert _chosen_in_order(again) == _chosen_in_order(told)


def _chosen_in_order(card: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What was chosen is told as it was given: only its order may differ."""
    if isinstance(card, list) and all(isinstance(each, str) for each in card):
        return sorted(card)
    if isinstance(card, list):
        return [_chosen_in_order(each) for each in card]
    return {key: _chosen_in_order(value) for key, value in card.items()} if isinstance(card, dict) else card
