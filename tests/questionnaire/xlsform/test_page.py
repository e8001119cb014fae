"""The page on XLSForm says what happens: every type, column and setting that it names is read as it says."""

import re
from pathlib import Path

import pytest

from audit.questionnaire.carrying import Carried
from audit.questionnaire.plain import plain
from audit.questionnaire.xlsform import headers, reading
from audit.questionnaire.xlsform.expressions import Renaming, Standing
from audit.questionnaire.xlsform.prose import words
from audit.wording import ROOT
from tests.questionnaire.xlsform.building import table, xlsx

PAGE = (ROOT / "docs" / "xlsform.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")
CHOICES = "list_name|name|label\nyn|yes|Yes\nyn|no|No"
EXTERNAL = "list_name|name|label\ntowns|osh|Osh\ntowns|naryn|Naryn"
SETTINGS = "form_title|form_id|paritet::respondent\nA form|a_form|institution"
TOWNS = "name,label\nosh,Osh\nnaryn,Naryn\n"


def _part(title: str) -> str:
    return PAGE[PAGE.index(f"## {title}\n") :].split("\n## ")[1 if PAGE.startswith("## ") else 0]


def _rows(title: str) -> list[tuple[str, str]]:
    lines = [line for line in _part(title).splitlines() if line.startswith("| ") and not line.startswith("| In the")]
    return [(left, right) for _, left, right, _ in (line.split("|") for line in lines)]


def _read(survey: str, tmp_path: Path, *, settings: str = SETTINGS, choices: str = CHOICES) -> Carried:
    (tmp_path / "towns.csv").write_text(TOWNS, encoding="utf-8")
    path = tmp_path / "form.xlsx"
    sheets = {"survey": survey, "choices": choices, "external_choices": EXTERNAL, "settings": settings}
    path.write_bytes(xlsx({name: table(text) for name, text in sheets.items()}))
    return reading.read(path)


ASKED = ("text", "integer", "decimal", "percent", "date", "time", "datetime", "select_one", "select_multiple", "rank",
         "range", "note", "acknowledge", "calculate", "hidden", "file")  # fmt: skip
TYPES = [(written, right) for left, right in _rows("Types") for written in CODE.findall(left)]
FIRST = re.compile(r" `(\w+)`")
NAMED = [(written, FIRST.match(right)) for written, right in TYPES]
QUESTIONS = [(written, found[1]) for written, found in NAMED if found and found[1] in ASKED]
LISTED = [(written, right.split()[0]) for written, right in TYPES if right.startswith(" listed")]


@pytest.mark.parametrize(("written", "becomes"), QUESTIONS)
def test_a_type_becomes_what_the_page_says(written: str, becomes: str, tmp_path: Path) -> None:
    row = f"{written}|q|A question|{'1 + 1' if becomes == 'calculate' else ''}|{'x' if becomes == 'hidden' else ''}"
    found = _read(f"type|name|label|calculation|default\n{row}", tmp_path).questionnaire
    assert found is not None
    assert found.questions["q"].type == becomes


@pytest.mark.parametrize("written", ["select_one yn or_other", "select_multiple yn or specify other"])
def test_other_may_be_specified(written: str, tmp_path: Path) -> None:
    found = _read(f"type|name|label\n{written}|q|A question", tmp_path).questionnaire
    assert found is not None
    assert plain(found.questions["q"])["or_other"] is True


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("select_one_from_file towns.csv", "select_one"),
        ("select_multiple_from_file towns.csv", "select_multiple"),
        ("select_one_from_file nowhere.csv", "text"),
    ],
)
def test_choices_come_from_the_file_beside_the_form(written: str, becomes: str, tmp_path: Path) -> None:
    found = _read(f"type|name|label\n{written}|q|A question", tmp_path).questionnaire
    assert found is not None
    assert found.questions["q"].type == becomes


def test_the_page_names_every_type_that_is_listed() -> None:
    assert len(LISTED) > 20


@pytest.mark.parametrize("written", [written for written, _ in LISTED])
def test_a_type_that_stays_behind_is_listed_and_can_be_referred_to(written: str, tmp_path: Path) -> None:
    carried = _read(f"type|name|label\n{written}|q|A question\nnote|n|Said: ${{q}}", tmp_path)
    codes = {each.code for each in carried.skipped}
    assert codes & {"metadata", "device", "clinic"}
    assert carried.questionnaire is not None
    assert carried.questionnaire.questions["q"].type in ("hidden", "calculate")


def test_groups_and_repeats_are_what_the_page_says(tmp_path: Path) -> None:
    for begin, end in (("begin_group", "end_group"), ("begin group", "end group")):
        found = _read(f"type|name|label\n{begin}|g|Group\ntext|q|Q\n{end}", tmp_path).questionnaire
        assert found is not None
        assert [section.name for section in found.sections] == ["g"]
    for begin, end in (("begin_repeat", "end_repeat"), ("begin repeat", "end repeat"), ("begin lgroup", "end lgroup")):
        found = _read(f"type|name|label|repeat_count\n{begin}|r|Repeat|3\ntext|q|Q\n{end}", tmp_path).questionnaire
        assert found is not None
        assert plain(found.questions["r"])["count"] == "3"


