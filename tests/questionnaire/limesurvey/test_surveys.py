"""Surveys in both layouts come over whole: what is skipped is named, conditions hold, answers find their way."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from audit.errors import Mistake, Severity
from audit.questionnaire import flow, limesurvey, loader
from audit.questionnaire.carrying import Carried
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.values import Value
from tests.questionnaire.limesurvey.described import NAMES, described
from tests.questionnaire.limesurvey.writer import lss

TODAY = date(2026, 11, 22)
LAYOUTS = pytest.mark.parametrize("new", [False, True], ids=["texts in rows", "texts apart"])
SURVEYS = pytest.mark.parametrize("name", NAMES)


@cache
def _read(name: str, *, new: bool = True) -> Carried:
    return limesurvey.read(lss(described(name), new=new), file=f"{name}.lss")


def _whole(name: str) -> Questionnaire:
    found = _read(name).questionnaire
    assert found is not None
    return found


def _said(skipped: Mistake) -> str:
    """Return a remark as the descriptions list them: code, section/row, column."""
    place = [str(part.values["name"]) for part in skipped.place if "name" in part.values]
    column = [str(part.values["name"]) for part in skipped.place if str(part).startswith("column")]
    return " ".join([skipped.code, "/".join(place[:2]), *column])


@SURVEYS
def test_both_layouts_give_the_same_questionnaire(name: str) -> None:
    assert _read(name, new=False).text_of_yaml == _read(name, new=True).text_of_yaml


@SURVEYS
@LAYOUTS
def test_what_is_skipped_is_listed_by_section_row_and_column(name: str, new: bool) -> None:
    assert [_said(each) for each in _read(name, new=new).skipped] == described(name)["skipped"]


@SURVEYS
def test_what_came_over_has_no_mistakes(name: str) -> None:
    questionnaire, mistakes = loader.examined(_read(name).text_of_yaml)
    assert (questionnaire, [each for each in mistakes if each.severity is Severity.ERROR]) == (_whole(name), [])


@pytest.mark.parametrize(
    ("name", "key", "field", "question", "wanted"),
    [
        (name, key, field, question, wanted)
        for name in NAMES
        for key, field in (("relevant", "relevant"), ("constraints", "constraint"), ("filters", "choice_filter"))
        for question, wanted in described(name).get(key, {}).items()
    ],
)
def test_equations_and_conditions_are_said_in_our_dialect(
    name: str, key: str, field: str, question: str, wanted: str
) -> None:
    expression = getattr(_whole(name).questions[question], field)
    assert (expression.source if expression else "") == wanted


def _answers(given: Mapping[str, Any]) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name in NAMES for number in range(len(described(name).get("walks", ())))]
)
def test_answers_find_their_way(name: str, number: int) -> None:
    walk = described(name)["walks"][number]
    way = flow.walk(_whole(name), _answers(walk["answers"]), TODAY)
    shown = [each for each in (*walk.get("shown", ()), *walk.get("hidden", ())) if each in way.relevant]
    values = {each: way.values.get(each) for each in walk.get("values", {})}
    assert (shown, values) == (walk.get("shown", []), walk.get("values", {}))


def test_a_long_survey_comes_over_whole() -> None:
    asked = [each for group in described("long")["groups"] for each in group["questions"]]
    assert (len(asked), len(_whole("long").questions)) == (96, 136)


def test_missing_translations_are_remarks_and_not_losses() -> None:
    remarks = _read("broken").remarks
    assert ("missing-translation" in {each.code for each in remarks}, {each.severity for each in remarks}) == (
        True,
        {Severity.WARNING},
    )


def test_texts_lose_their_markup_and_keep_their_lines() -> None:
    assert _whole("broken").questions["a-b.c"].label["ru"] == "Число\nцелое\u00a0или нет"


def test_the_title_and_the_welcome_come_over_in_every_language() -> None:
    whole = _whole("demonstration")
    assert (whole.title["de"], whole.introduction and whole.introduction["de"]) == (
        "Alle Fragetypen",
        "Eine Frage je Typ\n\nWillkommen bei Alle Fragetypen!",
    )


def test_identified_answers_are_confidential_and_others_anonymous() -> None:
    modes = [_whole(name).confidentiality for name in ("demonstration", "demands")]
    assert [each and each.mode.value for each in modes] == ["confidential", "anonymous"]


def test_a_gender_question_tells_who_counts_as_women_and_who_as_men() -> None:
    choices = getattr(_whole("demonstration").questions["gender"], "choices", ())
    assert [each.counts_as for each in choices] == ["women", "men"]


def test_lists_that_stand_twice_are_written_once() -> None:
    assert list(_whole("demonstration").choices) == ["five_choices", "flexible_choices", "boxes_SQ001_choices"]
