"""Units within units: what adds up to what, and what is withheld of it."""

from collections.abc import Mapping

from audit.analysis import families
from audit.analysis.disclosure import Rule, protect
from audit.analysis.report import ALL, Reason, Table, TableGroup, Withheld
from audit.analysis.tally import tallies
from audit.questionnaire.answers import Answers
from tests.analysis.audits import AGREE, a_select_one, a_survey

ASKED = a_survey(a_select_one("fair", AGREE), by=("unit",))
SMALL, COMPLEMENT = Withheld(withheld=Reason.SMALL), Withheld(withheld=Reason.COMPLEMENT)
EVENLY = "1245"


def _table(people: Mapping[str, int], *, question: str = "fair", by: str = "unit") -> Table:
    answers: list[Answers] = [
        {"unit": unit, "fair": EVENLY[place % 4]} for unit, number in people.items() for place in range(number)
    ]
    tables = protect(ASKED, tallies(ASKED, answers), Rule())
    return next(table for table in tables if (table.question, table.by) == (question, by))


def _groups(people: Mapping[str, int]) -> dict[str, TableGroup]:
    return {group.name: group for group in _table(people).groups}


def test_a_department_holds_the_people_of_its_divisions() -> None:
    groups = _groups({"political": 8, "asia": 12, "europe": 12, "archive": 20})
    assert [groups[name].n for name in (ALL, "political", "asia", "political/itself")] == [52, 32, 12, 8]


def test_a_division_is_named_after_its_department() -> None:
    groups = _groups({"political": 8, "asia": 12, "europe": 12, "archive": 20})
    assert (groups["asia"].label["en"], groups["asia"].within) == ("Political › Asia", "political")


def test_those_of_no_division_are_named_so() -> None:
    groups = _groups({"political": 8, "asia": 12, "europe": 12, "archive": 20})
    assert groups["political/itself"].label["ru"].endswith("вне подразделений")


def test_a_small_division_takes_a_sibling_of_its_own_department_with_it() -> None:
    groups = _groups({"asia": 3, "europe": 8, "law": 20, "archive": 20})
    shown = [groups[name].n for name in ("political", "asia", "europe", "law", "archive")]
    assert shown == [31, SMALL, COMPLEMENT, 20, 20]


def test_the_hidden_rest_of_a_department_is_large_enough_itself() -> None:
    """One small division and a sibling of the threshold are six: one and five."""
    groups = _groups({"asia": 1, "europe": 5, "law": 20, "archive": 20})
    assert [groups[name].n for name in ("asia", "europe", "law")] == [SMALL] * 3


def test_nothing_is_shown_of_a_department_that_is_withheld() -> None:
    groups = _groups({"asia": 2, "visas": 20, "archive": 8})
    assert [groups[name].n for name in ("political", "asia", "archive")] == [SMALL, SMALL, COMPLEMENT]


def test_the_table_of_the_units_themselves_is_withheld_where_a_division_is() -> None:
    assert _table({"asia": 3, "europe": 8, "law": 20, "archive": 20}, question="unit", by=ALL).groups[0].n == SMALL


def test_a_list_without_parents_has_no_wholes() -> None:
    assert families.rolled_up({"woman": 3, "man": 4}, {}) == {"woman": 3, "man": 4}


def test_parts_of_parts_are_added_up_all_the_way() -> None:
    within = {"b": "a", "a/itself": "a", "c": "b", "b/itself": "b"}
    assert families.rolled_up({"a": 1, "b": 2, "c": 4}, within) == {
        "a": 7,
        "b": 6,
        "c": 4,
        "b/itself": 2,
        "a/itself": 1,
    }
