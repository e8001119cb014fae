"""Whatever the cells of a form are mangled into, it comes over as far as it goes, or a sentence says why not."""

from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import Severity
from audit.questionnaire import loader
from audit.questionnaire.xlsform import reading, writing
from tests.questionnaire.xlsform.building import FORMS, form, xlsx

ALL = [form(path) for path in sorted(FORMS.glob("*.yaml"))]
ODD = (
    "", "${", "${x}", ". >", "(", "begin_group", "end_group", "begin_repeat", "end_repeat", "select_one",
    "select_one yn", "TRUE", "-99", "<b>", "a b", "note", "calculate", "rank yn", "label", "hidden", "table-list",
    "list-nolabel", "name", "position(..)", "../a",
    "paritet::score", "paritet::type", "matrix", "headcount", "[]", "label::Klingonish", "حح",
)  # fmt: skip
USED = tuple(sorted({cell for each in ALL for rows in each.sheets.values() for row in rows for cell in row}))
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def mangled(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Return the sheets of a form with some cells changed and some rows doubled, moved or lost."""
    sheets = deepcopy(draw(st.sampled_from(ALL)).sheets)
    for _ in range(draw(st.integers(1, 10))):
        rows = sheets[draw(st.sampled_from(sorted(sheets)))]
        place = draw(st.integers(0, len(rows) - 1))
        match draw(st.sampled_from(("cell", "cell", "cell", "double", "lose"))):
            case "double":
                rows.insert(draw(st.integers(0, len(rows))), list(rows[place]))
            case "lose" if len(rows) > 1:
                rows.pop(place)
            case _ if rows[place]:
                column = draw(st.integers(0, len(rows[place]) - 1))
                rows[place][column] = draw(st.sampled_from((*ODD, *USED)))
    return sheets


@CALM
@given(mangled())
def test_a_mangled_form_comes_over_or_says_why_not(sheets: dict[str, list[list[str]]]) -> None:
    carried = reading.read_bytes(xlsx(sheets), file="form.xlsx")
    if carried.questionnaire is None:
        assert any(each.severity is Severity.ERROR for each in carried.skipped)
        return
    assert loader.loads(carried.text_of_yaml) == carried.questionnaire
    again = reading.read_bytes(writing.workbook(carried.questionnaire), file="again.xlsx")
    assert (again.questionnaire, again.skipped) == (carried.questionnaire, ())
