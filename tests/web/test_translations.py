"""Auditors see what lacks in each language, download a sheet for translators and take it in, cell by cell."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit.lifecycle import Role
from tests import build
from tests.web.browsing import Visitor

LACKING = build.SHELF["small-staff"].replace("{en: I am heard, ru: Меня слышат}", "{en: I am heard}")
PAGE = "/translations/small-staff"


@pytest.fixture
def visitor(shelf: Path, signed_in: Callable[[Role], Visitor]) -> Visitor:
    """An auditor's browser where one questionnaire lacks a text in Russian."""
    (shelf / "small-staff.yaml").write_text(LACKING, encoding="utf-8")
    return signed_in(Role.AUDITOR)


def test_the_first_page_leads_there_and_says_how_far_each_is(visitor: Visitor) -> None:
    visitor.get("/")
    assert "/translations" in visitor.page.xpath("//a/@href")
    visitor.get("/translations")
    assert visitor.page.xpath("//td/strong/text()") == ["1 text lacks something"]


def test_what_lacks_is_listed_with_its_place_and_the_source_text_in_its_own_language(visitor: Visitor) -> None:
    visitor.get(PAGE)
    cells = [each.text_content().split() for each in visitor.page.xpath("//tbody//td")]
    assert [" ".join(each) for each in cells] == [
        "section 'work', question 'heard' label",
        "I am heard",
        "the text is missing",
    ]
    assert visitor.page.xpath("//tbody//td/@lang") == ["en"]


def test_a_sheet_goes_out_and_comes_back_as_the_two_files_with_each_wrong_cell(visitor: Visitor) -> None:
    visitor.get(PAGE)
    sent = visitor.client.get(f"{PAGE}/sheet.xlsx?to=kk")
    assert sent.headers["Content-Disposition"] == 'attachment; filename="small-staff-kk.xlsx"'
    book = load_workbook(io.BytesIO(sent.data))
    book["texts"]["D2"], book["texts"]["D3"] = "Сауалнама", "${nobody}"
    out = io.BytesIO()
    book.save(out)
    visitor.post(PAGE, {"file": (io.BytesIO(out.getvalue()), "back.xlsx")}, status=200)
    assert "kk: Сауалнама" in visitor.page.xpath("//textarea[@id='text']/text()")[0]
    assert "state: draft" in visitor.page.xpath("//textarea[@id='states']/text()")[0]
    assert "cell D3: ${nobody} is not in the text to translate" in visitor.text


def test_a_language_that_is_none_and_a_file_that_is_none_are_refused_in_words(visitor: Visitor) -> None:
    visitor.get(f"{PAGE}/sheet.xlsx?to=xx_YY", status=422)
    assert visitor.page.xpath("//input[@id='to']/@value") == ["xx_YY"]
    visitor.post(PAGE, {"file": (io.BytesIO(b"none"), "back.xlsx")}, status=422)
    assert "this is not an Excel workbook" in visitor.text
    visitor.post(PAGE, {}, status=422)
    assert "Choose the workbook that the translators filled." in visitor.text


def test_there_is_no_such_questionnaire(visitor: Visitor) -> None:
    visitor.get("/translations/nothing", status=404)
    visitor.get("/translations/nothing/sheet.xlsx?to=kk", status=404)


def test_an_audit_that_cannot_open_says_which_texts_lack(visitor: Visitor, session: object, body: object) -> None:
    audit = build.an_audit(session, body.id)  # type: ignore[arg-type, attr-defined]  # fixtures of the whole suite
    visitor.get(f"/audits/{audit.id}")
    visitor.post(f"/audits/{audit.id}/open", status=422)
    assert "in &#39;ru&#39; the text is missing" in visitor.text
