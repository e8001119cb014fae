"""The date of a document from the page where it is given to the checks of the report, without a script."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.orm import Session

from audit.analysis.report import Report
from audit.errors import NotFound, Refused
from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.render import excel
from audit.render.document import telling
from audit.render.document.blocks import Table
from audit.service import audits, checking, definitions, evidence, reporting, responding, seats
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import EnquiryDraft
from audit.store import files
from tests import build
from tests.web.browsing import Visitor
from tests.web.test_respond_types import EVERY_TYPE, PDF, Set

SignedIn = Callable[[Role], Visitor]
PAGE = "https://example.org/policy"


@pytest.fixture
def named(
    session: Session, body: BodyView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn
) -> Set:
    """An institution's set that takes a file and a link; answered by names."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    text = EVERY_TYPE.read_text(encoding="utf-8").replace("{name: year, type", "{name: year, evidence: expected, type")
    (shelf / "every-type.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    enquiries = (EnquiryDraft("every-type", mode=Mode.NAMED),)
    draft = build.an_audit(session, body.id, enquiries=enquiries, languages=("en", "ru"))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    session.commit()
    return Set(signed_in(Role.FOCAL_POINT), session, (audit.id, audit.enquiries[0].id), SYSTEM)


def _dates(named: Set) -> dict[str, date]:
    named.session.expire_all()
    return dict(responding.arrive_as(named.session, SYSTEM, named.ids[0], enquiry_id=named.ids[1]).dates)


def _typed(named: Set, question: str) -> list[str]:
    return list(named.visitor.page.xpath(f"//input[@name='{question}/dated']/@value"))


def _read_over(named: Set) -> None:
    named.open("facts")
    named.post("facts", {"read": "OK"})
    named.open("log")
    named.post("log", {"delegations/1/where": "Osh", "delegations/1/days": "9"})
    named.open("-/review")


def _submit(named: Set) -> None:
    _read_over(named)
    form = named.visitor.page.xpath("//form[@id='review']")[0]
    named.visitor.post(f"{named.root}/-/review", {**dict(form.form_values()), "-action": "submit"})


def _given(named: Set, **days: str) -> None:
    named.open("facts")
    files_and_days = {"proof": (io.BytesIO(PDF), "plan.pdf"), "page": PAGE}
    named.post("facts", {**files_and_days, **{f"{name}/dated": day for name, day in days.items()}, "-action": "leave"})


@pytest.mark.parametrize("typed", ["2019-03-05", "05.03.2019", " 5.3.2019 "])
def test_the_date_of_a_file_and_of_a_page_is_kept_and_shown_again(named: Set, typed: str) -> None:
    _given(named, proof=typed, page="2020-01-31")
    assert sorted(_dates(named).values()) == [date(2019, 3, 5), date(2020, 1, 31)]
    named.open("facts")
    assert (_typed(named, "proof"), _typed(named, "page")) == (["2019-03-05"], ["2020-01-31"])
    _read_over(named)
    assert "plan.pdf, dated 5 March 2019" in " ".join(named.texts("//dl//dd"))


def test_a_document_needs_no_date(named: Set) -> None:
    _given(named)
    assert _dates(named) == {}
    assert "proof" in named.answers


@pytest.mark.parametrize(
    ("typed", "said"),
    [("last spring", "This is not a date"), ("31.02.2020", "There is no such day in the calendar")],
)
def test_a_wrong_date_is_said_at_its_field_and_nothing_is_lost(named: Set, typed: str, said: str) -> None:
    named.open("facts")
    given = {"proof": (io.BytesIO(PDF), "plan.pdf"), "proof/dated": typed, "why": "Typed"}
    named.post("facts", given, status=422)
    field = named.visitor.page.xpath("//input[@name='proof/dated']")[0]
    assert (field.value, field.get("aria-invalid"), field.get("type")) == (typed, "true", "text")
    (fault,) = named.texts("//p[@id='e-proof/dated']")
    assert said in fault
    assert named.visitor.page.xpath("//a[@href='#q-proof/dated']")
    assert (named.answers["why"], named.answers["proof"].endswith("/plan.pdf")) == ("Typed", True)


def test_a_date_without_a_document_is_asked_about(named: Set) -> None:
    named.open("facts")
    named.post("facts", {"page/dated": "2020-01-31"}, status=422)
    assert "Give the document too, or delete the date" in named.visitor.text
    assert _typed(named, "page") == ["2020-01-31"]


def test_a_document_that_is_taken_away_takes_its_date_along(named: Set) -> None:
    _given(named, proof="2019-03-05", page="2020-01-31")
    named.open("facts")
    named.post("facts", {"-clear": "proof"})
    named.open("facts")
    named.post("facts", {"page": "", "-action": "leave"})
    assert _dates(named) == {}
    assert {"proof", "page"} & set(named.answers) == set()


def test_a_date_can_be_changed_and_deleted(named: Set) -> None:
    _given(named, page="2020-01-31")
    for typed, kept in (("2021-02-01", [date(2021, 2, 1)]), ("", [])):
        named.open("facts")
        named.post("facts", {"page/dated": typed, "-action": "leave"})
        assert list(_dates(named).values()) == kept


def test_a_survey_of_people_asks_and_keeps_no_dates(session: Session, named: Set) -> None:
    seat = seats.by_right(session, SYSTEM, named.ids[0], enquiry_id=named.ids[1])
    seat.enquiry.mode = Mode.CONFIDENTIAL
    with pytest.raises(Refused):
        evidence.date_document(session, seat, PAGE, dated=date(2020, 1, 1))
    session.rollback()


def test_only_what_is_an_answer_bears_a_date(session: Session, named: Set) -> None:
    _given(named)
    seat = seats.by_right(session, SYSTEM, named.ids[0], enquiry_id=named.ids[1])
    with pytest.raises(NotFound):
        evidence.date_document(session, seat, "https://example.org/other", dated=date(2020, 1, 1))


def test_the_auditor_reads_the_dates_of_what_was_submitted(named: Set, signed_in: SignedIn) -> None:
    _given(named, proof="2019-03-05")
    _submit(named)
    auditor = signed_in(Role.AUDITOR)
    auditor.get(f"/audits/{named.ids[0]}/{named.ids[1]}/files")
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in auditor.page.xpath("//tbody/tr")]
    assert sorted(rows) == [
        ["Page of the policy page", PAGE, "no date given"],
        ["Proof proof", "plan.pdf", "5 March 2019"],
    ]


