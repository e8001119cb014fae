"""Expressions against their specification (`expressions.yaml`), and what they depend on."""

from typing import Any

import pytest

from audit.questionnaire.evaluation import evaluate, truth
from audit.questionnaire.expression import DEEPEST, filtering, parsed
from audit.questionnaire.functions import FUNCTIONS, OPERATORS
from audit.questionnaire.grammar import PARSER
from audit.questionnaire.signatures import SIGNATURES
from audit.questionnaire.trees import named
from tests.questionnaire.expressing import CORPUS, FORM, scope, scope_of, typed

# What stands in the grammar itself, or is turned into another tree when it is read.
FORMS = {"instance", "pulldata", "current", "last"}


def _case(case: dict[str, Any]) -> str:
    given = {key: value for key, value in case.items() if key not in ("expression", "value")}
    return f"{case['expression']} over {given}"


@pytest.mark.parametrize("case", CORPUS, ids=_case)
def test_an_expression_has_the_value_of_its_specification(case: dict[str, Any]) -> None:
    value, told = evaluate(filtering(case["expression"]), scope_of(case)), typed(case["value"])
    assert (type(value), value) == (type(told), told)


def test_the_specification_names_every_function_and_operator() -> None:
    written = {str(token).lower() for case in CORPUS for token in PARSER.lex(case["expression"])}
    assert (set(SIGNATURES) | set(OPERATORS) | {"and", "or"}) - written == set()


def test_every_function_has_a_signature_and_every_signature_a_function() -> None:
    assert set(FUNCTIONS) - set(SIGNATURES) == {"and", "or", "-"}
    assert set(SIGNATURES) - set(FUNCTIONS) == FORMS


def test_references_are_named_once_in_the_order_of_writing() -> None:
    source = "${b/head/women} > ${a} and jr:choice-name(${c}, '${d}') = ${a}"
    assert parsed(source).references == ("b/head/women", "a", "c", "d")


def test_an_expression_is_parsed_once() -> None:
    assert parsed("${a} > 41") is parsed("${a} > 41")


def test_an_expression_goes_into_json_as_it_was_written() -> None:
    question = FORM.questions["posts"].model_copy(update={"relevant": parsed("${a} > 1")})
    assert question.model_dump(mode="json")["relevant"] == "${a} > 1"


def test_a_long_list_of_conditions_does_not_become_deep() -> None:
    source = " or ".join(f"${{x}} = {number}" for number in range(1000))
    assert truth(parsed(source), scope({"x": 999}))


def test_the_deepest_expression_has_a_value() -> None:
    source = "not(" * DEEPEST + "1" + ")" * DEEPEST
    assert truth(parsed(source), scope({}))


DEPENDING = [
    ("../age + ./who", ("age", "who")),
    ("/data/age", ("age",)),
    ("/data/group/age", ("/group/age",)),
    ("${posts}/head/women", ("/posts/head/women",)),
    ("position(..) + position(${people})", ("people",)),
    ("indexed-repeat(${age}, ${people}, ${n})", ("age", "people", "n")),
    ("${people}[position() = ${n} and age > 3]/who", ("people", "n", "age", "who")),
    ("instance('towns')/root/item[region = ${r}]/label", ("r",)),
    ("pulldata('towns', 'label', 'name', ${t})", ("t",)),
    ("current()/../age = ${last-saved#age}", ("age",)),
    ("jr:choice-name(${a}, '${b}')", ("a", "b")),
]


@pytest.mark.parametrize(("source", "references"), DEPENDING)
def test_an_expression_carries_what_it_depends_on(source: str, references: tuple[str, ...]) -> None:
    assert parsed(source).references == references


def test_lists_and_columns_are_carried_beside_the_answers() -> None:
    expression = filtering("region = instance('towns')/root/item[name = ${town}]/region and name != 'x'")
    assert (expression.references, expression.columns, expression.tables) == (("town",), ("region", "name"), ("towns",))


def test_a_path_without_brackets_begins_at_its_last_known_name() -> None:
    known = {"posts", "age"}
    assert [named(path, known) for path in ("age", "/group/age", "/people/posts/head/women", "/no/where")] == [
        "age",
        "age",
        "posts/head/women",
        "where",
    ]
