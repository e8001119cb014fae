"""Every type of question filled in a real browser, on a phone and a laptop, in both languages, by a link."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from sqlalchemy.orm import Session

from audit import config
from audit.app import create_app
from audit.questionnaire.schema import Mode
from audit.service import audits, definitions, responding
from audit.service.actors import SYSTEM
from audit.service.views import EnquiryDraft
from tests import build
from tests.browser.looking import Reader
from tests.browser.serving import served
from tests.browser.test_staff_journey import LAPTOP, PHONE, SECRET, Link
from tests.web.test_respond_types import EVERY_TYPE, PDF

pytestmark = pytest.mark.browser


@pytest.fixture
def link(database_url: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    text = EVERY_TYPE.read_text(encoding="utf-8").replace("respondent: institution", "respondent: staff")
    text = text[: text.index("indicators:")]
    (shelf / "every-type.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    body = build.a_body(session)
    enquiry = EnquiryDraft("every-type", mode=Mode.NAMED)
    draft = build.an_audit(session, body.id, enquiries=(enquiry,), languages=("ru", "en"))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    (token,) = build.invited(session, audit, audit.enquiries[0].id, ["Аида"])
    session.commit()
    secrets = config.Secrets(SECRET, SECRET, SECRET)
    app = create_app(config.Settings(instance=tmp_path, database_url=database_url, secrets=secrets))
    with served(app) as address:
        yield Link(f"{address}/r/{token}", token)
    app.extensions["paritet.engine"].dispose()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_type_is_filled_and_submitted(
    link: Link, chromium: Browser, session: Session, language: str, screen: ViewportSize
) -> None:
    context = chromium.new_context(viewport=screen, locale=language)
    context.set_default_timeout(10_000)
    she = Reader(context.new_page(), language, f"types-{screen['width']}")
    she.page.goto(f"{link.address}/")
    she.press("Begin")
    _facts(she)
    _log(she)
    she.page.locator("[name=visits]").fill("2")
    expect(she.page.locator("[data-entry]")).to_have_count(2)
    she.press("Next")
    she.look("review")
    she.press("Submit")
    expect(she.page.get_by_role("heading", name=she.say("Thank you. Your answers are in"))).to_be_visible()
    kept = responding.arrive(session, link.token).answers
    context.close()
    assert she.wrong == []
    assert (kept["effort"], kept["order"], kept["city"]) == (8, ("water", "peace", "borders"), "osh")
    entries = kept["delegations"]
    assert isinstance(entries, tuple)
    assert len(entries) == 2


def _facts(she: Reader) -> None:
    page = she.page
    page.locator("[name=opens]").fill("09:30")
    page.locator("[name=met]").fill("2026-05-04T14:30")
    expect(page.locator("[name=effort]")).to_have_value("")
    page.locator("[data-span] input[type=range]").fill("8")
    expect(page.locator("[name=effort]")).to_have_value("8")
    page.locator("[name=read]").check()
    page.locator("[name=page]").fill("https://example.org/policy")
    page.locator("[data-rank] li").nth(1).locator(".moves button").first.click()
    page.locator("[name=country][value=kg]").check()
    page.locator("[name=city][value=osh]").check()
    expect(page.locator("[data-question=why] label")).to_contain_text({"ru": "Ош", "en": "Osh"}[she.language])
    page.locator("[name=proof]").set_input_files({"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.locator("[name='-attach']").click()
    expect(page.locator(".attached")).to_contain_text("plan.pdf")
    she.look("facts")
    she.press("Next")


def _log(she: Reader) -> None:
    page = she.page
    page.locator("[name='delegations/1/where']").fill({"ru": "Ош", "en": "Osh"}[she.language])
    page.locator("[name='delegations/1/days']").fill("12")
    expect(page.locator("[name='delegations/1/late']")).to_be_visible()
    page.locator("[name='delegations/1/people/spoke/women']").fill("2")
    page.locator("[name='delegations/1/people/spoke/men']").fill("3")
    page.locator("[name='-add'][value=delegations]").click()
    page.locator("[name='delegations/2/where']").fill("Khujand")
    page.locator("[name='-add'][value='delegations/2/panels']").click()
    page.locator("[name='delegations/2/panels/1/topic']").fill("Water")
    expect(page.locator("[data-pool] tbody tr").nth(1)).to_contain_text("5")
    she.look("log")
    she.press("Next")
