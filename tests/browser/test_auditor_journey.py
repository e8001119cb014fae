"""An auditor's whole way in a real browser: from creating a body to the workbook on her disk, in both languages."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from sqlalchemy.orm import Session

from audit.lifecycle import Role, State
from audit.service import audits, people, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import AuditView
from tests import build
from tests.browser.looking import Reader
from tests.browser.serving import served
from tests.web.conftest import a_person, app, body, hashed, settings

__all__ = ["a_person", "app", "body", "hashed", "settings"]
pytestmark = pytest.mark.browser
EMAIL = "auditor@example.org"
STAFF = [f"Office {number}" for number in range(1, 9)]


@pytest.fixture(params=["ru", "en"])
def auditor(
    request: pytest.FixtureRequest,
    shelf: Path,
    app: Flask,
    chromium: Browser,
    a_person: Callable[..., people.UserView],
) -> Iterator[Reader]:
    """An auditor of some body at a laptop; what a page owed her and did not give fails the test."""
    a_person(EMAIL, Role.AUDITOR)
    with served(app) as address:
        context = chromium.new_context(
            base_url=address, locale=request.param, viewport={"width": 1280, "height": 900}, accept_downloads=True
        )
        context.set_default_timeout(15_000)
        reader = Reader(context.new_page(), request.param, "auditor")
        reader.sign_in(EMAIL)
        yield reader
        context.close()
        assert reader.wrong == []


def test_from_creating_a_body_to_the_workbook(auditor: Reader, session: Session, tmp_path: Path) -> None:
    _create_a_body(auditor)
    _count_heads(auditor)
    _plan(auditor)
    auditor.press("Open the audit")
    expect(auditor.page.locator(".state")).to_have_text(auditor.say("open"))
    tokens = _invite(auditor, tmp_path)
    audit = next(each for each in audits.audits(session, SYSTEM) if each.state is State.OPEN)
    _answer(session, audit, tokens[:6])
    _close_knowingly(auditor, audit)
    _read_the_scorecard(auditor)
    _reopen(auditor)
    _fill_the_institution_s_set(session, audit)
    auditor.page.reload()
    auditor.look("07-reopened")
    auditor.press("Close the audit")
    _take_the_workbook(auditor, tmp_path)


def _create_a_body(auditor: Reader) -> None:
    page = auditor.page
    page.goto("/admin/bodies/new")
    page.locator("#ru").fill("Новый центр")
    page.locator("#en").fill("New centre")
    for row, (russian, english) in enumerate((("Руководство", "Leaders"), ("Сотрудники", "Staff"))):
        page.locator(f"#levels-{row}-ru").fill(russian)
        page.locator(f"#levels-{row}-en").fill(english)
    page.locator("#levels-0-decision_making").check()
    page.locator("#units-0-ru").fill("Отдел программ")
    page.locator("#units-0-en").fill("Programme section")
    auditor.look("01-body")
    auditor.press("Save")
    expect(page.get_by_text(auditor.say("The body is saved."))).to_be_visible()


def _count_heads(auditor: Reader) -> None:
    page = auditor.page
    auditor.follow("Head-counts")
    page.locator("#on").fill("2026-06-30")
    for row, (women, men) in enumerate(((1, 1), (3, 9))):
        page.locator(f"#rows-{row}-women").fill(str(women))
        page.locator(f"#rows-{row}-men").fill(str(men))
    auditor.press("Save the head-count")
    expect(page.get_by_text(auditor.say("The head-count is saved."))).to_be_visible()
    auditor.look("02-headcount")


def _plan(auditor: Reader) -> None:
    page = auditor.page
    page.goto("/")
    auditor.follow("Begin an audit")
    page.get_by_role("link", name={"ru": "Новый центр", "en": "New centre"}[auditor.language]).click()
    auditor.fill("Title in Russian", "Аудит 2026 года")
    auditor.fill("Title in English", "Audit 2026")
    auditor.fill("First day of the period", "2025-07-01")
    auditor.fill("Last day of the period", "2026-06-30")
    auditor.fill("Reference date of head-counts", "2026-06-30")
    for name in ("small-institution", "small-staff"):
        page.locator(f"#{name}-asked").check()
    auditor.press("Keep the plan")
    auditor.look("03-plan-with-a-mistake")
    page.locator(".faults a").click()
    expect(page.locator("#cycle")).to_be_focused()
    page.locator("#cycle").fill("2026")
    auditor.press("Keep the plan")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        {"ru": "Аудит 2026 года", "en": "Audit 2026"}[auditor.language]
    )


def _invite(auditor: Reader, tmp_path: Path) -> list[str]:
    page = auditor.page
    auditor.follow("Invite: make personal links")
    auditor.fill("People, one a line", "\n".join(STAFF))
    page.locator("#unit").select_option("programme_section")
    auditor.look("04-links")
    with page.expect_download() as waited:
        auditor.press("Make the links and download")
    waited.value.save_as(tmp_path / "links.csv")
    with (tmp_path / "links.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[0] for row in rows] == STAFF
    page.goto(rows[7][1])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return [row[1].rstrip("/").rpartition("/")[2] for row in rows]


def _answer(session: Session, audit: AuditView, tokens: list[str]) -> None:
    for place, token in enumerate(tokens):
        responding.save(session, token, {"sex": ("woman", "man")[place % 2], "heard": "3"})
        responding.submit(session, token, today=date.today())


def _close_knowingly(auditor: Reader, audit: AuditView) -> None:
    page = auditor.page
    page.goto(f"/audits/{audit.id}")
    expect(page.get_by_text(auditor.say("at least %(number)d", number=5)).first).to_be_visible()
    auditor.look("05-open")
    auditor.press("Close the audit")
    expect(page.locator(".faults")).to_be_visible()
    page.locator("#knowing").check()
    auditor.press("Close the audit")


def _read_the_scorecard(auditor: Reader) -> None:
    page = auditor.page
    expect(page.get_by_role("heading", level=1)).to_have_text(auditor.say("Scorecard"))
    page.locator("details details summary").first.click()
    auditor.look("06-scorecard")
    auditor.follow("Back to the audit")


def _reopen(auditor: Reader) -> None:
    auditor.page.locator("details:has(#reason) > summary").click()
    auditor.fill("Why is it reopened?", "The institution's set came late")
    auditor.press("Reopen the audit")
    expect(auditor.page.locator(".state")).to_have_text(auditor.say("open"))


def _fill_the_institution_s_set(session: Session, audit: AuditView) -> None:
    enquiry = audit.enquiries[0].id
    responding.save_as(session, SYSTEM, audit.id, enquiry_id=enquiry, answers={"posts": build.POSTS})
    responding.submit_as(session, SYSTEM, audit.id, enquiry_id=enquiry, today=date.today())


def _take_the_workbook(auditor: Reader, tmp_path: Path) -> None:
    page = auditor.page
    auditor.follow("Back to the audit")
    auditor.look("08-closed")
    with page.expect_download() as waited:
        page.locator(f"a[href*='workbook.xlsx?language={auditor.language}']").click()
    waited.value.save_as(tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx")
    shown = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert {"ru": "Новый центр", "en": "New centre"}[auditor.language] in shown
    assert book.sheetnames[0] == auditor.say("Summary")


def test_an_auditor_s_pages_fit_a_phone(auditor: Reader, session: Session, body: BodyView) -> None:
    made = build.an_audit(session, body.id)
    auditor.page.set_viewport_size({"width": 390, "height": 844})
    auditor.name = "auditor-phone"
    auditor.page.goto(f"/bodies/{body.id}/audits/new")
    auditor.look("plan")
    audits.open_audit(session, SYSTEM, made.id)
    build.invited(session, made, made.enquiries[1].id, STAFF)
    for name, path in (("audit", ""), ("links", f"/{made.enquiries[1].id}/links")):
        auditor.page.goto(f"/audits/{made.id}{path}")
        auditor.look(name)
    _fill_the_institution_s_set(session, made)
    audits.close_audit(session, SYSTEM, made.id)
    auditor.page.goto(f"/audits/{made.id}/scorecard")
    for summary in auditor.page.locator("details details > summary").all():
        summary.click()
    auditor.look("scorecard")
