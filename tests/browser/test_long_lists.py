"""A long list of choices is shortened by typing, whether one of them is chosen or several."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
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
from tests.browser.test_staff_journey import PHONE, SECRET, Link

pytestmark = pytest.mark.browser

CHOICES = "\n".join(f'    - {{name: p{n}, label: {{en: "Place {n}"}}}}' for n in range(1, 41))
LISTS = f"""\
name: long-lists
version: "1"
respondent: staff
languages: [en]
title: {{en: Long lists}}
choices:
  places:
{CHOICES}
sections:
  - name: places
    label: {{en: Places}}
    questions:
      - {{name: many, type: select_multiple, choices: places, label: {{en: Where have you been?}}}}
"""


@pytest.fixture
def link(database_url: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "long-lists.yaml").write_text(LISTS, encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    body = build.a_body(session)
    enquiries = (EnquiryDraft("long-lists", mode=Mode.NAMED),)
    draft = build.an_audit(session, body.id, enquiries=enquiries, languages=("en",))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    (token,) = build.invited(session, audit, audit.enquiries[0].id, ["Aida"])
    session.commit()
    secrets = config.Secrets(SECRET, SECRET, SECRET)
    app = create_app(config.Settings(instance=tmp_path, database_url=database_url, secrets=secrets))
    with served(app) as address:
        yield Link(f"{address}/r/{token}", token)
    app.extensions["paritet.engine"].dispose()


def test_a_long_list_of_several_choices_is_shortened_and_keeps_what_is_chosen(
    link: Link, chromium: Browser, session: Session
) -> None:
    context = chromium.new_context(viewport=PHONE, locale="en")
    context.set_default_timeout(10_000)
    she = Reader(context.new_page(), "en", "long-lists")
    she.page.goto(f"{link.address}/")
    she.press("Begin")
    shown = she.page.locator("[data-question=many] label.choice:visible")
    box = she.page.get_by_label(she.say("Type to shorten the list"))
    she.page.locator("[name=many][value=p7]").check()
    box.fill("Place 40")
    expect(shown).to_have_text(["Place 7", "Place 40"])
    she.page.locator("[name=many][value=p40]").check()
    she.look("shortened")
    box.fill("")
    expect(shown).to_have_count(40)
    she.press("Next")
    she.press("Submit")
    expect(she.page.get_by_role("heading", name=she.say("Thank you. Your answers are in"))).to_be_visible()
    kept = responding.arrive(session, link.token).answers
    context.close()
    assert she.wrong == []
    assert kept["many"] == ("p7", "p40")
