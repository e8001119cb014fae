"""Which questions a page brings up by itself, and which it leaves to the server."""

import pytest

from audit.questionnaire import loader
from audit.questionnaire.foreseeing import by_condition, foreseen
from audit.questionnaire.twin import Tree

HEAD = "name: tiny\nversion: '1'\nrespondent: public\nlanguages: [en]\ntitle: {en: T}\nsections:\n"
EARLIER = (
    "  - {name: before, label: {en: S}, questions: [{name: earlier, type: acknowledge, label: {en: Q}}]}\n"
    "  - name: here\n    label: {en: S}\n    questions:\n"
)
YES_NO = "choices: [{name: a, label: {en: A}}, {name: b, label: {en: B}}]"


def _foreseen(*questions: str, showable: tuple[str, ...] | None = None) -> dict[str, Tree]:
    asked = loader.loads(HEAD + EARLIER + "".join(f"      - {{{each}, label: {{en: Q}}}}\n" for each in questions))
    section = asked.sections[1]
    return foreseen(section, showable=[each.name for each in section.questions] if showable is None else showable)


ONE = f"name: one, type: select_one, {YES_NO}"
NEXT = "name: next, type: text, relevant: \"${one} = 'a'\""


def test_what_hangs_on_an_answer_of_the_page_is_foreseen() -> None:
    assert _foreseen(ONE, NEXT) == {"next": ["one", "one", ["a"], ["b"], False]}


def test_what_hangs_on_a_question_that_is_foreseen_is_foreseen_too_in_any_order() -> None:
    chained = f"name: chained, type: select_one, {YES_NO}, relevant: \"${{one}} = 'b'\""
    last = "name: last, type: text, relevant: \"${chained} = 'b'\""
    assert _foreseen(last, chained, ONE).keys() == {"last", "chained"}


@pytest.mark.parametrize(
    "others",
    [
        ("name: next, type: text, relevant: \"${earlier} = 'OK'\"",),
        (f"name: one, type: select_one, {YES_NO}, read_only: 'true'", NEXT),
        ("name: why, type: text", "name: next, type: text, relevant: \"${why} != ''\""),
        (
            "name: why, type: text",
            f"name: one, type: select_one, {YES_NO}, relevant: \"${{why}} != ''\"",
            NEXT,
        ),
        (f"name: one, type: select_one, {YES_NO}, constraint: \"today() > '2020-01-01'\"", NEXT),
    ],
    ids=["another section", "shown only", "a text", "on what the server decides", "a rule of the server"],
)
def test_what_the_page_cannot_know_is_left_to_the_server(others: tuple[str, ...]) -> None:
    assert "next" not in _foreseen(*others)


def test_words_that_hang_on_answers_are_left_to_the_server() -> None:
    assert _foreseen(ONE, NEXT, showable=("one",)) == {}


def test_a_number_decides_only_while_its_own_rule_holds() -> None:
    found = _foreseen("name: age, type: integer, constraint: . >= 0", 'name: next, type: text, relevant: "${age} > 17"')
    assert found == {"next": ["kept", ["or", ["blank", "age"], [">=", ["int", "age"], 0]], [">", ["int", "age"], 17]]}


def test_verdicts_on_one_question_are_folded_into_one() -> None:
    either = "name: next, type: text, relevant: \"${one} = 'a' or ${one} = 'b'\""
    both = "name: last, type: text, relevant: \"${one} != 'a' and ${one} != ''\""
    assert _foreseen(ONE, either, both) == {
        "next": ["one", "one", ["a", "b"], [], False],
        "last": ["one", "one", ["b"], ["a"], False],
    }


def test_a_condition_of_several_questions_is_sent_once() -> None:
    same = "name: last, type: text, relevant: \"${one} = 'a'\""
    assert by_condition(_foreseen(ONE, NEXT, same)) == [(["one", "one", ["a"], ["b"], False], ["next", "last"])]
