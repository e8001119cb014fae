"""An auditor brings the head-counts of many days in a table, and takes them away in one that comes back."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import Role
from audit.questionnaire.schema import Sex
from audit.service import bodies
from audit.service.actors import SYSTEM
from audit.service.bodies import BodyView
from tests import build
from tests.web.browsing import Visitor

TABLE = "date,level,women,men,other\n2025-12-31,head,1,2,\n2025-12-31,staff,12,9,1\n"


@pytest.fixture
def body(session: Session) -> BodyView:
    return build.a_body(session)


def _file(text: str) -> dict[str, object]:
    return {"file": (io.BytesIO(text.encode()), "counts.csv")}


def test_a_table_becomes_head_counts_and_a_workbook_that_comes_back(
    signed_in: Callable[[Role], Visitor], session: Session, body: BodyView
) -> None:
    auditor, page = signed_in(Role.AUDITOR), f"/admin/bodies/{body.id}/headcounts"
    auditor.get(page)
    auditor.post(f"{page}/table", _file(TABLE))
    auditor.get(page)
    assert "1 head-count is saved." in auditor.text
    kept = bodies.headcounts(session, SYSTEM, body.id)
    assert [(each.on, each.counts["staff"]) for each in kept] == [
        (date(2025, 12, 31), {Sex.WOMEN: 12, Sex.MEN: 9, Sex.OTHER: 1})
    ]
    workbook = auditor.client.get(f"{page}.xlsx").data
    auditor.post(f"{page}/table", {"file": (io.BytesIO(workbook), "counts.xlsx")})
    assert bodies.headcounts(session, SYSTEM, body.id) == kept


@pytest.mark.parametrize(("language", "said"), [("en", "line 2, column 'level'"), ("ru", "строка 2, столбец «level»")])
def test_a_table_with_a_mistake_changes_nothing_and_is_told_where(
    language: str, said: str, signed_in: Callable[[Role], Visitor], session: Session, body: BodyView
) -> None:
    auditor, page = signed_in(Role.AUDITOR), f"/admin/bodies/{body.id}/headcounts"
    auditor.get(f"/language/{language}", status=303)
    auditor.get(page)
    auditor.post(f"{page}/table", _file(TABLE.replace(",head,", ",haed,")), status=422)
    assert said in auditor.text.replace("&#39;", "'")
    assert bodies.headcounts(session, SYSTEM, body.id) == ()


def test_no_file_is_no_table(signed_in: Callable[[Role], Visitor], body: BodyView) -> None:
    auditor, page = signed_in(Role.AUDITOR), f"/admin/bodies/{body.id}/headcounts"
    auditor.get(page)
    auditor.post(f"{page}/table", {}, status=422)
    assert "no file was chosen" in auditor.text


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_others_neither_bring_nor_take(role: Role, signed_in: Callable[[Role], Visitor], body: BodyView) -> None:
    visitor, page = signed_in(role), f"/admin/bodies/{body.id}/headcounts"
    visitor.get(f"{page}.xlsx", status=403)
    visitor.get("/")
    visitor.post(f"{page}/table", _file(TABLE), status=403)
