"""Sections become form classes: once, in any language, by kind, with everything typed kept."""

from collections.abc import Mapping
from decimal import Decimal
from typing import get_args

import pytest
from werkzeug.datastructures import MultiDict

from audit.questionnaire import loader, schema
from audit.web.fields import HeadcountField
from audit.web.forms import FIELDS, Edition, SectionForm, section_form
from tests.web.desk import EVERY_KIND

QUESTIONNAIRE = loader.load(EVERY_KIND)
EDITION = Edition(loader.digest(QUESTIONNAIRE), QUESTIONNAIRE)


def _form(section: str, posted: Mapping[str, str | list[str]], language: str = "ru") -> SectionForm:
    names = frozenset(question.name for question in QUESTIONNAIRE.questions.values())
    return section_form(EDITION, section, language)({}, MultiDict(posted), spoken=names)


def test_every_kind_of_question_has_its_field() -> None:
    kinds = {get_args(each.model_fields["type"].annotation)[0] for each in get_args(get_args(schema.Question)[0])}
    assert FIELDS.keys() == kinds


def test_a_form_class_is_made_once_for_a_digest_section_and_language() -> None:
    again = Edition(EDITION.digest, loader.load(EVERY_KIND))
    assert section_form(EDITION, "you", "ru") is section_form(again, "you", "ru")


def test_another_language_is_another_class() -> None:
    assert section_form(EDITION, "you", "ru") is not section_form(EDITION, "you", "en")


def test_a_missing_translation_stands_in_another_language_and_says_which() -> None:
    form = section_form(EDITION, "you", "tg")({})
    assert 'lang="tg"' in form.question("sex").asked.label.__html__()
    assert "lang=" not in form.question("since").asked.label.__html__()  # Russian, as the buttons of a Tajik page are.


def test_a_label_is_escaped() -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace("Ваш пол", "<b>Ваш</b> пол")
    edition = Edition("escaped", loader.loads(text))
    assert "&lt;b&gt;" in section_form(edition, "you", "ru")({}).question("sex").asked.label.__html__()


@pytest.mark.parametrize("name", ["data", "errors", "validate", "process", "fields", "questions"])
def test_a_question_may_have_any_name(name: str) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8").replace("name: city,", f"name: {name},")
    edition = Edition(f"named {name}", loader.loads(text))
    form = section_form(edition, "you", "ru")({}, MultiDict({name: "almaty"}), spoken=frozenset({name}))
    assert form.question(name).raw() == {name: "almaty"}


def test_what_is_typed_is_kept_letter_by_letter() -> None:
    field = _form("team", {"trips": " двенадцать "}).question("trips")
    assert field.value == " двенадцать "


def test_a_blank_is_no_answer() -> None:
    assert _form("team", {"trips": ""}).question("trips").raw() == {"trips": None}


def test_a_decimal_is_shown_with_the_comma_of_the_language() -> None:
    form = section_form(EDITION, "team", "ru")({"hours": Decimal("2.5")})
    assert form.question("hours").value == "2,5"


def test_a_matrix_reads_each_item() -> None:
    field = _form("decisions", {"decisions/voice": "4", "decisions/unknown": "1"}).question("decisions")
    assert field.raw() == {"decisions": {"voice": "4"}}


def test_other_words_belong_to_the_other_choice() -> None:
    field = _form("words", {"reports": "other", "reports/other": "В ООН"}).question("reports")
    assert field.raw() == {"reports": "other", "reports_other": "В ООН"}


def test_other_words_go_when_another_choice_is_taken() -> None:
    field = _form("words", {"reports": "head", "reports/other": "В ООН"}).question("reports")
    assert field.raw() == {"reports": "head", "reports_other": None}


def test_a_headcount_adds_up_what_is_a_number() -> None:
    field = _form("team", {"posts/head/women": "1", "posts/head/men": "3", "posts/support/women": "x"})
    totals = field.question("posts")
    assert isinstance(totals, HeadcountField)
    assert (totals.totals["head/"], totals.totals["/women"], totals.totals["/"]) == (4, 1, 4)


def test_several_choices_are_a_list() -> None:
    field = _form("decisions", {"barriers": ["family", "travel"]}).question("barriers")
    assert field.raw()["barriers"] == ["family", "travel"]


def test_a_text_larger_than_a_page_can_show_is_cut_but_stays_too_long() -> None:
    field = _form("words", {"idea": "я" * 300_000}).question("idea")
    assert 10_000 < len(field.value) <= 100_000
