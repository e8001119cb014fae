"""What follows an audit stands on two sheets of the workbook, texts as texts and days as days."""

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from audit.analysis.report import Action, Finding, FollowUp, Ground, digest
from audit.lifecycle import ActionState, FindingKind, Priority
from audit.render import excel
from audit.render.verifying import workbooks
from audit.render.verifying.claims import Kept
from tests.render.sample import regional_centre

FOLLOWED = FollowUp(
    as_of=date(2026, 3, 2),
    findings=(
        Finding(
            number=1,
            kind=FindingKind.BARRIER,
            priority=Priority.HIGH,
            title={"en": "=HYPERLINK(1)", "ru": "Мало женщин решает"},
            grounds=(Ground(questionnaire="q", indicator="posts", label={"en": "Posts"}, score=53.2),),
        ),
    ),
    actions=(
        Action(
            number=1,
            cycle="2025",
            what={"en": "Open posts"},
            responsible="Office",
            due=date(2026, 3, 1),
            state=ActionState.PLANNED,
            finding=1,
        ),
    ),
)


def test_findings_and_actions_have_their_sheets() -> None:
    book = load_workbook(io.BytesIO(excel.workbook(regional_centre(), "en", follow_up=FOLLOWED)))
    found, promised = book["Findings"], book["Actions"]
    assert [cell.value for cell in found[2]] == [1, "=HYPERLINK(1)", None, "barrier", "high priority", "Posts (53.2)"]
    assert found["B2"].data_type == "s"
    row = dict(zip([cell.value for cell in promised[1]], [cell.value for cell in promised[2]], strict=True))
    assert (row["Action"], row["Late"], row["Answers finding"]) == ("Open posts", "late", 1)
    assert str(row["Last day"]).startswith("2026-03-01")


def test_a_report_that_nothing_follows_has_no_such_sheets() -> None:
    book = load_workbook(io.BytesIO(excel.workbook(regional_centre(), "ru")))
    assert {"Выводы", "Действия"}.isdisjoint(book.sheetnames)


def test_a_workbook_with_what_follows_it_is_verified_and_those_sheets_are_named_as_not_compared(tmp_path: Path) -> None:
    report = regional_centre()
    file = tmp_path / "book.xlsx"
    file.write_bytes(excel.workbook(report, "en", follow_up=FOLLOWED))
    claimed = workbooks.claim(file)
    found = workbooks.compare(file, claimed, (Kept(digest(report), report),))
    assert (found.differences, found.beside) == ((), ("Findings", "Actions"))