def _checks(found: object) -> dict[str, tuple[str, dict[str, date]]]:
    return {each.check: (each.question, each.days) for each in found if each.check.startswith("evidence")}  # type: ignore[attr-defined]  # disagreements


def test_evidence_older_than_the_period_is_told_before_and_after_closing(
    named: Set, session: Session, signed_in: SignedIn
) -> None:
    _given(named, proof="2019-03-05", page="2099-01-01")
    _submit(named)
    told = {
        "evidence-before-period": ("proof", {"day": date(2019, 3, 5)}),
        "evidence-after-closing": ("page", {"day": date(2099, 1, 1)}),
    }
    assert _checks(checking.inconsistencies(session, SYSTEM, named.ids[0])) == told
    audits.close_audit(session, SYSTEM, named.ids[0])
    session.commit()
    report: Report = reporting.report(session, SYSTEM, named.ids[0])
    assert _checks(report.inconsistencies) == told
    assert [(each.where, each.name, each.dated) for each in report.parts[0].documents] == [
        ("page", PAGE, date(2099, 1, 1)),
        ("proof", "plan.pdf", date(2019, 3, 5)),
    ]
    auditor = signed_in(Role.AUDITOR)
    auditor.get(f"/audits/{named.ids[0]}/scorecard")
    said = " ".join(auditor.page.text_content().split())
    assert "the evidence is dated 5 March 2019, before the period began" in said


@pytest.mark.parametrize(
    ("language", "sheet", "said"), [("en", "Documents", "5 March 2019"), ("ru", "Документы", "2019")]
)
def test_workbook_and_document_list_what_was_given_with_its_date(
    named: Set, session: Session, language: str, sheet: str, said: str
) -> None:
    _given(named, proof="2019-03-05")
    _submit(named)
    audits.close_audit(session, SYSTEM, named.ids[0])
    session.commit()
    report = reporting.report(session, SYSTEM, named.ids[0])
    book = openpyxl.load_workbook(io.BytesIO(excel.workbook(report, language)))
    rows = [[cell.value for cell in row][3:5] for row in book[sheet].iter_rows(min_row=2)]
    assert [PAGE, None] in rows
    assert ["plan.pdf", datetime(2019, 3, 5)] in rows
    (chapter,) = (each for each in telling.told(report, None, language).chapters if each.name == "evidence")
    (table,) = chapter.blocks
    assert isinstance(table, Table)
    (dated,) = (row[2] for row in table.rows if row[1] == "plan.pdf")
    assert said in dated.replace("\N{NO-BREAK SPACE}", " ")


def test_evidence_that_is_asked_for_and_not_given_where_there_is_a_place_for_it_is_told(
    named: Set, session: Session
) -> None:
    _submit(named)
    found = _checks(checking.inconsistencies(session, SYSTEM, named.ids[0]))
    assert found == {"evidence-missing": ("year", {})}


def test_of_two_dates_of_one_document_the_earlier_is_told(session: Session, named: Set) -> None:
    _given(named, page="2020-01-31")
    assert list(files.dates_of_enquiry(session, named.ids[1]).values()) == [date(2020, 1, 31)]
