"""Expressions against their specification (`expressions.yaml`), authors' mistakes, and any tree over any answers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from audit import wording
from audit.questionnaire.evaluation import NO_NUMBER, UNANSWERED, Found, NoNumber, Scope, evaluate, truth
from audit.questionnaire.expression import DEEPEST, LONGEST, ExpressionError, parsed
from audit.questionnaire.functions import FUNCTIONS, OPERATORS
from audit.questionnaire.lookup import found
from audit.questionnaire.schema import HeadcountQuestion, MatrixQuestion, Question
from audit.questionnaire.signatures import MANY, REFUSED, SIGNATURES
from audit.questionnaire.trees import Call, Chain, Node
from audit.questionnaire.values import Absence, Absent, Value

CORPUS = yaml.safe_load(Path(__file__).with_name("expressions.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 3, 15)
CHOICES = [{"name": str(step), "label": {"en": str(step)}} for step in range(1, 6)]
QUESTIONS: Mapping[str, Question] = {
    "posts": HeadcountQuestion.model_validate(
        {
            "name": "posts",
            "type": "headcount",
            "label": {"en": "Posts"},
            "rows": [{"name": "head", "label": {"en": "Head"}}, {"name": "director", "label": {"en": "Directors"}}],
        }
    ),
    "climate": MatrixQuestion.model_validate(
        {
            "name": "climate",
            "type": "matrix",
            "label": {"en": "Climate"},
            "choices": CHOICES,
            "items": [{"name": "voice", "label": {"en": "Voice"}}, {"name": "fair", "label": {"en": "Fair"}}],
        }
    ),
}
LABELS = {"yes": "Yes, adopted", "draft": "Drafted", "dk": "Don't know"}


def _typed(written: Any) -> Any:  # noqa: ANN401 - whatever YAML gives
    """Return what the corpus writes as the value it stands for."""
    if isinstance(written, float):
        return Decimal(str(written))
    if isinstance(written, list):
        return tuple(written)
    if isinstance(written, dict) and set(written) == {"absent"}:
        return Absent(Absence(written["absent"]))
    if isinstance(written, dict) and set(written) == {"number"}:
        return NO_NUMBER
    if isinstance(written, dict):
        return {key: _typed(value) for key, value in written.items()}
    return written


def _scope(answers: Mapping[str, Value], own: Found = UNANSWERED) -> Scope:
    return Scope(
        lambda path: found(QUESTIONS, answers, path),
        TODAY,
        own=own,
        label=lambda question, choice: LABELS.get(choice, choice),
    )


def _case(case: dict[str, Any]) -> str:
    given = {key: case[key] for key in ("answers", "self") if key in case}
    return f"{case['expression']} over {given}"


@pytest.mark.parametrize("case", CORPUS, ids=_case)
def test_an_expression_has_the_value_of_its_specification(case: dict[str, Any]) -> None:
    scope = _scope(_typed(case.get("answers", {})), own=_typed(case.get("self", {"absent": "not_answered"})))
    value = evaluate(parsed(case["expression"]), scope)
    assert (type(value), value) == (type(_typed(case["value"])), _typed(case["value"]))


def test_the_specification_names_every_function_and_operator() -> None:
    used: set[str] = set()
    for case in CORPUS:
        used |= _words(parsed(case["expression"]).tree)
    assert (set(FUNCTIONS) | set(OPERATORS)) - used == set()


def _words(node: Node) -> set[str]:
    if isinstance(node, Call):
        return {node.function}.union(*map(_words, node.arguments))
    if isinstance(node, Chain):
        return _words(node.first).union(*({sign} | _words(operand) for sign, operand in node.rest))
    return set()


def test_every_function_has_a_signature_and_every_signature_a_function() -> None:
    assert set(FUNCTIONS) - set(SIGNATURES) == {"and", "or", "-"}
    assert set(SIGNATURES) - set(FUNCTIONS) == set()


MISTAKES = [
    ("", "the expression is empty", "leave the key out"),
    ("  \n", "the expression is empty", "leave the key out"),
    ("selcted(${a}, 1)", "no function 'selcted' (character 1)", "'selected'"),
    ("1 + zzzz(1)", "no function 'zzzz' (character 5)", "The functions are:"),
    ("Not(1)", "no function 'Not'", "'not'"),
    ("selected(1)", "'selected' at character 1 has a wrong number of arguments (1)", "Give it 2,"),
    ("1 and\n today(1)", "'today' at character 8 has a wrong number of arguments (1)", "Give it 0,"),
    ("round()", "wrong number of arguments (0)", "Give it 1–2,"),
    ("sum()", "wrong number of arguments (0)", "Give it 1 …,"),
    ("not(${a}", "the parenthesis opened at character 4 is not closed", "Add ')'"),
    ("${a})", "the parenthesis closed at character 5 was not opened", "add '('"),
    ("random()", "'random' gives another value each time", "Leave the function out"),
    ("once(1)", "'once' gives another value each time", "Leave the function out"),
    ("uuid()", "'uuid' gives another value each time", "Leave the function out"),
    ("position(..)", "'..' at character 10", "write ${name}"),
    ("indexed-repeat(1, 2, 3)", "repeated groups", "Leave the function out"),
    ("pulldata('a', 'b')", "looks up a file", "Leave the function out"),
    ("3 +", "ends after '+'", "Complete it"),
    ("3 4", "'4' at character 3", "Write an operator"),
    ("= 3", "'=' at character 1", "Write a value before it"),
    ("age > 18", "the word 'age' at character 1", "Write ${age}"),
    ("${a} = yes", "the word 'yes' at character 8", "'yes' in quotation marks"),
    ("not ${a}", "the function 'not' at character 1 has no parentheses", "not(…)"),
    ("${x} == 3", "'==' at character 6", "Write one '='"),
    ("1 && 2", "'&&' at character 3", "Write 'and'"),
    ("1 || 2", "'||' at character 3", "Write 'or'"),
    ("!${a}", "'!' at character 1", "not(…)"),
    ("../a", "'..' at character 1", "write ${name}"),
    ("/data/a", "'/' at character 1", "a division is 'div'"),
    ("${a} > 'abc", "''' at character 8", "Close the text"),
    ("${a", "'${' at character 1", "Write a reference as ${name}"),
    ("{a}", "'{' at character 1", "Write a reference as ${name}"),
    ("${}", "'${}' at character 1 does not name a question", "Write ${name}"),
    ("${a//b}", "does not name a question", "Write ${name}"),
    ("${last-saved#a}", "does not name a question", "Write ${name}"),
    ("${a} ; 1", "';' at character 6", "Take it away"),
    ("regex(., '[')", "is not a regular expression", "for example regex("),
    ("regex(., '(?=a)b')", "is not a regular expression", "for example regex("),
    ("regex(., 'a)|(b')", "is not a regular expression", "for example regex("),
    ("regex(., '((a{0,999}){0,999}){0,999}')", "is not a regular expression", "for example regex("),
    ("regex(., ${a})", "the pattern of regex() is worked out", "for example regex("),
    ("jr:choice-name(${a}, 'a')", "does not name a question", "jr:choice-name(${question}"),
    ("9" * 41, "too long", "at most 40 digits"),
    ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), f"more than {DEEPEST} parentheses", "type calculate"),
    ("1 + " * LONGEST + "1", f"longer than {LONGEST} characters", "type calculate"),
]


@pytest.mark.parametrize(("source", "said", "remedy"), MISTAKES, ids=[each[0][:30] for each in MISTAKES])
def test_an_author_is_told_what_is_wrong_and_what_to_write(source: str, said: str, remedy: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parsed(source)
    assert (said in str(refused.value.said), remedy in str(refused.value.remedy)) == (True, True)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_refused_function_is_refused_and_not_unknown(name: str) -> None:
    with pytest.raises(ExpressionError, match=f"the function '{name}'"):
        parsed(f"{name}(1, 2)")


def test_a_refusal_is_said_in_russian() -> None:
    with pytest.raises(ExpressionError) as refused:
        parsed("not(${a}")
    assert wording.tell("ru", refused.value.said) == "скобка, открытая в позиции 4, не закрыта"


@pytest.mark.parametrize("value", [None, 3, True, ["a"], {"source": "1"}])
def test_only_a_text_is_an_expression(value: object) -> None:
    with pytest.raises(ExpressionError, match="not an expression"):
        parsed(value)


def test_references_are_named_once_in_the_order_of_writing() -> None:
    source = "${b/head/women} > ${a} and jr:choice-name(${c}, '${d}') = ${a}"
    assert parsed(source).references == ("b/head/women", "a", "c", "d")


def test_an_expression_is_parsed_once() -> None:
    assert parsed("${a} > 41") is parsed("${a} > 41")


def test_an_expression_goes_into_json_as_it_was_written() -> None:
    question = QUESTIONS["posts"].model_copy(update={"relevant": parsed("${a} > 1")})
    assert question.model_dump(mode="json")["relevant"] == "${a} > 1"


def test_a_long_list_of_conditions_does_not_become_deep() -> None:
    source = " or ".join(f"${{a}} = {number}" for number in range(1000))
    assert truth(parsed(source), _scope({"a": 999}))


def test_the_deepest_expression_has_a_value() -> None:
    source = "not(" * DEEPEST + "1" + ")" * DEEPEST
    assert truth(parsed(source), _scope({}))


# Any tree over any answers. The trees are written out and parsed, so that only what an author can write is tried.

words = st.text(st.characters(exclude_characters="'‘’‚‛", exclude_categories=["Cs"]), max_size=8)
days = st.dates()
numbers = st.integers() | st.decimals(allow_nan=True, allow_infinity=True)
absences = st.sampled_from(Absence).map(Absent)
scalars = words | numbers | days | absences | st.lists(words, max_size=3).map(tuple)
grids = st.dictionaries(
    st.sampled_from(["head", "director", "elsewhere"]),
    st.dictionaries(st.sampled_from(["women", "men", "other", "total"]), st.integers(), max_size=4),
    max_size=3,
)
items = st.dictionaries(st.sampled_from(["voice", "fair", "elsewhere"]), words | absences, max_size=3)
answers = st.fixed_dictionaries({}, optional={"x": scalars, "y": scalars, "posts": grids, "climate": items})
paths = st.sampled_from(["x", "y", "x/part", "posts", "posts/women", "posts/head/men", "climate", "climate/voice"])
leaves = (
    words.map(lambda text: f"'{text}'")
    | st.integers(0, 10**12).map(str)
    | st.decimals(0, 1000, places=3).map(lambda number: f"{number:f}")
    | paths.map(lambda path: f"${{{path}}}")
    | st.just(".")
)
CALLABLE = sorted(set(SIGNATURES) - {"regex", "jr:choice-name"})


@st.composite
def calls(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(CALLABLE))
    fewest, most = SIGNATURES[name]
    arguments = draw(st.lists(inner, min_size=fewest, max_size=min(most, 4) if most != MANY else fewest + 2))
    return f"{name}({', '.join(arguments)})"


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operations = st.tuples(inner, st.sampled_from([*OPERATORS, "and", "or"]), inner).map(
        lambda parts: f"({' '.join(parts)})"
    )
    special = st.tuples(inner, st.sampled_from(["regex({}, '[a-z]*')", "jr:choice-name({}, '${{x}}')", "-{}"]))
    return operations | calls(inner) | special.map(lambda parts: parts[1].format(parts[0]))


sources = st.recursive(leaves, _larger, max_leaves=12)


@given(source=sources, given_answers=answers, own=scalars)
def test_every_expression_has_a_value_over_any_answers(
    source: str, given_answers: dict[str, Value], own: Found
) -> None:
    value = evaluate(parsed(source), _scope(given_answers, own=own))
    assert isinstance(value, str | bool | int | Decimal | date | tuple | Absent | NoNumber)


@given(source=sources)
def test_an_expression_over_no_answers_is_true_or_false(source: str) -> None:
    assert truth(parsed(source), _scope({})) in (True, False)


@given(source=st.text(st.sampled_from("${}()'.,=!<>+-*/ab1 ‘’“”\n") | st.characters(), max_size=40))
def test_any_text_is_an_expression_or_refused_in_words(source: str) -> None:
    try:
        outcome = parsed(source).source
    except ExpressionError as refused:
        outcome = str(refused)
    assert outcome.strip()


@given(other=scalars | st.booleans(), sign=st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
def test_only_unlike_holds_where_there_is_no_number(other: Found, sign: str) -> None:
    assert OPERATORS[sign](NO_NUMBER, other) is (sign == "!=")
