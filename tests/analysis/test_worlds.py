"""No publication tells which group is of what mind: every world of a small audit is put through the gate."""

from collections.abc import Mapping, Sequence
from functools import partial

import pytest

from audit.analysis.disclosure import Rule, protect
from audit.analysis.report import Table
from audit.analysis.suppression import Suppression
from audit.analysis.tally import Tally
from audit.questionnaire.schema import Questionnaire
from tests.analysis.worlds import FAVOURABLE, NESTED, NOMINAL, SCALED, THRESHOLD, told, told_of_units

RULE = Rule(THRESHOLD, THRESHOLD)
BODIES = [(4, 5), (3, 7), (5, 6), (3, 3, 4), (3, 4, 6), (2, 3, 4), (2, 2, 3, 3), (1, 2, 2, 6)]
UNITS = [
    {"asia": 3, "europe": 4, "archive": 4},
    {"asia": 3, "europe": 5, "archive": 2, "visas": 3},
    {"political": 3, "asia": 4, "archive": 5},
    {"asia": 2, "europe": 3, "law": 3, "archive": 3},
]


def _gate(questionnaire: Questionnaire, counted: Sequence[Tally]) -> Sequence[Table]:
    return protect(questionnaire, counted, RULE)


@pytest.mark.parametrize("sizes", BODIES)
def test_no_withheld_group_is_told_to_be_of_one_mind(sizes: Sequence[int]) -> None:
    assert told(sizes, partial(_gate, NOMINAL)) == []


@pytest.mark.parametrize("sizes", BODIES)
def test_no_withheld_group_is_told_to_stand_on_one_side(sizes: Sequence[int]) -> None:
    assert told(sizes, partial(_gate, SCALED), sides=FAVOURABLE) == []


def test_the_reader_finds_a_gate_that_publishes_the_total_of_a_closed_breakdown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Suppression, "gives_away", lambda *_: False)
    assert told((3, 7), partial(_gate, NOMINAL))


@pytest.mark.parametrize("sizes", UNITS)
def test_no_withheld_unit_is_told_to_be_of_one_mind(sizes: Mapping[str, int]) -> None:
    assert told_of_units(sizes, partial(_gate, NESTED)) == []


def test_the_reader_finds_a_gate_that_publishes_the_total_of_a_department_closed_for_one_mind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Suppression, "gives_away", lambda *_: False)
    assert told_of_units({"asia": 3, "europe": 7}, partial(_gate, NESTED))
