"""Files as evidence on the pages of an auditor: found once submitted, handed out as downloads, to nobody else."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire.schema import Mode
from audit.service import audits, definitions
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from audit.service.views import EnquiryDraft
from tests import build
from tests.web.browsing import Visitor
from tests.web.test_respond_types import EVERY_TYPE, PDF, Set

SignedIn = Callable[[Role], Visitor]


@pytest.fixture
def attached(
    session: Session, body: BodyView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn
) -> Set:
    """An institution's set with a file attached, not submitted yet."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "every-type.yaml").write_text(EVERY_TYPE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(definitions, "SHELF", shelf)
    enquiries = (EnquiryDraft("every-type", mode=Mode.NAMED),)
    draft = build.an_audit(session, body.id, enquiries=enquiries, languages=("en", "ru"))
    audit = audits.open_audit(session, SYSTEM, draft.id, today=date.today())
    session.commit()
    made = Set(signed_in(Role.FOCAL_POINT), session, (audit.id, audit.enquiries[0].id), SYSTEM)
    made.open("facts")
    made.post("facts", {"proof": (io.BytesIO(PDF), "план <1>.pdf"), "read": "OK"})
    made.open("log")
    made.post("log", {"delegations/1/where": "Osh", "delegations/1/days": "9"})
    return made


def _submit(made: Set) -> None:
    made.open("-/review")
    form = made.visitor.page.xpath("//form[@id='review']")[0]
    made.visitor.post(f"{made.root}/-/review", {**dict(form.form_values()), "-action": "submit"})


def _list(made: Set) -> str:
    return f"/audits/{made.ids[0]}/{made.ids[1]}/files"


def test_a_submitted_file_is_found_from_the_page_of_the_audit_and_downloaded(
    attached: Set, signed_in: SignedIn
) -> None:
    _submit(attached)
    auditor = signed_in(Role.AUDITOR)
    auditor.get(f"/audits/{attached.ids[0]}")
    assert _list(attached) in auditor.page.xpath("//main//a/@href")
    auditor.get(_list(attached))
    (link,) = auditor.page.xpath("//main//table//a")
    assert link.text_content() == "план <1>.pdf"
    answer = auditor.get(link.get("href"))
    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_of_a_draft_is_not_the_auditors_to_open(attached: Set, signed_in: SignedIn) -> None:
    attached.open("facts")
    (address,) = attached.visitor.page.xpath("//p[@class='attached']/a/@href")
    digest = address.rpartition("/")[2]
    auditor = signed_in(Role.AUDITOR)
    auditor.get(_list(attached))
    assert auditor.page.xpath("//main//table") == []
    assert auditor.client.get(f"{_list(attached)}/{attached.ids[1]}/{digest}").status_code == 404


def test_nobody_but_auditors_opens_the_list(attached: Set, signed_in: SignedIn) -> None:
    _submit(attached)
    assert attached.visitor.client.get(_list(attached)).status_code == 403
    assert signed_in(Role.MANAGEMENT).client.get(_list(attached)).status_code == 403


@pytest.mark.parametrize("rest", ["/nobody/0000", "/{enquiry}/0000"])
def test_what_is_not_there_is_not_found(attached: Set, signed_in: SignedIn, rest: str) -> None:
    _submit(attached)
    address = _list(attached) + rest.format(enquiry=attached.ids[1])
    assert signed_in(Role.AUDITOR).client.get(address).status_code == 404


MULTIPART = "multipart/form-data; boundary=here"
FILE = b'--here\r\nContent-Disposition: form-data; name="proof"; filename="long.pdf"\r\n\r\n' + b"0" * 13_000_000
TYPED = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("kind", "content", "said", "unsaid"),
    [
        (MULTIPART, FILE + b"\r\n--here--\r\n", "up to 10 megabytes", "two megabytes"),
        (TYPED, b"why=" + b"x" * 3_000_000, "two megabytes", "10 megabytes"),
    ],
    ids=["a file", "a text"],
)
def test_a_post_that_is_too_large_is_refused_with_the_size_that_holds(
    attached: Set, kind: str, content: bytes, said: str, unsaid: str
) -> None:
    answer = attached.visitor.client.post(f"{attached.root}/facts", data=content, content_type=kind)
    assert answer.status_code == 413
    assert said in answer.text
    assert unsaid not in answer.text


def test_the_workbook_names_the_file_that_was_attached(attached: Set, session: Session, signed_in: SignedIn) -> None:
    _submit(attached)
    audits.close_audit(session, SYSTEM, attached.ids[0])
    session.commit()
    answer = signed_in(Role.AUDITOR).client.get(f"/audits/{attached.ids[0]}/workbook.xlsx?language=en&told=labels")
    book = openpyxl.load_workbook(io.BytesIO(answer.data), read_only=True)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    book.close()
    assert "план <1>.pdf" in cells
