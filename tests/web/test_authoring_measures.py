"""Indicators, contradictions and shared lists are written in forms, with mistakes at their fields."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from audit.lifecycle import Role
from audit.questionnaire.editing import tree
from audit.service.bodies import BodyView
from tests.web.browsing import Visitor
from tests.web.test_authoring import auditor

__all__ = ["auditor"]

INSTITUTION = """name: own-institution
version: "1"
respondent: institution
languages: [ru, en]
title: {ru: Своя анкета, en: Our own set}
dimensions:
  - {name: posts, label: {ru: Посты, en: Posts}}
choices:
  plan:
    - {name: present, score: 100, label: {ru: Есть, en: Present}}
    - {name: absent, score: 0, label: {ru: Нет, en: Absent}}
sections:
  - name: facts
    label: {ru: Факты, en: Facts}
    questions:
      - name: staff
        type: headcount
        evidence: required
        label: {ru: Состав, en: Staff}
        rows:
          - {name: heads, decision_making: "true", label: {ru: Руководство, en: Heads}}
          - {name: others, label: {ru: Остальные, en: Others}}
      - {name: plan, type: select_one, choices: plan, label: {ru: План, en: The plan}}
indicators:
  - {name: parity, dimension: posts, measure: parity, of: staff, label: {ru: Паритет, en: Parity}}
