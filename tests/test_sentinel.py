"""A number that the gate withholds is in nothing that leaves the program: 7,319 women, told apart by three men only."""

import re
from pathlib import Path

import pytest

from audit.analysis import gate
from audit.analysis.suppression import Breakdown, Suppression
from tests import build
from tests.leaving import BY_PROGRAMS, DOWNLOADS, MADE, STAFF, Given, Outputs, Survey, everything

SENTINEL = 7319
SPOKEN = re.compile(r"(?<![\w.,-])7(?:|,|'| |&nbsp;|\u00a0|\u202f)319(?![\w-])")
#: The men's share: one of three.
A_THIRD = re.compile(r"(?<![\d.])33(?: |\u00a0|\u202f|&nbsp;)?%")
LIKERT = """\
dimensions:
  - {name: climate, label: {en: Climate, ru: Климат}}
indicators:
  - {name: heard, dimension: climate, measure: likert, of: heard}
"""

WOMEN: list[Given] = [{"sex": "woman", "heard": "2"}]
MEN: list[Given] = [{"sex": "man", "heard": step} for step in "123"]
SURVEY = Survey(build.SHELF[STAFF].replace("sections:\n", LIKERT + "sections:\n", 1), WOMEN * SENTINEL + MEN)

#: What is made to be read by people: all of it says shares of women and men.
READ = ("report-pdf", "one-page", "report-word", "report-html")
#: What says how many chose what.
DATA = tuple(name for name in MADE if name not in READ)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Outputs:
    """Everything that leaves the program of one audit, by its name."""
    with pytest.MonkeyPatch.context() as patch:
        return everything(tmp_path_factory.mktemp("sentinel"), upgraded_file, SURVEY, patch)


@pytest.fixture(scope="module")
def leaked(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Outputs:
    """The same of a program whose gate withholds nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "breakdown", lambda sizes, _: Breakdown(sizes, {}, {}))
        patch.setattr(Suppression, "hidden", lambda *_: {})
        return everything(tmp_path_factory.mktemp("leaked"), upgraded_file, SURVEY, patch)


def _is_told(outputs: list[str], said: re.Pattern[str] = SPOKEN) -> bool:
    return any(said.search(each) for each in outputs)


COUNTING = ("report", "score", *DOWNLOADS, *DATA, *BY_PROGRAMS)
SHARING = ("charts", "scorecard page", "results page", *READ)


@pytest.mark.parametrize("output", [*COUNTING, *SHARING, "audit page"])
def test_a_withheld_number_is_in_no_byte(output: str, published: Outputs) -> None:
    assert published[output]
    assert not _is_told(published[output])


@pytest.mark.parametrize("output", COUNTING)
def test_it_is_found_where_the_gate_withholds_nothing(output: str, leaked: Outputs) -> None:
    assert _is_told(leaked[output])


@pytest.mark.parametrize("output", SHARING)
def test_a_withheld_share_is_said_where_the_gate_withholds_nothing_and_nowhere_else(
    output: str, published: Outputs, leaked: Outputs
) -> None:
    assert (_is_told(published[output], A_THIRD), _is_told(leaked[output], A_THIRD)) == (False, True)


@pytest.mark.parametrize("said", ["7319", ">7,319<", "7 319 women", "7\u00a0319", "7\u202f319", "7&nbsp;319"])
def test_it_is_found_however_it_is_written(said: str) -> None:
    assert _is_told([said])