SAMPLES: dict[str, tuple[str, str, str]] = {
    # The column: the type of the row, what stands in the cell, and the key it becomes.
    "name": ("text", "q", "name"),
    "label": ("text", "A label", "label"),
    "hint": ("text", "A hint", "hint"),
    "guidance_hint": ("text", "A hint", "hint"),
    "required": ("text", "yes", "required"),
    "required_message": ("text", "Please", "required_message"),
    "relevant": ("text", "1 = 1", "relevant"),
    "relevance": ("text", "1 = 1", "relevant"),
    "bind::relevant": ("text", "1 = 1", "relevant"),
    "constraint": ("text", ". != 'x'", "constraint"),
    "constraint_message": ("text", "Not x", "constraint_message"),
    "jr:constraintMsg": ("text", "Not x", "constraint_message"),
    "constraining message": ("text", "Not x", "constraint_message"),
    "calculation": ("calculate", "1 + 1", "calculation"),
    "calculate": ("calculate", "1 + 1", "calculation"),
    "default": ("text", "x", "default"),
    "read_only": ("text", "yes", "read_only"),
    "readonly": ("text", "yes", "read_only"),
    "appearance": ("text", "multiline", "appearance"),
    "choice_filter": ("select_one yn", "name != 'no'", "choice_filter"),
    "parameters": ("select_one yn", "randomize=true", "randomize"),
    "label::English (en)": ("text", "A label", "label"),
    "label:English": ("text", "A label", "label"),
    "caption": ("text", "A label", "label"),
    "text:English": ("text", "A label", "label"),
}
SHOWN_ELSEWHERE = {"trigger", "repeat_count"}
COLUMNS = [(written, right) for left, right in _rows("Columns") for written in CODE.findall(left)]
READ = [written for written, right in COLUMNS if "listed once" not in right and written not in ("survey", "choices")]
TECHNICAL = [written for written, right in COLUMNS if "listed once" in right and written != "survey"]


def test_every_column_of_the_page_is_tried() -> None:
    assert set(READ) == set(SAMPLES) | SHOWN_ELSEWHERE


@pytest.mark.parametrize("column", sorted(SAMPLES))
def test_a_column_becomes_what_the_page_says(column: str, tmp_path: Path) -> None:
    kind, cell, key = SAMPLES[column]
    named, labelled = column == "name", key == "label"
    header = "|".join(["type", *([] if named else ["name"]), *([] if labelled else ["label"]), column])
    row = "|".join([kind, *([] if named else ["q"]), *([] if labelled else ["Q"]), cell])
    found = _read(f"{header}\n{row}", tmp_path).questionnaire
    assert found is not None
    assert key in plain(found.questions["q"])


@pytest.mark.parametrize("column", TECHNICAL)
def test_columns_for_devices_are_listed(column: str, tmp_path: Path) -> None:
    carried = _read(f"type|name|label|{column}\ntext|q|Q|x", tmp_path)
    assert [each.code for each in carried.skipped] == ["technical-columns"]
    assert headers.survey(column).kind == "technical"


@pytest.mark.parametrize(
    ("header", "cell", "key", "value"),
    [
        ("form_title", "Title", "title", {"en": "Title"}),
        ("title", "Title", "title", {"en": "Title"}),
        ("form_id", "an_id", "name", "an_id"),
        ("id_string", "an_id", "name", "an_id"),
        ("version", "7", "version", "7"),
        ("default_language", "French (fr)", "languages", ["fr"]),
        ("paritet::respondent", "public", "respondent", "public"),
    ],
)
def test_a_setting_becomes_what_the_page_says(header: str, cell: str, key: str, value: object, tmp_path: Path) -> None:
    found = _read("type|name|label\ntext|q|Q", tmp_path, settings=f"{header}\n{cell}").questionnaire
    assert found is not None
    assert header in _part("Settings")
    assert plain(found)[key] == value


AT = Standing(("loop", "inside"), (True, False), "")


def _renaming() -> Renaming:
    renaming = Renaming()
    renaming.places.put("old name", (), "new_name")
    renaming.places.put("row", (), "matrix/row")
    renaming.places.put("x", (), "x")
    renaming.choices = {"list": {"safe space": "safe_space", "-99": "_99"}}
    renaming.lists = {"x": "list"}
    return renaming


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("${old name}", "${new_name}"),
        ("${row} = 'a'", "${matrix/row} = 'a'"),
        ("../row = 'a'", "${matrix/row} = 'a'"),
        ("position(../..)", "position(..)"),
        ("${x} = 'safe space'", "${x} = 'safe_space'"),
        ("${x} = -99", "${x} = '_99'"),
        ("cht:difference-in-months(${x}, today())", "difference-in-months(${x}, today())"),
        ("parse-timestamp-to-date(${x})", "date(${x})"),
        ("${y} = -99 or ${x}!=‘a’", "${y} = -99 or ${x}!=‘a’"),
    ],
)
def test_an_expression_changes_as_the_page_says(written: str, becomes: str) -> None:
    assert _renaming().expression(written, AT) == becomes


def test_references_that_html_hides_come_out() -> None:
    assert words('Said <output value="${x}"/>, <b>bold</b>') == "Said ${x}, bold"


def test_the_sentence_of_the_page_is_said(tmp_path: Path) -> None:
    listed = _read("type|name|label|relevant\ntext|name|N\ntext|a|A\ntext|b|B|${nmae} != ''", tmp_path).skipped
    assert str(listed[0]).partition(": ")[2] in PAGE
