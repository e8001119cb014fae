"""Rows that left as CSV come back as the answers they were, and are scored alike."""

import io
import zipfile
from pathlib import Path

import pytest

from audit.analysis import assembly
from audit.analysis.disclosure import Rule
from audit.questionnaire.answer_files import read_file
from audit.questionnaire.loader import load
from audit.render.columns import Layout, Multiple
from audit.render.documents import FORMATS, Wish
from tests.office.assembled import EXAMPLES, assembled


@pytest.mark.parametrize("multiple", [Multiple.BOTH, Multiple.SUMMARY])
def test_the_rows_of_csv_are_scored_as_the_report_was(multiple: Multiple, tmp_path: Path) -> None:
    report, asked = assembled(), load(EXAMPLES / "institution.yaml")
    out = io.BytesIO()
    FORMATS["csv"].write(report, out, Wish("ru", Layout(multiple)))
    card = report.parts[0].scorecard
    file = tmp_path / "rows.csv"
    file.write_bytes(zipfile.ZipFile(out).read(f"responses-{card.questionnaire.name}.csv"))
    judged = assembly.judged(
        asked, read_file(asked, file), digest=card.questionnaire.digest, rule=Rule(), today=report.closed_on
    )
    assert judged.dimensions == card.dimensions
    assert judged.score == card.score
