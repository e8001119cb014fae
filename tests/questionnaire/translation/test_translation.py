"""A translators' sheet goes out and comes back: what is right comes over, what is wrong is named by its cell."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit.errors import DefinitionError, InvalidAnswers, Mistaken
from audit.questionnaire import loader, writing
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.translation import (
    Gap,
    Lack,
    Record,
    Records,
    State,
    Taken,
    entries,
    gaps,
    read,
    sheet,
    standing,
    take,
    written,
)
from audit.questionnaire.translation.strings import fingerprint
from audit.questionnaire.workbook.refusals import BadWorkbook
from tests import build

SHELF = Path(__file__).parents[3] / "questionnaires"
STAFF = build.SHELF["small-staff"].replace("{en: I am heard,", '{en: "In ${years} years I am heard",')
STAFF = STAFF.replace("ru: Меня слышат}", 'ru: "За ${years} лет меня слышат"}').replace("name: work", "name: climate")
KEY, SOURCE, TARGET, STATE, NOTE = "A", "C", "D", "E", "F"
HEARD = "sections/climate/questions/heard/label"


def staff() -> Questionnaire:
    return loader.loads(STAFF)


def filled(cells: Mapping[tuple[str, str], str], *, language: str = "ar", records: Records | None = None) -> bytes:
    """Make a sheet and type into it: (key of the text, column) → what."""
    book = load_workbook(io.BytesIO(sheet(staff(), records or {}, language=language)))
    page = book["texts"]
    for (key, column), text in cells.items():
        page[f"{column}{row(page, key)}"] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row(page: Worksheet, key: str) -> int:
    return next(int(cell.row) for cell in page["A"] if cell.value == key)


def taken(cells: Mapping[tuple[str, str], str], **given: object) -> Taken:
    return take(staff(), {}, filled(cells, **given))  # type: ignore[arg-type]  # each test gives its own


def said(found: Taken) -> list[tuple[str, str]]:
    return [(mistake.code, str(mistake.place[0])) for mistake in found.mistakes]


def test_every_text_has_one_key_by_names_and_lists_that_are_shared_have_theirs_once() -> None:
    keys = [each.key for each in entries(staff())]
    assert len(keys) == len(set(keys))
    assert {"title", HEARD, "choices/agree/3/label", "sections/you/questions/years/constraint_message"} <= set(keys)


def test_every_shipped_questionnaire_has_its_texts_in_each_of_its_languages() -> None:
    for path in sorted(SHELF.glob("*.yaml")):
        found = loader.load(path)
        keys = [each.key for each in entries(found)]
        assert len(keys) == len(set(keys)), path
        assert gaps(found, read(path), languages=found.languages) == ()


def test_the_sheet_has_a_row_a_text_and_only_three_columns_to_type_in() -> None:
    book = load_workbook(io.BytesIO(sheet(staff(), {}, language="ru", source="en", spoken="ru")))
    page = book["texts"]
    assert page["A1"].value == "Ключ (не менять)"
    assert page.max_row == len(entries(staff())) + 1
    at = row(page, HEARD)
    assert [page[f"{letter}{at}"].value for letter in "BCDEGH"] == [
        "раздел «climate», вопрос «heard»",
        "In ${years} years I am heard",
        "За ${years} лет меня слышат",
        "reviewed",
        "подпись, select_one",
        "${years}",
    ]
    assert page.protection.sheet
    assert [page[f"{letter}{at}"].protection.locked for letter in "ACDEFI"] == [True, True, False, False, False, True]
    assert book["about"].sheet_state == "hidden"


def test_a_sheet_for_a_language_that_is_written_from_the_right_lies_that_way() -> None:
    for language, expected in (("ar", True), ("kk", False)):
        book = load_workbook(io.BytesIO(sheet(staff(), {}, language=language)))
        assert bool(book["texts"].sheet_view.rightToLeft) is expected


@pytest.mark.parametrize(("language", "source"), [("xx_YY", ""), ("en", "en"), ("ar", "kk")])
def test_no_sheet_is_made_for_what_is_no_language(language: str, source: str) -> None:
    with pytest.raises(ValueError, match=language):
        sheet(staff(), {}, language=language, source=source)


def test_a_sheet_that_comes_back_untouched_changes_nothing_but_notes_what_is_there() -> None:
    for path in sorted(SHELF.glob("*.yaml"))[:2]:
        found = loader.load(path)
        back = take(found, {}, sheet(found, {}, language="ru", source="en"))
        assert (back.questionnaire, back.changed, back.mistakes) == (found, 0, ())
        assert {record.state for record in back.records["ru"].values()} == {State.REVIEWED}


def test_a_third_language_comes_over_and_is_declared() -> None:
    found = taken({(HEARD, TARGET): "منذ ${years} سنوات يسمعونني", (HEARD, STATE): "approved", (HEARD, NOTE): "formal"})
    assert found.mistakes == ()
    assert found.questionnaire.languages == ("en", "ru", "ar")
    assert found.questionnaire.every["heard"].label["ar"] == "منذ ${years} سنوات يسمعونني"
    source = fingerprint("In ${years} years I am heard")
    assert found.records["ar"] == {HEARD: Record(State.APPROVED, source, "formal")}
    assert loader.loads(writing.yaml_text(found.questionnaire)) == found.questionnaire


def test_a_translation_without_a_state_is_a_draft() -> None:
    found = taken({("title", TARGET): "استبيان"})
    assert found.records["ar"]["title"].state is State.DRAFT


def test_each_thing_that_is_wrong_is_named_by_its_cell_and_the_rest_comes_over() -> None:
    page = load_workbook(io.BytesIO(sheet(staff(), {}, language="ar")))["texts"]
    heard, years = row(page, HEARD), row(page, "sections/you/questions/years/label")
    mentor, agree = row(page, "sections/you/questions/mentor/label"), row(page, "choices/agree/1/label")
    found = taken(
        {
            ("title", TARGET): "استبيان",
            (HEARD, TARGET): "بلا إشارة ${other}",
            ("sections/you/questions/years/label", STATE): "approved",
            ("sections/you/questions/mentor/label", KEY): "sections/you/questions/mentr/label",
            ("choices/agree/1/label", TARGET): "ا" * 501,
            ("choices/agree/2/label", TARGET): "لا",
            ("choices/agree/2/label", STATE): "finished",
            ("choices/agree/3/label", KEY): "choices/agree/2/label",
            ("sections/you/questions/sex/label", SOURCE): "Sex, changed here without need",
            ("sections/climate/questions/comment/label", "I"): "000000000000",
        }
    )
    comment = row(page, "sections/climate/questions/comment/label")
    assert said(found) == [
        ("too-long", f"cell D{agree}"),
        ("unknown-state", f"cell E{agree + 1}"),
        ("row-twice", f"cell A{agree + 2}"),
        ("empty", f"cell D{years}"),
        ("unknown-key", f"cell A{mentor}"),
        ("lost-reference", f"cell D{heard}"),
        ("added-reference", f"cell D{heard}"),
        ("source-changed", f"cell C{comment}"),
    ]
    assert "Did you mean 'sections/you/questions/mentor/label'?" in str(found.mistakes[4])
    assert (found.changed, found.questionnaire.title["ar"]) == (1, "استبيان")


def test_a_translation_that_is_emptied_stays_as_it_was() -> None:
    found = taken({("title", TARGET): ""}, language="ru")
    assert [mistake.code for mistake in found.mistakes] == ["empty"]
    assert found.questionnaire.title["ru"] == "Малый опрос сотрудников"


def test_a_text_that_begins_like_a_formula_comes_over_as_it_is() -> None:
    assert taken({("title", TARGET): "-استبيان"}).questionnaire.title["ar"] == "-استبيان"


def test_another_sheet_and_another_questionnaires_sheet_are_refused() -> None:
    other = loader.loads(build.SHELF["small-institution"])
    with pytest.raises(InvalidAnswers, match="this sheet is of the questionnaire 'small-staff'"):
        take(other, {}, sheet(staff(), {}, language="ar"))
    book = load_workbook(io.BytesIO(sheet(staff(), {}, language="ar")))
    del book["about"]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InvalidAnswers, match="this is not a sheet for translators"):
        take(staff(), {}, out.getvalue())
    with pytest.raises(BadWorkbook):
        take(staff(), {}, b"no workbook")


def test_what_lacks_is_missing_or_outdated_or_not_read_by_a_person() -> None:
    source = fingerprint("In ${years} years I am heard")
    title = next(each for each in entries(staff()) if each.key == "title")
    for record, expected in (
        (Record(State.MACHINE, fingerprint("Small staff survey")), State.MACHINE),
        (Record(State.APPROVED, fingerprint("Small staff survey")), State.APPROVED),
        (Record(State.APPROVED, source), Lack.OUTDATED),
    ):
        assert standing(title, "ru", source="en", records={"ru": {"title": record}}) is expected
    assert standing(title, "kk", source="en", records={}) is Lack.MISSING
    records = {"ru": {"title": Record(State.MACHINE, fingerprint("Small staff survey"))}}
    found = gaps(staff(), records, languages=("en", "ru"))
    assert found == (Gap("ru", title, Lack.MACHINE),)


def test_the_states_are_kept_beside_the_file_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "small-staff.yaml"
    assert read(path) == {}
    records = {"ar": {HEARD: Record(State.APPROVED, "0123456789ab", "рядом: «да»"), "title": Record(State.DRAFT, "1")}}
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "small-staff.yaml").write_text(written(records), encoding="utf-8")
    assert read(path) == records
    for broken in ("ar: [1]", "ar: {title: {state: perfect, source: a}}", "ar: {title: 1}", "["):
        (tmp_path / "translations" / "small-staff.yaml").write_text(broken, encoding="utf-8")
        with pytest.raises((DefinitionError, Mistaken)):
            read(path)
