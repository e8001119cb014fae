"""A questionnaire is written in forms: begun, changed, taken back, checked in place, published, planned."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.lifecycle import Role
from audit.questionnaire.editing import tree
from audit.service.bodies import BodyView
from tests.web.browsing import Visitor
from tests.web.test_planning import PLAN


@pytest.fixture
def auditor(shelf: Path, signed_in: Callable[[Role], Visitor]) -> Visitor:
    """An auditor at a shelf of two small questionnaires."""
    return signed_in(Role.AUDITOR)


def _begun(auditor: Visitor, body: BodyView) -> str:
    auditor.get("/questionnaires/")
    answer = auditor.post("/questionnaires/", {"body": body.id, "from": "small-staff"})
    auditor.get(answer.location)
    return str(answer.location)


def _edition(visitor: Visitor) -> str:
    return str(visitor.page.xpath("//input[@name='edition']/@value")[0])


def _typed(visitor: Visitor) -> dict[str, Any]:
    """Return the form of a piece as a browser would send it untouched."""
    (form,) = visitor.page.xpath("//form[@id='piece']")
    return {name: value for name, value in form.form_values() if name != "csrf_token"}


def _save(visitor: Visitor, address: str, **changes: str) -> None:
    visitor.get(address)
    answer = visitor.post(address, _typed(visitor) | changes)
    visitor.get(answer.location)


def test_a_form_saved_untouched_changes_nothing_that_is_asked(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    before = auditor.get(f"{own}/text.yaml").text
    for place in ("questions/0-0", "questions/0-3", "questions/1-0", "sections/0", "settings", "scoring"):
        _save(auditor, f"{own}/{place}")

    assert tree.read(auditor.get(f"{own}/text.yaml").text) == tree.read(before)


def test_texts_type_and_choices_of_a_question_are_changed_and_taken_back(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    _save(auditor, f"{own}/questions/0-1", **{"label-ru": "Стаж, лет", "type": "select_multiple"})
    choices = {"choices-0-label-en": "One", "choices-1-label-en": "Two", "choices-1-score": "100"}
    _save(auditor, f"{own}/questions/0-1", **choices)
    kept = tree.read(auditor.get(f"{own}/text.yaml").text)["sections"][0]["questions"][1]
    assert (kept["type"], kept["label"]["ru"], kept["choices"][1]) == (
        "select_multiple",
        "Стаж, лет",
        {"name": "two", "label": {"en": "Two"}, "score": "100"},
    )
    for _ in range(2):
        auditor.get(own)
        auditor.post(f"{own}/undo", {"edition": _edition(auditor)})
    back = tree.read(auditor.get(f"{own}/text.yaml").text)["sections"][0]["questions"][1]
    assert (back["type"], back["label"]["ru"]) == ("integer", "Сколько лет здесь")


@pytest.mark.parametrize(
    ("deed", "at", "names"),
    [
        ("up", "0-1", ["years", "sex", "share", "mentor", "heard", "comment"]),
        ("down", "0-3", ["sex", "years", "share", "mentor", "heard", "comment"]),
        ("delete", "0-1", ["sex", "share", "mentor", "heard", "comment"]),
        ("duplicate", "0-1", ["sex", "years", "years_2", "share", "mentor", "heard", "comment"]),
        ("down", "0", ["heard", "comment", "sex", "years", "share", "mentor"]),
        ("add-question", "1", ["sex", "years", "share", "mentor", "heard", "comment", "q1"]),
    ],
)
def test_questions_and_sections_are_moved_doubled_and_deleted(
    deed: str, at: str, names: list[str], auditor: Visitor, body: BodyView
) -> None:
    own = _begun(auditor, body)
    auditor.post(f"{own}/change", {"edition": _edition(auditor), "do": deed, "at": at})
    sections = tree.read(auditor.get(f"{own}/text.yaml").text)["sections"]
    assert [each["name"] for section in sections for each in section["questions"]] == names


def test_a_mistake_stands_at_its_field_and_in_the_way_of_publishing_alone(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    _save(auditor, f"{own}/questions/0-3", relevant="written", **{"relevant-written": "${sexx} = 'woman'"})
    (fault,) = auditor.page.xpath("//fieldset[.//input[@name='relevant-written']]/p[@class='fault']/text()")
    assert "sexx" in fault
    assert auditor.page.xpath("//input[@name='relevant-written']/@value") == ["${sexx} = 'woman'"]
    auditor.get(own)
    auditor.post(f"{own}/publish", {"edition": _edition(auditor)}, status=422)
    assert "not published yet" in auditor.text


def test_a_condition_is_put_together_without_writing_an_expression(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    built = {"relevant": "simple", "relevant-question": "sex", "relevant-is": "is-not", "relevant-value": "man"}
    _save(auditor, f"{own}/questions/1-1", **built)
    kept = tree.read(auditor.get(f"{own}/text.yaml").text)["sections"][1]["questions"][1]
    assert kept["relevant"] == "${sex} != 'man'"


def test_who_comes_second_sees_both_texts_and_decides(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    auditor.get(f"{own}/questions/0-1")
    stale = _typed(auditor)
    _save(auditor, f"{own}/questions/0-1", **{"label-en": "The first says"})
    auditor.post(f"{own}/questions/0-1", stale | {"label-en": "The second says"}, status=409)
    assert "The first says" in auditor.page.xpath("string(//pre)")
    assert auditor.page.xpath("//textarea[@name='label-en']/text()") == ["The second says"]
    auditor.post(f"{own}/questions/0-1", _typed(auditor))
    assert "The second says" in auditor.get(f"{own}/text.yaml").text


def test_a_broken_text_is_kept_as_typed_with_what_is_wrong(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    auditor.get(f"{own}/text")
    auditor.post(f"{own}/text", {"edition": _edition(auditor), "text": "name: [x # mine\n"})
    auditor.get(f"{own}/text")
    assert ("name: [x # mine" in auditor.text, "not valid YAML" in auditor.text) == (True, True)
    assert auditor.get(own).status_code == 200


def test_a_published_version_is_planned_and_never_changes(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    auditor.post(f"{own}/publish", {"edition": _edition(auditor)})
    auditor.get(own)
    auditor.post(f"{own}/publish", {"edition": _edition(auditor)}, status=422)
    auditor.get(f"/bodies/{body.id}/audits/new")
    plan = {name.replace("small-staff-", "small-staff-own-"): value for name, value in PLAN.items()}
    auditor.get(auditor.post(f"/bodies/{body.id}/audits/new", plan).location)
    assert "Small staff survey" in auditor.text


def test_a_file_brings_its_text_with_its_mistakes(auditor: Visitor, body: BodyView) -> None:
    auditor.get("/questionnaires/")
    text = b"name: mine\nlanguages: [en]\ntitle: {en: Mine}\nsections: []\n"
    sent = {"body": body.id, "from": "file", "file": (io.BytesIO(text), "mine.yaml")}
    auditor.get(auditor.post("/questionnaires/", sent).location)
    assert auditor.heading == "Mine"
    auditor.get("/questionnaires/")
    auditor.post("/questionnaires/", {"body": body.id, "from": "file", "file": (io.BytesIO(b"x"), "x.exe")}, status=422)


def test_a_question_of_the_library_brings_its_choices(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    auditor.get(f"{own}/library?words=heard")
    auditor.post(f"{own}/library", {"edition": _edition(auditor), "at": "0", "key": "small-staff/heard"})
    taken = tree.read(auditor.get(f"{own}/text.yaml").text)["sections"][0]["questions"][-1]
    assert (taken["name"], [each["name"] for each in taken["choices"]]) == ("heard_2", ["1", "2", "3"])


def test_the_preview_is_the_respondents_page_and_may_be_framed_here_alone(auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    shown = auditor.get(f"{own}/preview?section=you&lang=ru")
    assert "Сколько лет здесь" in auditor.text
    assert (shown.headers["X-Frame-Options"], "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]) == (
        "SAMEORIGIN",
        True,
    )
    auditor.get(f"{own}/questions/0-3")
    auditor.post(f"{own}/questions/0-3/preview", _typed(auditor) | {"label-en": "Typed only now"}, status=200)
    assert "Typed only now" in auditor.text
    assert "Typed only now" not in auditor.get(f"{own}/text.yaml").text


@pytest.mark.parametrize("carried", ["", "{", "[1]", '{"nobody": 1, "years": {"x": []}}', "[" * 20_000])
def test_a_preview_leads_on_whatever_its_page_was_made_to_carry(carried: str, auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    auditor.get(f"{own}/preview?section=you&lang=en")
    shown = auditor.page.xpath("//input[@name='-shown']/@value")
    form = {"-before": carried, "-section": "you", "-lang": "en", "-action": "skip", "-shown": shown}
    auditor.post(f"{own}/preview", form, status=200)
    assert auditor.page.xpath("//input[@name='-section']/@value") != ["you"]
    auditor.post(f"{own}/preview", {"-section": "nowhere", "-action": "leave"}, status=200)
    assert "This is the end of the questionnaire" in auditor.text


@pytest.mark.parametrize("address", ["questions/9-9", "questions/x", "sections/7", "questions/0"])
def test_a_place_where_nothing_stands_is_not_found(address: str, auditor: Visitor, body: BodyView) -> None:
    own = _begun(auditor, body)
    auditor.get(f"{own}/{address}", status=404)


def test_nobody_but_auditors_of_the_body_comes_near_a_draft(
    auditor: Visitor, signed_in: Callable[[Role], Visitor], body: BodyView
) -> None:
    own = _begun(auditor, body)
    management = signed_in(Role.MANAGEMENT)
    management.get(own, status=403)
    management.get("/questionnaires/", status=403)
