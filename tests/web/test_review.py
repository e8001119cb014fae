"""The auditor runs an audit: opens, invites, follows, closes knowing what lacks, reads, exports, reopens."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from audit.lifecycle import Role, State
from audit.service import audits, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import AuditView
from audit.web.figures import EVENT_NAMES
from audit.wording import ROOT
from tests import build
from tests.web.browsing import Visitor


@dataclass
class Desk:
    """An auditor's browser at one audit."""

    visitor: Visitor
    audit: AuditView
    session: Session

    @property
    def page(self) -> str:
        """The audit's page."""
        return f"/audits/{self.audit.id}"

    @property
    def institution(self) -> str:
        """The identifier of the institution's set."""
        return self.audit.enquiries[0].id

    @property
    def links(self) -> str:
        """The page where the staff survey's links are made."""
        return f"{self.page}/{self.audit.enquiries[1].id}/links"

    def take(self, step: str, *, status: int = 303, **given: str) -> str:
        """Press a button of the audit's page."""
        self.visitor.get(self.page)
        return self.visitor.post(f"{self.page}/{step}", dict(given), status=status).location or ""

    def invite(self, people: str, *, status: int = 200, **given: str) -> list[list[str]]:
        """Send the form of links; return the rows of the file."""
        self.visitor.get(self.links)
        sent = self.visitor.post(self.links, {"people": people, **given}, status=status)
        return list(csv.reader(io.StringIO(sent.data.decode("utf-8-sig")))) if status == 200 else []

    @property
    def state(self) -> State:
        """Where the audit stands."""
        return audits.audit(self.session, SYSTEM, self.audit.id).state

    @property
    def faults(self) -> list[str]:
        """What the page says is wrong."""
        return [str(said) for said in self.visitor.page.xpath("//*[@class='faults']//li//text()")]


@pytest.fixture
def desk(shelf: Path, session: Session, body: BodyView, signed_in: Callable[[Role], Visitor]) -> Desk:
    """An auditor at a draft audit of two small questionnaires."""
    return Desk(signed_in(Role.AUDITOR), build.an_audit(session, body.id), session)


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """The same, opened."""
    desk.take("open")
    return desk


@pytest.fixture
def closed_desk(open_desk: Desk) -> Desk:
    """The same, closed with the institution's set in and five people's answers."""
    fill(open_desk)
    open_desk.take("close", knowing="y")
    return open_desk


def fill(desk: Desk) -> None:
    """Submit the institution's set."""
    given = {"posts": build.POSTS}
    session, audit = desk.session, desk.audit.id
    responding.save_as(session, SYSTEM, audit, enquiry_id=desk.institution, answers=given)
    responding.submit_as(session, SYSTEM, audit, enquiry_id=desk.institution, today=date.today())


def test_opening_twice_opens_once_and_says_so(desk: Desk) -> None:
    desk.visitor.get(desk.page)
    for _ in range(2):
        desk.visitor.post(f"{desk.page}/open")
    desk.visitor.get(desk.page)
    assert (desk.state, "The audit was open already." in desk.visitor.text) == (State.OPEN, True)


def test_each_person_gets_a_link_that_opens(open_desk: Desk) -> None:
    rows = open_desk.invite("Office 12\n\n  Office 13 ", unit="north")
    assert [row[0] for row in rows] == ["Person", "Office 12", "Office 13"]
    open_desk.visitor.get(rows[1][1].removeprefix("http://localhost"))


def test_the_unit_chosen_is_kept_with_the_people(open_desk: Desk) -> None:
    open_desk.invite("Office 12", unit="north")
    open_desk.visitor.get(open_desk.links)
    assert "North" in open_desk.visitor.page.xpath("string(//table)")


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "Write at least one person"),
        ("Office 1\n=HYPERLINK(1)", "Line 2: begin with a letter"),
        ("＝HYPERLINK(1)", "Line 1: begin with a letter"),
        ("a" * 121, "Line 1: begin with a letter"),
        ("Office 1\n\nOffice 1", "Line 3: 'Office 1' has a link already"),
    ],
)
def test_a_line_that_names_nobody_is_told_and_nobody_is_invited(people: str, said: str, open_desk: Desk) -> None:
    open_desk.invite(people, status=422)
    kept = open_desk.visitor.page.xpath("string(//textarea)").strip()
    assert (any(said in line for line in open_desk.faults), kept) == (True, people.strip())


def test_a_label_stays_one_cell_where_semicolons_part_the_cells(open_desk: Desk) -> None:
    open_desk.visitor.get(open_desk.links)
    sent = open_desk.visitor.post(open_desk.links, {"people": 'Office;=HYPERLINK("x")'}, status=200).data.decode(
        "utf-8-sig"
    )
    cells = [row[0] for row in csv.reader(io.StringIO(sent), delimiter=";")]
    assert [cell for cell in cells if cell.startswith("=")] == []
    assert cells[1].startswith('Office;=HYPERLINK("x")')


def test_inviting_twice_makes_no_second_links(open_desk: Desk) -> None:
    open_desk.invite("Office 12")
    open_desk.invite("Office 12", status=422)
    assert open_desk.faults == [
        "Line 1: 'Office 12' has a link already. Tell the two apart, or make a new link in place of the lost one."
    ]


