"""What a later report of the same audit may say, given what an earlier one said."""

from collections.abc import Mapping

from audit.analysis.disclosure import Rule, protect
from audit.analysis.earlier import Earlier
from audit.analysis.report import Table, Withheld
from audit.analysis.tally import tallies
from tests.analysis.audits import AGREE, a_select_one, a_survey, answers_of

ASKED = a_survey(a_select_one("fair", AGREE))
MIXED = {"1": 4, "2": 6, "4": 3, "5": 4}
FEW = {"1": 3, "2": 2, "4": 1, "5": 2}
EARLY = {"woman": MIXED, "man": MIXED}

Groups = Mapping[str, Mapping[str, int]]


def _published(groups: Groups, before: Earlier | None = None) -> dict[str, Table]:
    answers = answers_of(groups)
    made = protect(ASKED, tallies(ASKED, answers), Rule(), before=before)
    return {f"{table.question} by {table.by}": table for table in made}


def _kept(tables: Mapping[str, Table], groups: Groups) -> Earlier:
    people = sum(sum(counts.values()) for counts in groups.values())
    return Earlier(people, {(table.question, table.item, table.by): table for table in tables.values()})


def _remembered(groups: Groups) -> Earlier:
    return _kept(_published(groups), groups)


def _plus(early: Groups, late: Groups) -> Groups:
    names = dict.fromkeys((*early, *late))
    steps = dict.fromkeys(step["name"] for step in AGREE)
    return {
        name: {step: early.get(name, {}).get(step, 0) + late.get(name, {}).get(step, 0) for step in steps}
        for name in names
    }


def _next(early: Groups, late: Groups) -> dict[str, Table]:
    return _published(_plus(early, late), _remembered(early))


def test_a_few_late_answers_change_no_table_and_their_number_is_said() -> None:
    late = {"woman": {"1": 1, "5": 1}, "man": {"4": 1}}
    for name, table in _published(EARLY).items():
        assert _next(EARLY, late)[name] == table.model_copy(update={"late": 3})


def test_late_answers_that_could_stand_alone_are_counted() -> None:
    followed = _next(EARLY, {"woman": FEW, "man": FEW})
    assert followed == _published(_plus(EARLY, {"woman": FEW, "man": FEW}))


def test_where_the_late_total_would_tell_whose_mind_kept_a_breakdown_the_total_stands_too() -> None:
    """Eight men cannot be of one mind where no answer has seven, so the women would be."""
    followed = _next(EARLY, {"woman": {"1": 6}, "man": {"2": 4, "4": 4}})
    assert (followed["fair by sex"].late, followed["fair by all"].late) == (14, 14)


def test_where_the_late_total_tells_nobody_it_is_counted_without_its_breakdown() -> None:
    followed = _next(EARLY, {"woman": {"1": 6}, "man": {"1": 2, "2": 5, "4": 1}})
    assert (followed["fair by sex"].late, followed["fair by all"].late) == (14, 0)


def test_late_answers_of_one_mind_are_not_counted() -> None:
    followed = _next(EARLY, {"woman": {"4": 6, "1": 1}})
    assert followed["fair by all"].late == 7


def test_few_late_men_keep_the_table_by_sex_and_not_the_whole() -> None:
    followed = _next(EARLY, {"woman": FEW, "man": {"1": 1, "5": 2}})
    assert [followed[name].late for name in ("fair by all", "fair by sex", "sex by all")] == [0, 11, 11]


def test_a_table_that_stood_counts_its_late_people_when_they_are_enough() -> None:
    first = {"woman": FEW, "man": {"1": 1, "5": 2}}
    again = _plus(EARLY, first), _plus(first, {"man": {"2": 2, "4": 1, "5": 2}})
    followed = _published(_plus(EARLY, again[1]), _kept(_next(EARLY, first), again[0]))
    assert [followed[name].late for name in ("fair by all", "fair by sex", "sex by all")] == [0, 0, 0]


def test_a_group_that_was_withheld_stays_so_however_many_join_it() -> None:
    small = EARLY | {"another": {"1": 1, "4": 2}, "pnts": {"2": 1, "5": 2}}
    followed = _next(small, {"woman": FEW, "man": FEW, "another": FEW})["fair by sex"]
    withheld = [group.name for group in followed.groups if isinstance(group.n, Withheld)]
    assert (withheld, followed.late) == (["another", "undisclosed"], 0)


def test_a_dropped_answer_changes_nothing() -> None:
    fewer = {"woman": MIXED | {"1": 3}, "man": MIXED}
    followed = _published(fewer, _remembered(EARLY))
    assert followed == _published(EARLY)


def test_a_changed_answer_changes_nothing_even_beside_late_ones() -> None:
    changed = _plus({"woman": MIXED | {"1": 0, "2": 10}, "man": MIXED}, {"woman": {"2": 3, "4": 2, "5": 3}})
    followed = _published(changed, _remembered(EARLY))
    assert {name: table.groups for name, table in followed.items() if name != "sex by all"} == {
        name: table.groups for name, table in _published(EARLY).items() if name != "sex by all"
    }
