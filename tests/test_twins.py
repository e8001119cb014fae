"""No format says anything of withheld answers: two audits that differ in these alone are alike in every number."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from audit.analysis import gate
from audit.analysis.suppression import Breakdown, Suppression
from tests.analysis.attacker import KNOWN, findings
from tests.leaving import BY_PROGRAMS, DOWNLOADS, MADE, Outputs, everything
from tests.twins import twins

#: Days and moments of making, and random names, which differ of themselves.
MOMENTS = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?|D:\d{14}|\b[0-9a-f]{12,}\b|csrf\S+|[\w-]{30,}"
)
NUMBER = re.compile(r"(?<![\w])\d+(?:[.,\u00a0\u202f]\d+)*(?![\w])")
AUDITS = {10: 60, 4: 200}
PAGES = ("audit page", "scorecard page", "results page", "charts", "score", "report")
OUTPUTS = (*PAGES, *DOWNLOADS, *BY_PROGRAMS, *MADE)

Both = tuple[Outputs, Outputs]


def _both(seed: int, folder: pytest.TempPathFactory, empty: Path, patch: pytest.MonkeyPatch) -> Both:
    one, other = twins(seed, most=AUDITS[seed])
    first, second = (folder.mktemp(f"twin{seed}") for _ in range(2))
    return everything(first, empty, one, patch), everything(second, empty, other, patch)


@pytest.fixture(scope="module", params=AUDITS)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Both:
    """Everything that leaves the program of two audits that publish the same."""
    with pytest.MonkeyPatch.context() as patch:
        return _both(request.param, tmp_path_factory, upgraded_file, patch)


@pytest.fixture(scope="module")
def leaked(tmp_path_factory: pytest.TempPathFactory, upgraded_file: Path) -> Both:
    """The same of a program whose gate withholds nothing."""
    with pytest.MonkeyPatch.context() as patch:
        one, other = twins(10, most=AUDITS[10])
        patch.setattr(gate, "breakdown", lambda sizes, _: Breakdown(sizes, {}, {}))
        patch.setattr(Suppression, "hidden", lambda *_: {})
        patch.setattr(Suppression, "gives_away", lambda *_: False)
        first, second = (tmp_path_factory.mktemp("leaked") for _ in range(2))
        return everything(first, upgraded_file, one, patch), everything(second, upgraded_file, other, patch)


def _numbers(texts: list[str]) -> Counter[str]:
    """Return every number of an output, however deep it lies, and how often."""
    return Counter(number for text in texts for number in NUMBER.findall(MOMENTS.sub(" ", text)))


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_number_depends_on_what_is_withheld(output: str, published: Both) -> None:
    one, other = (_numbers(each[output]) for each in published)
    assert one.total() > 0
    assert one == other


@pytest.mark.parametrize("output", [each for each in OUTPUTS if each not in ("audit page", "ddi")])
def test_numbers_differ_where_the_gate_withholds_nothing(output: str, leaked: Both) -> None:
    one, other = (_numbers(each[output]) for each in leaked)
    assert one != other


@pytest.mark.parametrize("output", ["report", "api report", "report-json", "score"])
def test_the_reader_of_each_format_that_holds_whole_tables_works_out_nothing(output: str, published: Both) -> None:
    told = json.loads(published[0][output][0])
    card = told if "tables" in told else told["parts"][1]["scorecard"]
    assert findings(card["tables"], KNOWN) == []
