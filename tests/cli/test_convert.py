"""`paritet convert` as it is typed: what it writes, what it lists, what it will not write over."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.cli import main
from audit.questionnaire import loader
from tests.questionnaire.xlsform.building import FORMS, form, sheets_of

STAFF = Path(__file__).resolve().parents[1] / "examples" / "staff.yaml"
INSTITUTION = STAFF.with_name("institution.yaml")


def _paritet(*arguments: str | Path, spoken: str = "en") -> Result:
    return CliRunner(env={"PARITET_LANG": spoken}).invoke(main, list(map(str, arguments)))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return form(FORMS / "broken.yaml").put(tmp_path)


def test_there_and_back_is_the_same_questionnaire(tmp_path: Path) -> None:
    workbook, again = tmp_path / "staff.xlsx", tmp_path / "again.yaml"
    there, back = _paritet("convert", STAFF, workbook), _paritet("convert", workbook, again)
    assert (there.exit_code, back.exit_code, back.stderr) == (0, 0, "")
    assert back.stdout == f"{again}: {len(loader.load(STAFF).every)} questions\n"
    assert loader.digest(loader.load(again)) == loader.digest(loader.load(STAFF))


def test_what_stays_behind_is_said_by_its_cell(broken: Path, tmp_path: Path) -> None:
    result = _paritet("convert", broken, tmp_path / "out.yaml")
    assert result.exit_code == 0
    assert (
        f"{broken}: sheet 'survey', row 4, column 'relevant': there is no question 'nmae'; "
        "this was left out. Did you mean 'name'?"
    ) in result.stderr.splitlines()
    assert loader.load(tmp_path / "out.yaml").name == "broken"


def test_it_is_said_in_russian_where_russian_is_spoken(broken: Path, tmp_path: Path) -> None:
    result = _paritet("convert", broken, tmp_path / "out.yaml", spoken="ru")
    assert "лист «survey», строка 7, столбец «type»: нет списка вариантов «nowhere»" in result.stderr


def test_json_tells_the_cell_apart(broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    told = json.loads(_paritet("convert", broken, out, "--json").stdout)
    found = {(each["code"], each["sheet"], each["row"], each["column"]) for each in told["skipped"] if "column" in each}
    assert ("unknown-reference", "survey", 4, "relevant") in found
    assert (told["written"], told["digest"]) == (str(out), loader.digest(loader.load(out)))


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("mine", encoding="utf-8")
    refused = _paritet("convert", STAFF, out)
    assert (refused.exit_code, out.read_text(encoding="utf-8")) == (1, "mine")
    assert refused.stderr == f"{out}: this file is already there. Choose another name, or write over it with --force.\n"
    assert _paritet("convert", STAFF, out, "--force").exit_code == 0
    assert loader.load(out) == loader.load(STAFF)


def test_another_format_is_refused(tmp_path: Path) -> None:
    result = _paritet("convert", STAFF, tmp_path / "out.doc")
    assert (result.exit_code, "Use one of: .yaml, .yml, .xlsx." in result.stderr) == (1, True)


def test_a_questionnaire_with_mistakes_is_not_converted(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.yaml", tmp_path / "out.xlsx"
    bad.write_text(STAFF.read_text(encoding="utf-8").replace("type: matrix", "type: matirx"), encoding="utf-8")
    result = _paritet("convert", bad, out)
    assert (result.exit_code, out.exists()) == (1, False)
    assert "there is no question type 'matirx'" in result.stderr


@pytest.mark.parametrize("name", ["form.xlsx", "form.xls", "form.csv", "form.xlsm"])
def test_what_is_no_workbook_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("type,name,label\ntext,a,A\n", encoding="utf-8")
    result = _paritet("convert", path, tmp_path / "out.yaml")
    assert (result.exit_code, (tmp_path / "out.yaml").exists()) == (1, False)
    assert "this is not an Excel workbook, whatever its name says" in result.stderr


def test_a_workbook_without_a_survey_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(sheets_of(choices="list_name|name", settings="form_id"))
    result = _paritet("convert", path, tmp_path / "out.yaml")
    assert (result.exit_code, "there is no sheet 'survey'" in result.stderr) == (1, True)


def test_a_limesurvey_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.lss"
    path.write_text("not xml", encoding="utf-8")
    assert _paritet("convert", path, tmp_path / "out.yaml").exit_code == 1


def test_who_answers_can_be_said(tmp_path: Path) -> None:
    path, out = tmp_path / "form.xlsx", tmp_path / "out.yaml"
    path.write_bytes(sheets_of(survey="type|name|label\nfile|proof|Proof\ntext|why|Why?"))
    result = _paritet("convert", path, out, "--respondent", "staff")
    assert "a file says who sent it" in result.stderr
    assert (loader.load(out).respondent.value, list(loader.load(out).questions)) == ("staff", ["why"])


def test_check_reads_forms(broken: Path, tmp_path: Path) -> None:
    good = tmp_path / "staff.xlsx"
    _paritet("convert", STAFF, good)
    assert _paritet("check", good).stdout == f"{good}: no mistakes\n"
    result = _paritet("check", broken, "--json")
    assert (result.exit_code, json.loads(result.stdout)["files"][0]["mistakes"][0]["sheet"]) == (1, "survey")


def test_score_and_blank_read_forms(tmp_path: Path) -> None:
    workbook, answers = tmp_path / "institution.xlsx", INSTITUTION.with_name("institution.answers.json")
    _paritet("convert", INSTITUTION, workbook)
    scored = [_paritet("score", file, answers, "--json").stdout for file in (workbook, INSTITUTION)]
    assert scored[0] == scored[1] != ""
    assert _paritet("blank", workbook, "-o", tmp_path / "form.pdf").exit_code == 0


def test_score_refuses_a_form_with_mistakes(broken: Path) -> None:
    result = _paritet("score", broken, INSTITUTION.with_name("institution.answers.json"))
    assert (result.exit_code, "there is no question 'nmae'" in result.stderr) == (1, True)
