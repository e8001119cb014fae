"""`paritet report` makes every kind of report of answer files, without a server."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from pypdf import PdfReader

from audit.analysis.report import Report
from audit.cli import main
from audit.wording import ROOT

EXAMPLES = ROOT / "tests" / "examples"


def _run(output: Path, *options: str) -> Result:
    files = [str(EXAMPLES / "institution.yaml"), str(EXAMPLES / "institution.answers.json")]
    return CliRunner(env={"PARITET_LANG": "en"}).invoke(main, ["report", *files, "-o", str(output), *options])


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype html>"), ("xlsx", b"PK")]
)
def test_the_ending_says_which_report_is_made(tmp_path: Path, ending: str, begins: bytes) -> None:
    output = tmp_path / f"report.{ending}"
    done = _run(output, "--lang", "ru")
    assert done.exit_code == 0, done.output
    assert output.read_bytes().startswith(begins)


def test_the_report_scores_as_the_example_says_and_names_body_and_day(tmp_path: Path) -> None:
    output = tmp_path / "report.json"
    assert _run(output, "--body", "Centre", "--day", "2026-06-30").exit_code == 0
    made = Report.model_validate_json(output.read_text(encoding="utf-8"))
    expected = json.loads((EXAMPLES / "institution.scorecard.json").read_text(encoding="utf-8"))
    assert made.parts[0].scorecard.score == expected["score"]
    assert (made.body, made.reference_date.isoformat()) == ({"en": "Centre"}, "2026-06-30")


def test_a_zip_holds_every_kind_and_charts_go_into_a_folder(tmp_path: Path) -> None:
    output, folder = tmp_path / "report.zip", tmp_path / "charts"
    done = _run(output, "--charts", str(folder))
    assert done.exit_code == 0, done.output
    names = zipfile.ZipFile(output).namelist()
    assert {"report-pdf.pdf", "one-page.pdf", "report-word.docx", "report-html.html", "report-json.json"} <= set(names)
    assert "charts/parity-by-level.svg" in names
    assert (folder / "parity-by-level.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("name", "options"), [("one.pdf", ("--format", "one-page")), ("tables.csv.zip", ())])
def test_every_kind_can_be_asked_for_by_its_word_or_its_own_ending(
    tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    output = tmp_path / name
    done = _run(output, *options)
    assert done.exit_code == 0, done.output
    if name == "one.pdf":
        assert len(PdfReader(output).pages) == 1
    else:
        assert "scores.csv" in zipfile.ZipFile(output).namelist()


def _template(folder: Path, line: str) -> Path:
    made = Document()
    made.add_paragraph(line)
    made.save(str(folder / "own.docx"))
    return folder / "own.docx"


def test_a_template_of_one_s_own_is_filled_and_verified_with_it(tmp_path: Path) -> None:
    own, output, data = _template(tmp_path, "Centre – {{ title }}"), tmp_path / "report.docx", tmp_path / "report.json"
    assert _run(output, "--template", str(own), "--day", "2026-06-30").exit_code == 0
    assert _run(data, "--day", "2026-06-30").exit_code == 0
    assert Document(str(output)).paragraphs[0].text.startswith("Centre – ")
    verify = ["verify", str(output), "--report", str(data), "--template"]
    runner = CliRunner(env={"PARITET_LANG": "en"})
    assert runner.invoke(main, [*verify, str(own)]).exit_code == 0
    refused = runner.invoke(main, [*verify, str(_template(tmp_path, "Another"))])
    assert (refused.exit_code, "the template of this file" in refused.stderr) == (1, True)


def test_a_template_that_cannot_be_filled_is_refused_by_its_file(tmp_path: Path) -> None:
    own = _template(tmp_path, "{{ nobody_knows }}")
    done = _run(tmp_path / "report.docx", "--template", str(own))
    assert done.exit_code == 1
    assert done.stderr.startswith(str(own))
    assert not (tmp_path / "report.docx").exists()


def test_another_ending_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    done = _run(tmp_path / "report.doc")
    assert done.exit_code == 1
    assert "Use one of: .xlsx, .pdf, .docx, .html, .json, .csv.zip, .parquet.zip," in done.stderr


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("o.pdf", "xlsx", ".xlsx"),
        ("o.zip", "pdf", ".pdf"),
        ("o.csv.zip", "sav", ".sav.zip"),
        ("o.json", "ddi", ".ddi.xml"),
    ],
)
def test_an_ending_that_says_another_kind_is_refused(tmp_path: Path, name: str, kind: str, ending: str) -> None:
    done = _run(tmp_path / name, "--format", kind)
    assert done.exit_code == 1
    assert f"says another kind than --format {kind}. Let the name end in {ending}," in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_ending_that_says_nothing_is_any_kind_s(tmp_path: Path) -> None:
    assert _run(tmp_path / "asked.csv", "--format", "codebook").exit_code == 0
    assert _run(tmp_path / "all.zip", "--format", "csv").exit_code == 0


def test_nothing_is_said_of_how_many_were_invited_to_a_survey(tmp_path: Path) -> None:
    given = [{"sex": "woman", "level": "senior"}] * 6 + [{"sex": "man", "level": "senior"}] * 6
    files = [tmp_path / f"{place}.json" for place in range(len(given))]
    for file, answers in zip(files, given, strict=True):
        file.write_text(json.dumps(answers), encoding="utf-8")
    words = ["report", str(EXAMPLES / "staff.yaml"), *map(str, files), "-o", str(tmp_path / "report.json")]
    done = CliRunner(env={"PARITET_LANG": "en"}).invoke(main, words)
    assert done.exit_code == 0, done.output
    made = Report.model_validate_json((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert made.parts[0].submitted == len(given)
    assert "submitted-exceeds-invited" not in [each.check for each in made.inconsistencies or ()]
