"""Which conditions have a twin for the page, and which are left to the server."""

import pytest

from audit.questionnaire.expression import parsed
from audit.questionnaire.schema import SelectOneQuestion
from audit.questionnaire.twin import MOST_CHOICES, Tree, twin
from tests.questionnaire.twins import drawn, of_the_corpus, question

QUESTIONS = {
    **{name: question(name, "select_one", ("yes", "no", "3")) for name in ("policy", "other")},
    "many": question("many", "select_multiple", ("a", "b")),
    "age": question("age", "integer"),
    "agreed": question("agreed", "acknowledge"),
}
POLICY = {"name": "policy", "type": "select_one", "label": {"en": "Policy"}}
YES_NO = [{"name": name, "label": {"en": name}} for name in ("yes", "no")]
TWINS: list[tuple[str, Tree]] = [
    ("true()", True),
    ("not(false())", ["not", False]),
    ("${policy} = 'yes'", ["one", "policy", ["yes"], ["no", "3"], False]),
    ("${policy} != 'yes'", ["one", "policy", ["no", "3"], ["yes"], True]),
    ("'yes' = ${policy}", ["one", "policy", ["yes"], ["no", "3"], False]),
    ("${policy} = 3", ["one", "policy", ["3"], ["yes", "no"], False]),
    ("2 < ${policy}", ["one", "policy", ["3"], ["yes", "no"], False]),
    ("${policy} = ''", ["one", "policy", [], ["yes", "no", "3"], True]),
    ("${policy} = ${other}", ["same", "policy", "other"]),
    ("${policy} != ${other}", ["not", ["same", "policy", "other"]]),
    ("${policy}", ["not", ["blank", "policy"]]),
    ("../policy", ["not", ["blank", "policy"]]),
    ("selected(${policy}, 'yes')", ["one", "policy", ["yes"], ["no", "3"], False]),
    ("selected(${many}, ' a ')", ["has", "many", "a"]),
    ("selected(${many}, 'a') = false()", ["not", ["has", "many", "a"]]),
    ("${many} = ''", ["blank", "many"]),
    ("count-selected(${many}) > 1", [">", ["count", "many"], 1]),
    ("17 < ${age}", [">", ["int", "age"], 17]),
    ("${age} != ''", ["not", ["blank", "age"]]),
    ("${age} = ${age}", ["=", ["int", "age"], ["int", "age"]]),
    ("${age}", ["and", ["not", ["blank", "age"]], ["!=", ["int", "age"], 0]]),
    (". > 3 and ${agreed} = 'OK'", ["and", [">", ["int", "age"], 3], ["one", "agreed", ["OK"], [], False]]),
    ("1 = 1 or ''", ["or", True, False]),
]
WITHOUT = [
    "${many} = 'a b'",
    "${many} > 3",
    "${age} > 2.5",
    "${age} + 1 > 3",
    "${age} > 9007199254740992",
    "${age} = ${policy}",
    "${age} = 'abc'",
    "${policy} = today()",
    "selected(${policy}, ${other})",
    "selected(${age}, '3')",
    "${policy} = 'yes' and ${nowhere} = 'no'",
    "not(${nowhere})",
    "${policy/part} = 'yes'",
    "count(${policy}) = 1",
    "if(${policy} = 'yes', true(), false())",
    "1 = 1 = true()",
    "${last-saved#policy} = 'yes'",
    "${people}[1]/who = 'a'",
]


@pytest.mark.parametrize(("source", "tree"), TWINS)
def test_a_condition_in_the_subset_has_a_twin(source: str, tree: Tree) -> None:
    assert twin(parsed(source), QUESTIONS, own="age") == tree


@pytest.mark.parametrize("source", WITHOUT)
def test_a_condition_outside_the_subset_is_left_to_the_server(source: str) -> None:
    assert twin(parsed(source), QUESTIONS, own="age") is None


@pytest.mark.parametrize(
    "changed",
    [
        {"choice_filter": "name != ${age}"},
        {"calculation": "'yes'"},
        {"choices": [{"name": f"c{number}", "label": {"en": "C"}} for number in range(MOST_CHOICES + 1)]},
    ],
)
def test_an_answer_that_only_the_server_knows_has_no_twin(changed: dict[str, object]) -> None:
    asked = SelectOneQuestion.model_validate({**POLICY, "choices": YES_NO, **changed})
    assert twin(parsed("${policy} = 'yes'"), {"policy": asked, "age": QUESTIONS["age"]}) is None


def test_other_in_words_is_one_of_the_choices() -> None:
    asked = SelectOneQuestion.model_validate({**POLICY, "choices": YES_NO, "or_other": "yes"})
    assert twin(parsed("${policy} = 'other'"), {"policy": asked}) == ["one", "policy", ["other"], ["yes", "no"], False]


def test_much_of_the_corpus_and_of_what_is_drawn_has_a_twin() -> None:
    assert (len(list(of_the_corpus())) > 200, len(list(drawn(500))) > 100) == (True, True)
