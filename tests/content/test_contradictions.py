"""What sets declare their staff may contradict is asked in every questionnaire that may stand in for another."""

import pytest

from audit.questionnaire import loader
from audit.questionnaire.contradictions import Against
from audit.questionnaire.schema import MatrixQuestion, Questionnaire
from audit.wording import ROOT

SETS = {path.stem: loader.load(path) for path in sorted((ROOT / "questionnaires").glob("*.yaml"))}
DECLARED = [
    (asked, contradiction.name, against)
    for asked in SETS.values()
    for contradiction in asked.contradictions
    for against in (contradiction.against, *contradiction.otherwise)
]


@pytest.mark.parametrize(("asked", "name", "against"), DECLARED, ids=[f"{a.name}-{n}" for a, n, _ in DECLARED])
def test_the_other_side_of_a_contradiction_is_asked(asked: Questionnaire, name: str, against: Against) -> None:
    other = SETS[against.questionnaire]
    question = other.questions[against.question]
    item = against.item
    items = {each.name for each in question.items} if isinstance(question, MatrixQuestion) else {None}
    assert item in items


@pytest.mark.parametrize("name", ["regional-centre-institution", "foreign-ministry-institution"])
def test_the_short_survey_stands_in_wherever_it_asks_the_same(name: str) -> None:
    short = SETS["staff-survey-short"]
    for contradiction in SETS[name].contradictions:
        against = contradiction.against
        question = short.questions.get(against.question)
        items = {each.name for each in question.items} if isinstance(question, MatrixQuestion) else {None}
        asks_the_same = question is not None and against.item in items
        assert asks_the_same == (short.name in {each.questionnaire for each in contradiction.otherwise})
