"""The properties of a workbook's file: what it is called and by whom it was made, whatever the audit is called."""

import io

from openpyxl import load_workbook

from audit.render import excel
from tests.render.sample import regional_centre


def test_a_title_that_no_file_can_hold_is_shown_with_a_visible_sign() -> None:
    report = regional_centre().model_copy(update={"title": {"en": "Au\x01dit"}})
    assert load_workbook(io.BytesIO(excel.workbook(report, "en"))).properties.title == "Au\ufffddit"
