"""LibreOffice recalculates the statistics of the workbook to the server's very figures."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from audit.render.excel import workbook
from tests.office.libreoffice import converted
from tests.render.measured import measured

pytestmark = pytest.mark.office
# Sheet: a formula's column and the server's beside it.
BESIDE = {"Parity": (("AG", "AH"), ("AI", "AJ")), "Rates": (("J", "K"),)}
CHECKS = {"Parity": "AM", "Rates": "L"}


def test_rates_and_levels_recalculate_to_the_servers_figures(tmp_path: Path) -> None:
    book = load_workbook(converted(workbook(measured(), "en"), tmp_path, "xlsx"), data_only=True)
    compared = 0
    for name, pairs in BESIDE.items():
        sheet = book[name]
        for row in range(2, sheet.max_row + 1):
            for live, server in pairs:
                if isinstance(sheet[f"{server}{row}"].value, float):
                    assert sheet[f"{live}{row}"].value == pytest.approx(sheet[f"{server}{row}"].value, abs=1e-12)
                    compared += 1
        said = {sheet[f"{CHECKS[name]}{row}"].value for row in range(2, sheet.max_row + 1)}
        assert said <= {"agrees", None}
    assert compared >= 6
