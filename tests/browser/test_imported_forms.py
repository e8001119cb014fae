"""Forms of other formats, converted and filled to the end on a phone, as whoever brings them in would see them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from audit import config
from audit.app import create_app
from audit.questionnaire import limesurvey
from audit.questionnaire.carrying import Carried
from audit.questionnaire.schema import Mode
from audit.questionnaire.xlsform import reading
from audit.service import audits, definitions, responding
from audit.service.actors import SYSTEM
from audit.service.views import EnquiryDraft
from tests import build
from tests.browser.looking import Reader
from tests.browser.serving import served
from tests.browser.test_staff_journey import PHONE, SECRET, Link
from tests.questionnaire.limesurvey.described import described
from tests.questionnaire.limesurvey.writer import lss
from tests.questionnaire.xlsform.building import FORMS, form

pytestmark = pytest.mark.browser

Filled = Mapping[str, str | tuple[str, ...]]
Asked = Callable[[Carried, str], Link]


@dataclass(frozen=True)
class Case:
    """An imported form: its language, what is filled on each page in turn, some of what is kept at the end, and a
    text that an earlier answer of hers completes, with the number of its page."""

    name: str
    language: str
    pages: tuple[Filled, ...]
    kept: Mapping[str, Any] = field(default_factory=dict)
    quoted: tuple[int, str] = (1, "")


CASES = (
    Case(
        "household",
        "en",
        (
            {},
            {"consent": "yes"},
            {"region": "2", "district": "oth", "other_place": "By the river"},
            {
                "hh_size": "2",
                "member/1/member_name": "Aida",
                "member/1/age": "41",
                "member/1/sex": "f",
                "member/2/member_name": "Bek",
                "member/2/age": "12",
                "member/2/sex": "m",
            },
            {"income": "salary", "needs": ("water", "other"), "needs/other": "Light", "days": "20"},
        ),
        {"district": "oth", "needs": ("water", "other"), "needs_other": "Light", "days": 20},
        (4, "How old is Aida?"),
    ),
    Case(
        "peace_ar",
        "ru",
        (
            {"sex": "w", "age_band": "a2"},
            {"roles": ("mediator", "observer"), "talks": "7", "heard": "never", "story": "Перебивали"},
            {},
        ),
        {"roles": ("mediator", "observer"), "talks": 7, "story": "Перебивали"},
    ),
    Case(
        "tables",
        "ru",
        (
            {"climate/heard": "3", "climate/fair": "2"},
            {"safety_head/safe": "1", "safety_head/report": "2", "more": "Темно на лестнице"},
            {"one": "1"},
        ),
        {"climate": {"heard": "3", "fair": "2"}, "more": "Темно на лестнице"},
    ),
    Case(
        "lookups",
        "en",
        ({"region": "north", "town": "t1", "village": "v1", "post": "officer", "big": "A city"},),
        {"town": "t1", "village": "v1", "big": "A city"},
    ),
    Case(
        "conditions",
        "ru",
        (
            {"Q1": "A2", "Q2": "Y", "Q3": ("2",), "Q4": "12,5"},
            {"two_fields": "Да", "scenarios": "Есть", "ticked": "Няня", "made": "Верно"},
        ),
        {"Q3": ("2",), "two_fields": "Да", "made": "Верно"},
    ),
    Case(
        "demonstration",
        "en",
        (
            {"short": "Osh", "age": "40", "radio": "A1", "drop": "2", "agree": "Y", "five": "4"},
            {"media": ("SQ001", "SQ002"), "sums_work": "8", "order": ("p", "t", "r")},
            {
                "five_points/SQ001": "2",
                "tenpoints/SQ001": "9",
                "tenpoints/SQ002": "10",
                "boxes_SQ001": ("y1",),
                "dual_1/SQ002": "2",
                "figures_SQ001_y2": "10",
                "cells_SQ002_y1": "As it was",
            },
        ),
        {"age": 40, "order": ("p", "t", "r"), "cells_SQ002_y1": "As it was"},
        (1, "You are 40 years old and live in Osh."),
    ),
)
#: What an author still has to write before an audit takes a form in Russian: a release refuses a text without it.
TRANSLATED = {
    "title:\n  ar: Women in mediation": "title:\n  ar: Women in mediation\n  ru: Женщины в посредничестве",
    "{ar: Women in mediation}": "{ar: Women in mediation, ru: Женщины в посредничестве}",
    "{ar: اختاري كل ما ينطبق}": "{ar: اختاري كل ما ينطبق, ru: Отметьте всё верное}",
    "{ar: من ١ إلى ٢٠٠}": "{ar: من ١ إلى ٢٠٠, ru: От 1 до 200}",
    "{en: With a hint}": "{en: With a hint, ru: С подсказкой}",
}
SURVEYS = frozenset({"conditions", "demonstration"})


@pytest.fixture
def asked(database_url: str, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    monkeypatch.setattr(definitions, "SHELF", shelf)
    with ExitStack() as stack:

        def ask(carried: Carried, language: str) -> Link:
            assert carried.questionnaire is not None
            name = carried.questionnaire.name
            text = carried.text_of_yaml.replace("respondent: institution", "respondent: staff")
            text = text.replace("mode: anonymous", "mode: named").replace("mode: confidential", "mode: named")
            for before, after in TRANSLATED.items():
                text = text.replace(before, after)
            (shelf / f"{name}.yaml").write_text(text, encoding="utf-8")
            body = build.a_body(session)
            enquiries = (EnquiryDraft(name, mode=Mode.NAMED),)
            draft = build.an_audit(session, body.id, enquiries=enquiries, languages=(language,))
            audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
            (token,) = build.invited(session, audit, audit.enquiries[0].id, ["Аида"])
            session.commit()
            secrets = config.Secrets(SECRET, SECRET, SECRET)
            app = create_app(config.Settings(instance=tmp_path, database_url=database_url, secrets=secrets))
            stack.callback(app.extensions["paritet.engine"].dispose)
            return Link(f"{stack.enter_context(served(app))}/r/{token}", token)

        yield ask


def _converted(name: str, folder: Path) -> Carried:
    if name in SURVEYS:
        return limesurvey.read(lss(described(name), new=True), file=f"{name}.lss")
    return reading.read(form(FORMS / f"{name}.yaml").put(folder))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_imported_form_is_filled_to_the_end_on_a_phone(
    asked: Asked, case: Case, chromium: Browser, session: Session, tmp_path: Path
) -> None:
    link = asked(_converted(case.name, tmp_path), case.language)
    context = chromium.new_context(viewport=PHONE, locale=case.language)
    context.set_default_timeout(10_000)
    she = Reader(context.new_page(), case.language, f"imported-{case.name}")
    she.page.goto(f"{link.address}/")
    she.press("Begin")
    for number, page in enumerate(case.pages, start=1):
        for name, value in page.items():
            _answer(she, name, value)
        if number == case.quoted[0]:
            expect(she.page.locator("main")).to_contain_text(case.quoted[1])
        she.look(f"page-{number}")
        _go_on(she)
    she.look("review")
    she.press("Submit")
    expect(she.page.get_by_role("heading", name=she.say("Thank you. Your answers are in"))).to_be_visible()
    answers = responding.arrive(session, link.token).answers
    context.close()
    assert she.wrong == []
    assert {name: answers.get(name) for name in case.kept} == case.kept


def _go_on(she: Reader) -> None:
    """Press Next, and once more where her last answer brought questions up before the page had saved it."""
    with she.page.expect_navigation():
        she.press("Next")
    if "more=" in she.page.url:
        she.press("Next")


def _answer(she: Reader, name: str, value: str | tuple[str, ...]) -> None:
    """Answer one question by whatever its page offers; a question that earlier answers bring up is waited for."""
    page: Page = she.page
    if page.locator(f"[data-question='{name}'] [data-rank]").count():
        assert isinstance(value, tuple)
        page.locator(f"[data-question='{name}']").get_by_role("button", name=she.say("This order is right")).click()
        return
    own = page.locator(f"[name='{name}']:not([type=hidden])").first
    own.wait_for()
    shape = own.evaluate("field => field.type")
    if shape == "select-one":
        own.select_option(str(value))
    elif shape in ("radio", "checkbox"):
        for each in (value,) if isinstance(value, str) else value:
            page.locator(f"[name='{name}'][value='{each}']").check()
    else:
        own.fill(str(value))
