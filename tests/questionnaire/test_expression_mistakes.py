"""What authors are told whose expressions cannot be read: what is wrong, at which character, and what to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import wording
from audit.questionnaire.expression import DEEPEST, LONGEST, ExpressionError, filtering, parsed
from audit.questionnaire.signatures import REFUSED

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
    ("random(1)", "'random' at character 1 has a wrong number of arguments (1)", "Give it 0,"),
    ("indexed-repeat(${a}, ${b}, 1, ${c})", "wrong number of arguments (4)", "Give it 3, 5, 7,"),
    ("weighted-checklist(1, 2, ${a})", "wrong number of arguments (3)", "Give it 4, 6 …,"),
    ("indexed-repeat(1, 2, 3)", "'indexed-repeat' at character 1 takes the name of a question", "position(..)"),
    ("position('a')", "'position' at character 1 takes the name of a question", "position(..)"),
    ("position()", "'position' asks about the row under test", "in square brackets"),
    ("last() + 1", "'last' asks about the row under test", "in square brackets"),
    ("..", "'..' alone is a group or a repeat", "Write ../name"),
    ("../.. = 1", "'../..' alone is a group or a repeat", "position(../..)"),
    ("concat('a', ..)", "'..' alone is a group or a repeat", "Write ../name"),
    ("instance(${a})/root/item", "'instance' at character 1 takes the name of a list", "instance('list')"),
    ("instance('a')/root/item[x = 1]/b/c", "the path at 'c' leads nowhere", "Write ${name}"),
    ("concat('a')/b", "leads nowhere", "Write ${name}"),
    (".[1]", "the path at '[' leads nowhere", "Write ${name}"),
    ("pulldata('a', ${b}, 'c', 1)", "'pulldata' at character 1 takes the name of a list", "instance('list')"),
    ("digest('a', 'MD5')", "'digest' makes or opens codes", "Leave the function out"),
    ("z-score('a', 1, 2)", "'z-score' needs the tables of a clinic", "Leave the function out"),
    ("sum-if(${a}, ${b} > 1)", "a condition on entries stands in square brackets", "sum(${repeat}[condition]/member)"),
    ("area(${a})", "'area' measures places", "Leave the function out"),
    ("${a}[age > 1", "the square bracket opened at character 5 is not closed", "Add ']'"),
    ("${a}]", "the square bracket closed at character 5 was not opened", "add '['"),
    ("(1]", "the square bracket closed at character 3 was not opened", "add '['"),
    ("${a}[]", "']' at character 6", "Write a value before it"),
    ("${a}[not ${b}]", "the function 'not' at character 6 has no parentheses", "not(…)"),
    ("4 / 2", "'/' at character 3", "a division is 'div'"),
    ("${a} / ${b}", "'/' at character 6", "a division is 'div'"),
    ("//a", "'/' at character 1", "a division is 'div'"),
    ("true", "the word 'true' at character 1", "Write ${true}"),
    ("yes no", "the word 'no' at character 5", "Write ${no}"),
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
    ("${a} > 'abc", "''' at character 8", "Close the text"),
    ("${a", "'${' at character 1", "Write a reference as ${name}"),
    ("{a}", "'{' at character 1", "Write a reference as ${name}"),
    ("${}", "'${}' at character 1 does not name a question", "Write ${name}"),
    ("${a//b}", "does not name a question", "Write ${name}"),
    ("${last-saved#}", "does not name a question", "Write ${name}"),
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


def test_a_bare_word_is_a_column_in_a_filter_and_a_mistake_elsewhere() -> None:
    assert filtering("region = ${town}").columns == ("region",)
    with pytest.raises(ExpressionError, match="the word 'region' at character 1"):
        parsed("region = ${town}")


@given(source=st.text(st.sampled_from("${}()'.,=!<>+-*/ab1 ‘’“”\n") | st.characters(), max_size=40))
def test_any_text_is_an_expression_or_refused_in_words(source: str) -> None:
    try:
        outcome = parsed(source).source
    except ExpressionError as refused:
        outcome = str(refused)
    assert outcome.strip()
