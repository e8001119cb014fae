"""The way through a questionnaire: relevance, calculations, what is missing and what is out of bounds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import wording
from audit.errors import Message
from audit.questionnaire.flow import NOT_SHOWN, Way, missing, problems, walk
from audit.questionnaire.loader import loads
from audit.questionnaire.plan import planned
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.values import Absence, Absent, Answers, Value

TODAY = date(2026, 3, 15)
HEAD = """
name: small
version: "1"
respondent: institution
languages: [en, ru]
title: {en: Small, ru: Малая}
"""
WHOLE = loads(
    HEAD
    + """
choices:
  yesno:
    - {name: "yes", label: {en: "Yes, adopted", ru: "Да, принята"}}
    - {name: "no", label: {en: "No", ru: Нет}}
    - {name: dk, absent: dont_know, label: {en: Don't know, ru: Не знаю}}
sections:
  - name: policy
    label: {en: Policy, ru: Политика}
    questions:
      - {name: has_policy, type: select_one, choices: yesno, required: true, label: {en: A policy?, ru: Политика?}}
      - name: policy_year
        type: integer
        label: {en: Year, ru: Год}
        relevant: ${has_policy} = 'yes'
        required: ${asks_years}
        required_message: {en: "Enter the year, or 0", ru: "Укажите год или 0"}
        constraint: . >= 1950 and . <= 2100
        constraint_message: {en: "Enter the year, for example 2019", ru: "Укажите год, например 2019"}
      - {name: asks_years, type: calculate, calculation: "1 = 1"}
      - {name: policy_age, type: calculate, calculation: "2026 - ${policy_year}"}
      - {name: policy_name, type: calculate, calculation: "jr:choice-name(${has_policy}, '${has_policy}')"}
  - name: people
    label: {en: People, ru: Состав}
    relevant: ${has_policy} != 'no'
    questions:
      - name: posts
        type: headcount
        required: true
        constraint: ${posts/head} <= 1
        label: {en: Posts, ru: Должности}
        rows:
          - {name: head, label: {en: Head, ru: Руководитель}}
          - {name: staff, label: {en: Staff, ru: Сотрудники}}
      - {name: share, type: calculate, calculation: "${posts/women} div ${posts}"}
      - name: climate
        type: matrix
        required: true
        choices: yesno
        label: {en: Climate, ru: Климат}
        items:
          - {name: voice, label: {en: Voice, ru: Голос}}
          - {name: fair, label: {en: Fair, ru: Справедливо}}
      - name: channels
        type: select_multiple
        or_other: true
        choices: [{name: mail, label: {en: Mail, ru: Почта}}]
        label: {en: Channels, ru: Каналы}
  - name: last
    label: {en: Last, ru: Последнее}
    questions:
      - {name: thanks, type: note, relevant: "${channels_other} != ''", label: {en: Thanks, ru: Спасибо}}
"""
)


def _questions(*questions: str) -> Questionnaire:
    lines = "\n".join(f"      - {{{question}}}" for question in questions)
    return loads(HEAD + "sections:\n  - name: only\n    label: {en: Only, ru: Одна}\n    questions:\n" + lines)


def _walk(answers: Answers) -> Way:
    return walk(WHOLE, answers, TODAY)


def _codes(answers: Answers, *names: str) -> list[tuple[str, str, str]]:
    return [(each.question, each.part, each.code) for each in problems(WHOLE, answers, names, TODAY)]


def test_a_question_is_relevant_when_its_condition_holds() -> None:
    assert "policy_year" in _walk({"has_policy": "yes"}).relevant


def test_a_question_is_not_relevant_before_its_condition_is_answered() -> None:
    assert "policy_year" not in _walk({}).relevant


def test_a_value_that_is_not_shown_says_so() -> None:
    assert _walk({"has_policy": "no", "policy_year": 2019}).values["policy_year"] == NOT_SHOWN


def test_what_was_typed_stays_with_the_caller() -> None:
    answers: dict[str, Value] = {"has_policy": "no", "policy_year": 2019}
    _walk(answers)
    assert answers == {"has_policy": "no", "policy_year": 2019}


def test_a_calculation_sees_irrelevant_answers_as_unanswered() -> None:
    assert "policy_age" not in _walk({"has_policy": "no", "policy_year": 2019}).values


def test_a_calculation_is_worked_out_from_answers() -> None:
    assert _walk({"has_policy": "yes", "policy_year": 2019}).values["policy_age"] == 7


def test_a_truth_that_was_worked_out_is_a_value() -> None:
    assert _walk({}).values["asks_years"] is True


def test_questions_of_an_irrelevant_section_are_irrelevant() -> None:
    assert _walk({"has_policy": "no"}).relevant & {"posts", "climate", "channels", "share"} == frozenset()


def test_an_unanswered_condition_keeps_unlike_sections_open() -> None:
    assert _walk({}).sections == ("policy", "people")


def test_a_section_with_nothing_to_show_is_left_out() -> None:
    assert _walk({"has_policy": "no"}).sections == ("policy",)


def test_a_note_alone_keeps_its_section() -> None:
    answers: Answers = {"channels": ("other",), "channels_other": "radio"}
    assert _walk(answers).sections == ("policy", "people", "last")


def test_the_text_of_other_is_left_out_when_other_is_not_chosen() -> None:
    assert "channels_other" not in _walk({"channels": ("mail",), "channels_other": "radio"}).values


def test_a_chosen_absence_keeps_its_name() -> None:
    assert _walk({"has_policy": "dk"}).values["has_policy"] == "dk"


def test_a_named_absence_is_kept() -> None:
    assert _walk({"has_policy": Absent(Absence.DONT_KNOW)}).values["has_policy"] == Absent(Absence.DONT_KNOW)


def test_answers_to_no_question_are_left_out() -> None:
    assert "elsewhere" not in _walk({"elsewhere": 1}).values


def test_a_head_count_adds_up_in_a_calculation() -> None:
    answers: Answers = {
        "posts": {"head": {"women": 0, "men": 1, "other": 0}, "staff": {"women": 1, "men": 2, "other": 0}}
    }
    assert _walk(answers).values["share"] == Decimal("0.25")


@pytest.mark.parametrize(("language", "said"), [("", "Yes, adopted"), ("ru", "Да, принята"), ("fr", "Yes, adopted")])
def test_a_choice_is_named_in_the_language_asked_for(language: str, said: str) -> None:
    assert walk(WHOLE, {"has_policy": "yes"}, TODAY, language=language).values["policy_name"] == said


def test_values_stand_in_the_order_of_asking() -> None:
    answers: Answers = {"channels": ("mail",), "policy_year": 2019, "has_policy": "yes"}
    names = [name for name in _walk(answers).values if name in answers]
    assert names == ["has_policy", "policy_year", "channels"]


def test_a_calculation_may_come_before_what_it_needs() -> None:
    questionnaire = _questions(
        "name: c, type: calculate, calculation: '${b} + 1'",
        "name: b, type: calculate, calculation: '${a} + 1'",
        "name: a, type: integer, label: A",
    )
    assert walk(questionnaire, {"a": 1}, TODAY).values == {"c": 3, "b": 2, "a": 1}


def test_today_is_the_day_that_was_given() -> None:
    questionnaire = _questions("name: day, type: calculate, calculation: today()")
    assert walk(questionnaire, {}, TODAY).values == {"day": TODAY}


def test_hiding_goes_on_along_a_chain() -> None:
    questionnaire = _questions(
        "name: a, type: integer, label: A",
        "name: b, type: integer, label: B, relevant: '${a} > 0'",
        "name: c, type: integer, label: C, relevant: '${b} > 0'",
    )
    assert walk(questionnaire, {"a": 0, "b": 1, "c": 1}, TODAY).relevant == {"a"}


def test_a_required_question_is_missing() -> None:
    assert _codes({}, "has_policy") == [("has_policy", "", "required")]


@pytest.mark.parametrize("value", ["  ", "", (), Absent(Absence.NOT_ANSWERED), Absent(Absence.NOT_SHOWN)])
def test_blanks_do_not_answer_a_required_question(value: Value) -> None:
    assert _codes({"has_policy": value}, "has_policy") == [("has_policy", "", "required")]


@pytest.mark.parametrize("value", ["yes", "dk", Absent(Absence.NOT_APPLICABLE), Absent(Absence.PREFER_NOT_TO_SAY)])
def test_an_absence_that_was_chosen_answers_a_required_question(value: Value) -> None:
    assert _codes({"has_policy": value}, "has_policy") == []


def test_zero_answers_a_required_question() -> None:
    assert missing(_questions("name: a, type: integer, label: A, required: true"), {"a": 0}, TODAY) == ()


def test_required_may_be_an_expression() -> None:
    assert _codes({"has_policy": "yes"}, "policy_year") == [("policy_year", "", "required")]


def test_the_author_says_what_is_required() -> None:
    found = problems(WHOLE, {"has_policy": "yes"}, ["policy_year"], TODAY)
    assert [each.message for each in found] == [{"en": "Enter the year, or 0", "ru": "Укажите год или 0"}]


def test_an_irrelevant_question_is_never_missing() -> None:
    assert _codes({"has_policy": "no"}, "policy_year", "posts", "climate") == []


def test_every_item_of_a_required_matrix_is_asked_for() -> None:
    assert _codes({"climate": {"voice": "yes"}}, "climate") == [("climate", "fair", "required")]


def test_a_matrix_left_alone_misses_every_item() -> None:
    assert _codes({}, "climate") == [("climate", "voice", "required"), ("climate", "fair", "required")]


def test_every_row_of_a_required_head_count_needs_women_and_men() -> None:
    answers: Answers = {"posts": {"head": {"women": 0, "men": 0, "other": 0}, "staff": {"women": 3}}}
    assert _codes(answers, "posts") == [("posts", "staff", "required")]


def test_a_whole_grid_can_be_not_applicable() -> None:
    assert _codes({"posts": Absent(Absence.NOT_APPLICABLE)}, "posts") == []


def test_other_must_be_put_into_words() -> None:
    assert _codes({"channels": ("mail", "other")}, "channels") == [("channels", "other", "specify")]


def test_other_in_words_is_enough() -> None:
    assert _codes({"channels": ("other",), "channels_other": "radio"}, "channels") == []


@pytest.mark.parametrize("year", [1949, 2101])
def test_a_broken_constraint_is_said_in_the_authors_words(year: int) -> None:
    found = problems(WHOLE, {"has_policy": "yes", "policy_year": year}, ["policy_year"], TODAY)
    assert [(each.code, each.message) for each in found] == [
        ("constraint", {"en": "Enter the year, for example 2019", "ru": "Укажите год, например 2019"})
    ]


def test_a_constraint_kept_is_no_problem() -> None:
    assert _codes({"has_policy": "yes", "policy_year": 2019}, "policy_year") == []


@pytest.mark.parametrize("value", [Absent(Absence.DONT_KNOW), Absent(Absence.NOT_ANSWERED)])
def test_an_unanswered_question_breaks_no_constraint(value: Value) -> None:
    questionnaire = _questions("name: a, type: integer, label: A, constraint: '. > 0'")
    assert problems(questionnaire, {"a": value}, ["a"], TODAY) == ()


def test_a_constraint_may_read_a_grid() -> None:
    answers: Answers = {
        "posts": {"head": {"women": 1, "men": 1, "other": 0}, "staff": {"women": 1, "men": 1, "other": 0}}
    }
    assert _codes(answers, "posts") == [("posts", "", "constraint")]


def test_a_constraint_without_words_is_said_in_the_readers_language() -> None:
    questionnaire = _questions("name: a, type: integer, label: A, constraint: '. > 0'")
    said = problems(questionnaire, {"a": 0}, ["a"], TODAY)[0].message
    assert isinstance(said, Message)
    assert wording.tell("ru", said) == "Такой ответ здесь не допускается. Проверьте его или дайте другой."


def test_only_the_named_questions_are_checked() -> None:
    assert _codes({}, "channels") == []


def test_everything_missing_is_named_in_the_order_of_asking() -> None:
    found = [(each.question, each.part) for each in missing(WHOLE, {"has_policy": "yes"}, TODAY)]
    assert found == [
        ("policy_year", ""),
        ("posts", "head"),
        ("posts", "staff"),
        ("climate", "voice"),
        ("climate", "fair"),
    ]


def test_a_questionnaire_without_cycles_has_none() -> None:
    assert planned(WHOLE).cycles == ()


CYCLES = [
    (("name: a, type: calculate, calculation: '${a} + 1'",), (("a", "a"),)),
    (
        (
            "name: a, type: calculate, calculation: '${b}'",
            "name: b, type: integer, label: B, relevant: '${c} > 0'",
            "name: c, type: calculate, calculation: '${a}'",
        ),
        (("a", "b", "c", "a"),),
    ),
    (
        (
            "name: a, type: calculate, calculation: '${b}'",
            "name: b, type: calculate, calculation: '${a}'",
            "name: c, type: calculate, calculation: '${c} + ${a}'",
        ),
        (("a", "b", "a"), ("c", "c")),
    ),
]


def _unchecked(*questions: str) -> Questionnaire:
    """Return a questionnaire that the loader, which refuses cycles, would not hand out."""
    sound = _questions("name: a, type: integer, label: A")
    made = [{**_parts(question), "label": {"en": "Q"}} for question in questions]
    section = {"name": "only", "label": {"en": "Only"}, "questions": made}
    return Questionnaire.model_validate({**sound.model_dump(exclude_defaults=True), "sections": [section]})


def _parts(question: str) -> dict[str, str]:
    pairs = (part.split(": ", 1) for part in question.split(", "))
    return {key: value.strip("'") for key, value in pairs}


@pytest.mark.parametrize(("questions", "cycles"), CYCLES)
def test_a_cycle_is_named_by_its_path(questions: tuple[str, ...], cycles: tuple[tuple[str, ...], ...]) -> None:
    assert set(planned(_unchecked(*questions)).cycles) == set(cycles)


@pytest.mark.parametrize(("questions", "cycles"), CYCLES)
def test_a_cycle_never_stops_a_walk(questions: tuple[str, ...], cycles: tuple[tuple[str, ...], ...]) -> None:
    questionnaire = _unchecked(*questions)
    assert walk(questionnaire, {}, TODAY).relevant <= set(questionnaire.questions)


def test_a_long_chain_of_calculations_is_walked() -> None:
    chain = [f"name: q{n}, type: calculate, calculation: '${{q{n + 1}}} + 1'" for n in range(1500)]
    questionnaire = _unchecked(*chain, "name: q1500, type: integer, label: Q")
    assert walk(questionnaire, {"q1500": 0}, TODAY).values["q0"] == 1500


counts = st.dictionaries(st.sampled_from(["women", "men", "other"]), st.integers(0, 50))
choices = st.sampled_from(["yes", "no", "dk"]) | st.sampled_from(Absence).map(Absent)
answered = st.fixed_dictionaries(
    {},
    optional={
        "has_policy": choices,
        "policy_year": st.integers(),
        "posts": st.dictionaries(st.sampled_from(["head", "staff"]), counts),
        "climate": st.dictionaries(st.sampled_from(["voice", "fair"]), choices),
        "channels": st.lists(st.sampled_from(["mail", "other"]), unique=True).map(tuple),
        "channels_other": st.text(max_size=5),
    },
)


@given(answers=answered)
def test_a_second_walk_changes_nothing(answers: dict[str, Value]) -> None:
    once = _walk(answers)
    assert _walk(once.values) == once


@given(answers=answered)
def test_what_is_missing_is_relevant(answers: dict[str, Value]) -> None:
    assert {each.question for each in missing(WHOLE, answers, TODAY)} <= _walk(answers).relevant


@given(answers=answered)
def test_whatever_is_missing_is_among_the_problems(answers: dict[str, Value]) -> None:
    assert set(map(str, missing(WHOLE, answers, TODAY))) <= set(
        map(str, problems(WHOLE, answers, WHOLE.questions, TODAY))
    )