"""


@pytest.fixture
def own(auditor: Visitor, body: BodyView) -> str:
    """The address of a draft with a head-count, a shared list and an indicator."""
    auditor.get("/questionnaires/")
    file = (io.BytesIO(INSTITUTION.encode()), "own.yaml")
    answer = auditor.post("/questionnaires/", {"body": body.id, "from": "file", "file": file})
    return str(answer.location)


def _form(visitor: Visitor) -> dict[str, Any]:
    (form,) = visitor.page.xpath("//form[@id='piece']")
    return {name: value for name, value in form.form_values() if name != "csrf_token"}


def _edition(visitor: Visitor) -> str:
    return str(visitor.page.xpath("//input[@name='edition']/@value")[0])


def _do(visitor: Visitor, own: str, **fields: str) -> str:
    visitor.get(f"{own}/measures")
    return str(visitor.post(f"{own}/measures", {"edition": _edition(visitor), **fields}).location)


def _save(visitor: Visitor, address: str, **changes: str) -> None:
    visitor.get(address)
    visitor.post(address, _form(visitor) | {key.replace("__", "/"): value for key, value in changes.items()})


def _data(visitor: Visitor, own: str) -> dict[str, Any]:
    return tree.read(visitor.get(f"{own}/text.yaml").text)


def test_an_indicator_is_added_filled_in_and_scored_as_it_is_written(auditor: Visitor, own: str) -> None:
    at = _do(auditor, own, what="indicator", do="add", measure="parity")
    _save(
        auditor,
        at,
        **{"label-en": "Who leads", "dimension": "posts", "weight": "2", "of": "staff", "pooled": "y"},
        **{"rows": "decision_making", "band": "0.45, 0.55", "direction": "women", "target": "0.5"},
        **{"weights": "heads: 2, others: 1", "recommendation-en": "Name more women"},
    )
    made = _data(auditor, own)["indicators"][1]
    assert made == {
        "name": "indicator_1",
        "dimension": "posts",
        "weight": "2",
        "measure": "parity",
        "of": "staff",
        "rows": "decision_making",
        "pooled": "true",
        "target": "0.5",
        "band": ["0.45", "0.55"],
        "direction": "women",
        "weights": {"heads": "2", "others": "1"},
        "label": {"en": "Who leads"},
        "recommendation": {"en": "Name more women"},
    }


def test_a_measure_offers_the_questions_that_it_can_read_and_says_their_evidence(auditor: Visitor, own: str) -> None:
    auditor.get(f"{own}/indicators/0")
    assert auditor.page.xpath("//select[@name='of']/option/@value") == ["", "staff"]
    assert "Staff: a document is required" in " ".join(auditor.page.text_content().split())
    _save(auditor, f"{own}/indicators/0", type="choice", of="staff")
    auditor.get(f"{own}/indicators/0")
    assert auditor.page.xpath("//select[@name='of']/option/@value") == ["", "plan", "staff"]
    assert auditor.page.xpath("//select[@name='of']/@aria-invalid") == ["true"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("weight", "-1"), ("band", "0.6, 0.4"), ("weights", "heads"), ("target", "2"), ("dimension", "")],
)
def test_a_mistake_in_an_indicator_stands_at_its_field(field: str, typed: str, auditor: Visitor, own: str) -> None:
    _save(auditor, f"{own}/indicators/0", **{field: typed})
    auditor.get(f"{own}/indicators/0")
    assert auditor.page.xpath(f"//*[@name='{field}']/@aria-invalid") == ["true"]
    assert auditor.page.xpath(f"//p[@id='f-{field}-fault']/text()")


def test_a_contradiction_is_written_without_a_line_of_text(auditor: Visitor, own: str) -> None:
    at = _do(auditor, own, what="contradiction", do="add")
    _save(
        auditor,
        at,
        **{"label-en": "Parity is not felt", "indicator": "parity", "at_least": "80"},
        against__questionnaire="small-staff",
        against__question="heard",
        against__favourable_below="0.5",
        **{"otherwise-0-name": "small-staff", "otherwise-0-question": "heard"},
    )
    (made,) = _data(auditor, own)["contradictions"]
    assert (made["indicator"], made["against"], made["otherwise"]) == (
        "parity",
        {"questionnaire": "small-staff", "question": "heard", "favourable_below": "0.5"},
        [{"questionnaire": "small-staff", "question": "heard"}],
    )
    auditor.get(at)
    assert auditor.page.xpath("//*[@name='otherwise-0-favourable_below']/@aria-invalid") == ["true"]


def test_what_a_new_contradiction_lacks_is_said_at_its_fields(auditor: Visitor, own: str) -> None:
    auditor.get(_do(auditor, own, what="contradiction", do="add"))
    lacking = auditor.page.xpath("//*[@aria-invalid='true']/@name")
    assert {f"against/{each}" for each in ("questionnaire", "question", "favourable_below")} <= set(lacking)
    assert "The key" not in auditor.page.text_content()


def test_a_shared_list_is_begun_filled_in_and_named_once(auditor: Visitor, own: str) -> None:
    at = _do(auditor, own, what="list", do="add", name="often")
    _save(auditor, at, **{"choices-0-label-en": "Always", "choices-1-label-en": "Never", "choices-1-score": "400"})
    assert [each["name"] for each in _data(auditor, own)["choices"]["often"]] == ["always", "never"]
    auditor.get(at)
    assert auditor.page.xpath("//*[@name='choices-1-score']/@aria-invalid") == ["true"]
    auditor.get(f"{own}/measures")
    for name in ("often", "два слова", ""):
        form = {"edition": _edition(auditor), "what": "list", "do": "add", "name": name}
        auditor.post(f"{own}/measures", form, status=422)


def test_pieces_are_moved_duplicated_deleted_and_taken_back(auditor: Visitor, own: str) -> None:
    _do(auditor, own, what="indicator", do="duplicate", at="0")
    _do(auditor, own, what="indicator", do="up", at="1")
    assert [each["name"] for each in _data(auditor, own)["indicators"]] == ["parity_2", "parity"]
    _do(auditor, own, what="indicator", do="delete", at="0")
    _do(auditor, own, what="list", do="delete", at="plan")
    left = _data(auditor, own)
    assert ([each["name"] for each in left["indicators"]], "choices" in left) == (["parity"], False)
    auditor.get(own)
    auditor.post(f"{own}/undo", {"edition": _edition(auditor)})
    assert "plan" in _data(auditor, own)["choices"]


def test_a_form_of_a_measure_saved_untouched_changes_nothing(auditor: Visitor, own: str) -> None:
    before = _data(auditor, own)
    for address in ("indicators/0", "lists/plan"):
        _save(auditor, f"{own}/{address}")
    assert _data(auditor, own) == before


@pytest.mark.parametrize("address", ["indicators/7", "indicators/x", "indicators/-1", "contradictions/0", "lists/none"])
def test_a_measure_that_is_not_there_is_not_found(address: str, auditor: Visitor, own: str) -> None:
    auditor.get(f"{own}/{address}", status=404)


@pytest.mark.parametrize("form", [{"what": "all"}, {"what": "indicator", "do": "up", "at": "x"}, {"what": "list"}])
def test_a_forged_change_is_refused(form: dict[str, str], auditor: Visitor, own: str) -> None:
    auditor.get(f"{own}/measures")
    auditor.post(f"{own}/measures", {"edition": _edition(auditor), **form}, status=400)


@pytest.mark.parametrize(("ending", "sign"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_an_empty_form_of_ones_own_set_is_handed_out(ending: str, sign: bytes, auditor: Visitor, own: str) -> None:
    sent = auditor.client.get(f"{own}/blank.{ending}?language=ru")
    assert sent.data.startswith(sign)
    assert f"own-institution-ru.{ending}" in sent.headers["Content-Disposition"]


def test_the_form_of_a_workbook_is_in_the_language_asked_for(auditor: Visitor, own: str) -> None:
    book = load_workbook(io.BytesIO(auditor.client.get(f"{own}/blank.xlsx?language=en").data), read_only=True)
    words = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert any("The plan" in each for each in words)


def test_a_draft_with_mistakes_has_no_empty_form(auditor: Visitor, own: str) -> None:
    _save(auditor, f"{own}/indicators/0", dimension="")
    auditor.get(f"{own}/blank.pdf", status=422)


def test_nobody_else_comes_near_the_measures(own: str, signed_in: Callable[[Role], Visitor], shelf: Path) -> None:
    management = signed_in(Role.MANAGEMENT)
    for address in ("measures", "indicators/0", "lists/plan", "blank.pdf"):
        management.get(f"{own}/{address}", status=403)