def test_a_unit_that_the_body_does_not_have_is_refused(open_desk: Desk) -> None:
    open_desk.invite("Office 12", unit="moon", status=422)
    assert "no unit" in open_desk.faults[0]


def test_a_lost_link_is_replaced_and_the_old_one_dies(open_desk: Desk) -> None:
    old = open_desk.invite("Office 12")[1][1]
    open_desk.visitor.get(open_desk.links)
    (person,) = open_desk.visitor.page.xpath("//button[@name='replace']/@value")
    sent = open_desk.visitor.post(open_desk.links, {"replace": person}, status=200)
    assert sent.data.decode("utf-8-sig").splitlines()[1].split(",")[1] != old
    open_desk.visitor.get(old.removeprefix("http://localhost"), status=404)


def test_a_link_is_not_replaced_where_somebodys_answers_would_be_lost(open_desk: Desk) -> None:
    token = open_desk.invite("Office 12")[1][1].rstrip("/").rpartition("/")[2]
    responding.save(open_desk.session, token, {"years": 3})
    open_desk.visitor.get(open_desk.links)
    (person,) = open_desk.visitor.page.xpath("//button[@name='replace']/@value")
    open_desk.visitor.post(open_desk.links, {"replace": person}, status=422)
    assert "would be lost" in open_desk.faults[0]


def test_an_institution_is_not_invited(open_desk: Desk) -> None:
    open_desk.visitor.get(f"{open_desk.page}/{open_desk.institution}/links", status=404)


def test_a_draft_audit_invites_nobody(desk: Desk) -> None:
    desk.visitor.get(desk.links, status=403)
    assert "people are invited after it is opened" in desk.visitor.text


def test_progress_is_rounded_down_while_people_answer(open_desk: Desk) -> None:
    rows = open_desk.invite("\n".join(f"Office {number}" for number in range(1, 9)))
    for row in rows[1:8]:
        token = row[1].rstrip("/").rpartition("/")[2]
        responding.save(open_desk.session, token, {"sex": "woman"})
        responding.submit(open_desk.session, token, today=date.today())
    open_desk.visitor.get(open_desk.page)
    shown = " ".join(open_desk.visitor.page.text_content().split())
    assert ("at least 5" in shown, "Submitted: at least 7" in shown) == (True, False)


def test_closing_says_what_lacks_before_it_closes(open_desk: Desk) -> None:
    open_desk.take("close", status=422)
    assert (len(open_desk.faults), open_desk.state) == (2, State.OPEN)
    assert "“Small institutional set” is not submitted" in open_desk.faults[0]


def test_an_audit_is_closed_by_somebody_who_knows_what_lacks(open_desk: Desk) -> None:
    open_desk.take("close", knowing="y")
    assert open_desk.state is State.CLOSED


def test_closing_twice_closes_once_and_leads_to_the_scorecard(open_desk: Desk) -> None:
    open_desk.visitor.get(open_desk.page)
    led = [open_desk.visitor.post(f"{open_desk.page}/close", {"knowing": "y"}).location for _ in range(2)]
    open_desk.visitor.get(led[1] or "")
    assert (open_desk.visitor.heading, len(reporting.snapshots(open_desk.session, SYSTEM, open_desk.audit.id))) == (
        "Scorecard",
        1,
    )


def test_the_scorecard_shows_its_tree_down_to_the_levels(closed_desk: Desk) -> None:
    closed_desk.visitor.get(f"{closed_desk.page}/scorecard")
    rows = closed_desk.visitor.page.xpath("//details//details//tbody/tr")
    cells = [[cell.text_content().strip() for cell in row] for row in rows]
    assert cells[:2] == [
        ["Head", "1", "1", "0", "50%", "0", "100.0", "at parity"],
        ["Staff", "3", "9", "1", "25%", "3", "53.2", "women under-represented"],
    ]


MANY = """\
      - name: means
        type: select_multiple
        label: {en: Means in use, ru: Что применяется}
        choices:
          - {name: plan, score: 40, label: {en: Plan, ru: План}}
          - {name: training, score: 60, label: {en: Training, ru: Обучение}}
      - {name: remark, type: text, label"""


def test_the_scorecard_shows_an_indicator_of_several_choices_by_their_labels(
    shelf: Path, session: Session, body: BodyView, signed_in: Callable[[Role], Visitor]
) -> None:
    asking = build.INSTITUTION.replace("      - {name: remark, type: text, label", MANY)
    asking += "  - {name: means, dimension: people, measure: choice, of: means}\n"
    (shelf / "small-institution.yaml").write_text(asking, encoding="utf-8")
    desk = Desk(signed_in(Role.AUDITOR), build.an_audit(session, body.id), session)
    desk.take("open")
    given = {"posts": build.POSTS, "means": ["plan", "training"]}
    responding.save_as(session, SYSTEM, desk.audit.id, enquiry_id=desk.institution, answers=given)
    responding.submit_as(session, SYSTEM, desk.audit.id, enquiry_id=desk.institution, today=date.today())
    desk.take("close", knowing="y")
    desk.visitor.get(f"{desk.page}/scorecard")
    assert "Plan, Training" in desk.visitor.text


