"""The door to spreadsheets: what is read as which text, what is refused with which sentence, and what is written."""

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.questionnaire import workbook
from audit.questionnaire.workbook import BadWorkbook, Page, Sheet, refusals
from audit.wording import tell

ROW = ("type", "name")


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _one_sheet(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return _saved(book)


def _old(*rows: tuple[object, ...]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("survey")
    dates = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, dates if isinstance(value, date) else xlwt.Style.default_style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with parts put in or replaced; `__` in a name stands for a slash, `_dot_` for a dot."""
    new = {name.replace("__", "/").replace("_dot_", "."): value for name, value in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in old.infolist():
            if entry.filename not in new:
                packed.writestr(entry.filename, old.read(entry))
        for name, value in new.items():
            packed.writestr(name, value)
    return out.getvalue()


def _code(content: bytes) -> str:
    with pytest.raises(BadWorkbook) as refusal:
        workbook.read(content, file="form.xlsx")
    (mistake,) = refusal.value.mistakes
    assert tell("ru", mistake.wrong) != str(mistake.wrong)
    return mistake.code


def test_cells_are_read_as_the_texts_a_person_would_type() -> None:
    row = (
        "1.0",
        1.0,
        2,
        0.1,
        1e20,
        True,
        False,
        date(2026, 3, 8),
        datetime(2026, 3, 8, 9, 30),
        time(9, 30),
        "=x",
        1e-7,
    )
    book = openpyxl.Workbook()
    book.worksheets[0].append(row)
    book.worksheets[0].cell(1, 11).data_type = "s"
    (sheet,) = workbook.read(_saved(book))
    assert sheet.rows[0] == (
        "1.0", "1", "2", "0.1", "100000000000000000000", "TRUE", "FALSE", "2026-03-08", "2026-03-08T09:30:00",
        "09:30:00", "=x", "0.0000001",
    )  # fmt: skip


def test_old_workbooks_read_the_same() -> None:
    (sheet,) = workbook.read(_old(("type", 1.0, 2.5, True, date(2026, 3, 8)), (), (None, "हिन्दी")))
    assert sheet == Sheet("survey", (("type", "1", "2.5", "TRUE", "2026-03-08"), (), ("", "हिन्दी")))


def test_blank_rows_keep_the_numbers_of_the_rows_below() -> None:
    (sheet,) = workbook.read(_one_sheet(ROW, (), ("  ",), ("text", "a")))
    assert sheet.rows == (ROW, (), (), ("text", "a"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook-empty-file"),
        (b"type,name\ntext,a\n", "workbook-other-format"),
        (b"PK\x03\x04 and then nothing", "workbook-damaged"),
        (_one_sheet(ROW)[:-200], "workbook-damaged"),
        (_old(ROW)[:600], "workbook-other-office"),
        (_old(ROW)[:600] + bytes(900) + _old(ROW)[1500:], "workbook-damaged"),
        (_one_sheet(), "workbook-blank"),
        (_repacked(_one_sheet(ROW), xl__vbaProject_dot_bin=b"Sub AutoOpen()"), "workbook-macros"),
        (_repacked(_one_sheet(ROW), mimetype=b"application/x-spreadsheet"), "workbook-other-office"),
        (_old(ROW) + "EncryptedPackage".encode("utf-16-le"), "workbook-encrypted"),
        (_one_sheet(("x",) * 2001), "workbook-columns"),
    ],
)  # fmt: skip
def test_what_is_no_plain_workbook_is_refused_with_a_sentence(content: bytes, code: str) -> None:
    assert _code(content) == code


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert _code(_repacked(_one_sheet(ROW), xl__worksheets__sheet1_dot_xml=bytes(150_000_000))) == "workbook-bomb"


def test_a_bomb_with_a_false_declared_size_is_refused() -> None:
    content = _repacked(_one_sheet(ROW), xl__worksheets__sheet1_dot_xml=bytes(150_000_000))
    true_size, false_size = (150_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert content.count(true_size) == 2
    assert _code(content.replace(true_size, false_size)) == "workbook-damaged"


def test_an_entity_bomb_is_refused_by_name() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'
    assert _code(_repacked(_one_sheet(ROW), xl__workbook_dot_xml=bomb)) == "workbook-entities"


def test_an_entity_bomb_in_another_encoding_is_refused_too() -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY a "ha">]><a>&a;</a>'.encode("utf-16")
    assert _code(_repacked(_one_sheet(ROW), xl__worksheets__sheet1_dot_xml=bomb)) == "workbook-entities"


def test_an_entity_bomb_behind_a_long_comment_is_refused_too() -> None:
    bomb = b"<?xml version='1.0'?><!--" + b" " * 100_000 + b"--><!DOCTYPE a [<!ENTITY a 'ha'>]><a>&a;</a>"
    assert _code(_repacked(_one_sheet(ROW), xl__worksheets__sheet1_dot_xml=bomb)) == "workbook-entities"


def test_a_sheet_of_more_than_100_000_rows_is_refused() -> None:
    rows = b"<row><c><v>1</v></c></row>" * (refusals.ROW_LIMIT + 1)
    names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (names, rows)
    assert _code(_repacked(_one_sheet(ROW), xl__worksheets__sheet1_dot_xml=sheet)) == "workbook-rows"


def test_blank_rows_at_the_end_do_not_count() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(ROW)
    book.worksheets[0].cell(1_048_576, 1).value = " "
    (sheet,) = workbook.read(_saved(book))
    assert sheet.rows == (ROW,)


def test_a_row_far_away_is_refused_and_not_padded() -> None:
    content = _one_sheet(ROW)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = (
            packed.read("xl/worksheets/sheet1.xml")
            .replace(b'"A1"', b'"A999999999"')
            .replace(b'r="1"', b'r="999999999"')
        )
    assert _code(_repacked(content, xl__worksheets__sheet1_dot_xml=sheet)) == "workbook-rows"


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook, match=re.escape(str(tmp_path / "no.xlsx"))):
        workbook.read(tmp_path / "no.xlsx")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda text: bool(text.strip()))


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
@example([["=1+1", "+1", "-2", "@x", "_x000D_", "a\r\nb", "\x01", "_x005F_x0041_", " a ", "\t."]])
@settings(max_examples=60, deadline=None)
def test_texts_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    (sheet,) = workbook.read(workbook.written([Page("survey", rows)]))
    assert [list(row) for row in sheet.rows] == rows


def test_no_text_becomes_a_formula() -> None:
    content = workbook.written([Page("survey", [["=HYPERLINK(1)", "+1", "-1", "@a"]])])
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.data_type for cell in book.worksheets[0][1]] == ["s", "s", "s", "s"]


def test_a_page_offers_lists_and_locks_what_is_not_open() -> None:
    page = Page("survey", [ROW, ("text", "a")], lists={"A2:A9": ("text", "note, long")}, open_cells=("B2:B3",))
    book = openpyxl.load_workbook(io.BytesIO(workbook.written([page])))
    sheet, lists = book.worksheets
    assert [cell.value for cell in lists["A"]] == ["text", "note, long"]
    assert sheet.data_validations.dataValidation[0].formula1 == "'_lists'!$A$1:$A$2"
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet["A2"].protection.locked) == ("A2", True, True)
    assert not sheet["B3"].protection.locked
