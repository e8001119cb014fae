"""Rounded tables: what a reader sees under the rule set of HESA."""

import random
from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest

from audit.analysis import survey
from audit.analysis.coarsening import coarse
from audit.analysis.disclosure import protect
from audit.analysis.earlier import Earlier
from audit.analysis.report import ALL, Reason, Table, TableGroup, Withheld
from audit.analysis.rules import LATEST, Rule, RuleName
from audit.analysis.tally import tallies
from tests.analysis.attacker import Unknowns
from tests.analysis.audits import AGREE, a_matrix, a_select_one, a_survey, answers_of, random_answers

HESA = LATEST[RuleName.HESA]
RULE = Rule(3, 10, HESA)
LIKERT = a_survey(
    a_select_one("fair", AGREE),
    dimensions=[{"name": "climate", "label": "Climate"}],
    indicators=[{"name": "fair", "dimension": "climate", "measure": "likert", "of": "fair"}],
)
FEW = Withheld(withheld=Reason.BASE)


def _groups(people: Mapping[str, Mapping[str, int]], rule: Rule = RULE) -> dict[str, TableGroup]:
    tables = protect(LIKERT, tallies(LIKERT, answers_of(people)), rule)
    return {group.name: group for table in tables if table.by == "sex" for group in table.groups}


def test_counts_are_rounded_each_by_itself() -> None:
    woman = _groups({"woman": {"1": 8, "4": 9, "5": 12}, "man": {"2": 20, "4": 20}})["woman"]
    assert (woman.n, woman.counts) == (30, {"1": 10, "2": 0, "3": 0, "4": 10, "5": 10, "dk": 0})


@pytest.mark.parametrize(("more", "told"), [(0, FEW), (1, 0.65)])
def test_a_share_of_fewer_than_22_and_a_half_people_is_withheld(more: int, told: object) -> None:
    woman = _groups({"woman": {"1": 8, "4": 14 + more}, "man": {"2": 20, "4": 20}})["woman"]
    assert woman.favourable == told


@pytest.mark.parametrize(("more", "told"), [(0, FEW), (1, 44.0)])
def test_a_mean_of_seven_people_is_withheld_and_of_eight_told_in_whole_points(more: int, told: object) -> None:
    woman = _groups({"woman": {"1": 3, "3": 2 + more, "5": 2}, "man": {"2": 20, "4": 20}})["woman"]
    assert woman.mean == told


def test_a_table_says_that_it_is_rounded() -> None:
    tables = protect(LIKERT, tallies(LIKERT, answers_of({"woman": {"1": 9, "4": 9}})), RULE)
    assert {table.rounded_to for table in tables} == {5}


def test_rounding_alone_would_be_undone_by_adding_up() -> None:
    """Four groups of 12 are shown as 10, that is 8 to 12, and their total as 50, that is 48 to 52."""
    shown = [HESA.count(12)] * 4
    sums = np.vstack([np.ones((1, 4)), -np.ones((1, 4))])
    none = np.zeros((1, 4))
    unknown = Unknowns(none, [0], [(each - 2, each + 2) for each in shown], sums, [52, -48])
    assert unknown.extremes(np.eye(4)) == [(12, 12)] * 4


def _rounded_and_exact(seed: int) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    chance = random.Random(seed)  # noqa: S311 - a reproducible audit, not a secret
    asked = a_survey(a_matrix(), by=("sex", "level"))
    counted = tallies(asked, random_answers(chance, ("sex", "level")))
    return protect(asked, counted, Rule(5, 10, HESA)), protect(asked, counted, Rule(5, 10))


@pytest.mark.parametrize("seed", range(20))
def test_rounded_tables_follow_from_the_exact_ones_that_might_be_published(seed: int) -> None:
    """So that whoever reads them, in all tables together, knows no more than the reader of the exact ones."""
    rounded, exact = _rounded_and_exact(seed)
    assert rounded == tuple(coarse(table, HESA) for table in exact)


def _difference(table: Table) -> int:
    whole = table.groups[0]
    shown = [group for group in table.groups[1:] if not isinstance(group.n, Withheld)]
    if isinstance(whole.n, Withheld) or len(shown) < len(table.groups) - 1:
        return 0
    return whole.n - sum(group.n for group in shown if not isinstance(group.n, Withheld))


def test_what_is_left_of_a_rounded_total_is_too_much_as_often_as_too_little() -> None:
    left = [_difference(table) for seed in range(150) for table in _rounded_and_exact(seed)[0] if table.by != ALL]
    assert min(left) < 0 < max(left)
    assert abs(Fraction(sum(left), len(left))) < 1


def test_a_second_report_repeats_the_rounded_tables_of_the_first() -> None:
    """Twelve are shown as ten and thirteen as fifteen: the one late answer would be told by the change."""
    first = answers_of({"woman": {"1": 6, "2": 12, "4": 9}, "man": {"2": 20, "4": 20}})
    before = protect(LIKERT, tallies(LIKERT, first), RULE)
    known = Earlier(HESA.count(len(first)), {(table.question, table.item, table.by): table for table in before})
    later = protect(LIKERT, tallies(LIKERT, [*first, {"sex": "woman", "fair": "2"}]), RULE, before=known)
    assert [table.groups for table in later] == [table.groups for table in before]


def test_an_indicator_rests_on_the_mean_that_is_shown() -> None:
    tables = protect(LIKERT, tallies(LIKERT, answers_of({"woman": {"1": 8, "4": 19}})), RULE)
    measured = survey.measure(LIKERT.indicators[0], LIKERT, survey.published(tables))
    assert measured.score == Fraction(53)