def test_what_nobody_signed_in_did_was_done_by_the_program(closed_desk: Desk) -> None:
    closed_desk.visitor.get(closed_desk.page)
    who = {row.xpath("td[2]")[0].text_content() for row in closed_desk.visitor.page.xpath("//table//tr[td]")}
    assert "the program" in who
    assert "system" not in who


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_workbook_opens_and_its_export_is_remembered(language: str, closed_desk: Desk) -> None:
    sent = closed_desk.visitor.client.get(f"{closed_desk.page}/workbook.xlsx?language={language}")
    assert load_workbook(io.BytesIO(sent.data)).sheetnames[0] == {"en": "Summary", "ru": "Сводка"}[language]
    closed_desk.visitor.get(closed_desk.page)
    assert f"exported a document: paritet-2025-{language}.xlsx" in closed_desk.visitor.text


def test_an_open_audit_has_no_workbook(open_desk: Desk) -> None:
    open_desk.visitor.get(f"{open_desk.page}/workbook.xlsx", status=403)
    assert "can be exported after it is closed" in open_desk.visitor.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": "  "}, "Say why the audit is reopened"),
        ({"reason": "x" * 501}, "500 characters at most"),
        ({"reason": "A set came late", "deadline": "2020-01-01"}, "enter today or a later day, or leave it empty"),
        ({"reason": "A set came late", "deadline": "soon"}, "Enter a date"),
        ({"reason": "A set came\x01 late"}, "a character that cannot be kept (U+0001)"),
    ],
)
def test_an_audit_is_not_reopened_without_a_good_reason(given: dict[str, str], said: str, closed_desk: Desk) -> None:
    closed_desk.take("reopen", status=422, **given)
    assert (any(said in line for line in closed_desk.faults), closed_desk.state) == (True, State.CLOSED)
    assert closed_desk.visitor.page.xpath("//input[@id='reason']")


def test_what_was_typed_as_a_reason_is_shown_again_beside_its_mistake(closed_desk: Desk) -> None:
    closed_desk.take("reopen", status=422, reason="A set came late\ufffe")
    (field,) = closed_desk.visitor.page.xpath("//input[@id='reason']")
    assert ("A set came late" in field.get("value"), field.get("aria-invalid")) == (True, "true")


def test_a_reopened_audit_keeps_its_reason_and_closes_again(closed_desk: Desk) -> None:
    closed_desk.take("reopen", reason="A set came late")
    assert closed_desk.state is State.OPEN
    closed_desk.take("close", knowing="y")
    closed_desk.visitor.get(closed_desk.page)
    kept = reporting.snapshots(closed_desk.session, SYSTEM, closed_desk.audit.id)
    assert (
        [each.retired_on is None for each in kept],
        "reopened the audit: A set came late" in closed_desk.visitor.text,
    ) == (
        [False, True],
        True,
    )


def test_reopening_twice_reopens_once(closed_desk: Desk) -> None:
    closed_desk.visitor.get(closed_desk.page)
    for _ in range(2):
        closed_desk.visitor.post(f"{closed_desk.page}/reopen", {"reason": "A set came late"})
    closed_desk.visitor.get(closed_desk.page)
    assert "The audit was open already." in closed_desk.visitor.text


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
@pytest.mark.parametrize("place", ["", "/plan", "/workbook.xlsx", "links"])
def test_an_auditors_pages_are_refused_to_others_in_plain_words(
    role: Role, place: str, closed_desk: Desk, signed_in: Callable[[Role], Visitor]
) -> None:
    visitor = signed_in(role)
    visitor.get(closed_desk.links if place == "links" else closed_desk.page + place, status=403)


def test_every_event_of_an_audit_has_words() -> None:
    written = set()
    for path in (ROOT / "audit" / "service").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "record_audit(session, actor, " in line:
                written.add(line.split('"')[1])
    assert written == set(EVENT_NAMES)


def test_an_audit_says_that_nobody_can_fill_the_set_until_somebody_can(
    desk: Desk, signed_in: Callable[[Role], Visitor]
) -> None:
    desk.take("open")
    desk.visitor.get(desk.page)
    assert "There is no focal point yet" in desk.visitor.text
    assert "Nobody in management can read the results yet" in desk.visitor.text
    signed_in(Role.FOCAL_POINT)
    signed_in(Role.MANAGEMENT)
    desk.visitor.get(desk.page)
    assert "There is no focal point yet" not in desk.visitor.text
    assert "Nobody in management" not in desk.visitor.text


def test_the_file_of_links_says_in_its_name_how_many_they_are_and_whose(open_desk: Desk) -> None:
    open_desk.visitor.get(open_desk.links)
    sent = open_desk.visitor.post(open_desk.links, {"people": "Office 1\nOffice 2"}, status=200)
    named = unquote(sent.headers["Content-Disposition"])
    body, title = open_desk.audit.body_name["en"], open_desk.audit.title["en"]
    assert f"filename*=UTF-8''2 personal links – {body} – {title} – " in named
