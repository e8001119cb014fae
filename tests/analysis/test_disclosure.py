"""What the gate lets out, and what it withholds."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from audit.analysis.disclosure import Rule, protect
from audit.analysis.report import Reason, Table, TableGroup, Withheld
from audit.analysis.tally import tallies
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from tests.analysis.audits import AGREE, a_matrix, a_select_one, a_survey, answers_of

AUDIT = Path(__file__).resolve().parent.parent.parent / "audit"
MADE_HERE_ONLY = {"Table", "TableGroup", "Texts"}
RULE = Rule()
FAIR = a_select_one("fair", AGREE)
LIKERT: dict[str, Any] = {
    "dimensions": [{"name": "climate", "label": "Climate"}],
    "indicators": [{"name": "fair", "dimension": "climate", "measure": "likert", "of": "fair"}],
}
MIXED = {"1": 3, "2": 4, "4": 3, "5": 4}
SMALL, COMPLEMENT, UNANIMOUS = (
    Withheld(withheld=reason) for reason in (Reason.SMALL, Reason.COMPLEMENT, Reason.UNANIMOUS)
)


def _survey(*, sensitive: bool = False) -> Questionnaire:
    return a_survey(FAIR | {"sensitive": sensitive}, **LIKERT)


def _groups(
    people: Mapping[str, Mapping[str, int]], *, rule: Rule = RULE, sensitive: bool = False, by: str = "sex"
) -> dict[str, TableGroup]:
    questionnaire = _survey(sensitive=sensitive)
    tables = protect(questionnaire, tallies(questionnaire, answers_of(people)), rule)
    found = next(table for table in tables if table.question == "fair" and table.by == by)
    return {group.name: group for group in found.groups}


def _own_question(people: Mapping[str, Mapping[str, int]]) -> Table:
    questionnaire = _survey()
    return protect(questionnaire, tallies(questionnaire, answers_of(people)), RULE)[0]


def _makes_tables(module: Path) -> bool:
    """Tell whether a module calls the Report's Table or TableGroup, under any name it imports them by."""
    nodes = list(ast.walk(ast.parse(module.read_text("utf-8"))))
    names = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "audit.analysis.report"
        for alias in node.names
        if alias.name in MADE_HERE_ONLY
    }
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    by_name = any(isinstance(call, ast.Name) and call.id in names for call in called)
    by_module = [call for call in called if isinstance(call, ast.Attribute) and call.attr in MADE_HERE_ONLY]
    return by_name or any("report" in ast.unparse(call.value) for call in by_module)


def test_only_the_gate_makes_publishable_tables() -> None:
    makers = [module.relative_to(AUDIT).as_posix() for module in sorted(AUDIT.rglob("*.py")) if _makes_tables(module)]
    assert makers == ["analysis/disclosure.py"]


def test_a_table_made_elsewhere_is_found(tmp_path: Path) -> None:
    module = tmp_path / "sneaky.py"
    module.write_text(
        "from audit.analysis.report import Table as T\nT(question='fair', by='sex', groups=())\n", "utf-8"
    )
    assert _makes_tables(module)


@pytest.mark.parametrize(("threshold", "sensitive"), [(2, 10), (0, 10), (5, 2)])
def test_a_threshold_below_three_is_refused(threshold: int, sensitive: int) -> None:
    with pytest.raises(ValueError, match="never below 3"):
        Rule(threshold, sensitive)


def test_a_sensitive_question_never_has_the_laxer_threshold() -> None:
    assert Rule(12, 10).least(sensitive=True) == 12


def test_large_groups_are_published_in_full() -> None:
    groups = _groups({"woman": MIXED, "man": MIXED})
    assert groups["woman"].counts == {"1": 3, "2": 4, "3": 0, "4": 3, "5": 4, "dk": 0}


def test_a_group_below_the_threshold_is_withheld_in_full() -> None:
    another = _groups({"woman": MIXED, "man": MIXED, "another": {"4": 2, "1": 2}})["another"]
    assert {another.n, another.counts, another.favourable, another.mean} == {SMALL}


def test_a_sibling_is_withheld_with_a_single_small_group() -> None:
    groups = _groups({"woman": MIXED | {"5": 9}, "man": MIXED, "another": {"4": 2, "1": 2}})
    assert (groups["man"].counts, groups["woman"].n) == (COMPLEMENT, 19)


def test_two_small_groups_that_hold_enough_people_need_no_sibling() -> None:
    groups = _groups({"woman": MIXED, "man": MIXED, "another": {"4": 2, "1": 1}, "pnts": {"3": 2, "5": 1}})
    assert [groups[name].n for name in ("woman", "man", "another", "undisclosed")] == [14, 14, SMALL, SMALL]


def test_two_small_groups_whose_sizes_follow_from_their_sum_need_a_sibling() -> None:
    """Eight people in two groups of at most four are four and four."""
    groups = _groups({"woman": MIXED, "man": MIXED | {"1": 9}, "another": {"4": 2, "1": 2}, "pnts": {"3": 2, "5": 2}})
    assert groups["woman"].n == COMPLEMENT


def test_where_only_the_total_is_left_small_is_not_told_from_complement() -> None:
    groups = _groups({"woman": MIXED, "man": {"1": 1, "4": 2}})
    assert [groups[name].n for name in ("woman", "man")] == [SMALL, SMALL]


def test_an_empty_group_is_published_as_nobody() -> None:
    another = _groups({"woman": MIXED, "man": MIXED})["another"]
    assert (another.n, another.favourable, another.mean) == (0, None, None)


def test_an_audit_below_the_threshold_publishes_nothing() -> None:
    questionnaire = _survey()
    tables = protect(questionnaire, tallies(questionnaire, answers_of({"woman": {"1": 2, "5": 2}})), RULE)
    assert {group.n for table in tables for group in table.groups} == {SMALL}


def test_a_sensitive_question_asks_for_more_people() -> None:
    people = {"woman": MIXED, "man": MIXED, "another": {"1": 3, "3": 2, "5": 3}}
    shown = _groups(people)["another"].n, _groups(people, sensitive=True)["another"].n
    assert shown == (8, SMALL)


def test_a_small_group_that_agrees_as_one_is_withheld() -> None:
    groups = _groups({"woman": MIXED, "man": {"4": 3, "5": 4}})
    assert groups["man"].counts == UNANIMOUS


def test_the_group_that_agrees_is_not_told_from_the_one_withheld_with_it() -> None:
    groups = _groups({"woman": MIXED, "man": {"4": 3, "5": 4}})
    assert groups["woman"].counts == UNANIMOUS


def test_a_total_that_tells_whose_mind_closed_its_breakdown_is_withheld() -> None:
    """Twelve men are too many to be withheld for their mind, and only five of all are not favourable."""
    groups = _groups({"woman": {"4": 6}, "man": {"5": 7, "1": 3, "2": 2}})
    assert [groups[name].counts for name in ("all", "woman", "man")] == [UNANIMOUS] * 3


def test_a_total_that_leaves_two_explanations_of_a_closed_breakdown_is_published() -> None:
    groups = _groups({"woman": {"1": 6}, "man": {"1": 2, "2": 1, "4": 5}})
    assert (groups["all"].n, groups["woman"].counts, groups["man"].counts) == (14, UNANIMOUS, UNANIMOUS)


def test_a_group_of_one_mind_closes_the_whole_breakdown_of_its_item() -> None:
    mixed = {"1": 5, "2": 5, "4": 6, "5": 4}
    groups = _groups({"woman": mixed, "man": mixed, "another": {"4": 6}})
    assert {groups[name].counts for name in ("woman", "man", "another")} == {UNANIMOUS}


def test_a_small_group_in_which_one_person_differs_is_withheld() -> None:
    assert _groups({"woman": MIXED, "man": {"4": 6, "1": 1}})["man"].counts == UNANIMOUS


def test_a_large_group_may_agree_as_one() -> None:
    assert _groups({"woman": MIXED, "man": {"4": 7, "5": 8}})["man"].favourable == 1.0


def test_a_group_of_which_too_few_have_a_view_is_withheld() -> None:
    assert _groups({"woman": MIXED, "man": MIXED, "another": {"dk": 9, "4": 1}})["another"].n == SMALL


def test_the_breakdown_question_itself_does_not_tell_a_withheld_size() -> None:
    group = _own_question({"woman": MIXED, "man": MIXED, "another": {"4": 2}}).groups[0]
    assert (group.n, group.counts) == (SMALL, SMALL)


def test_the_breakdown_question_itself_is_published_when_no_group_is_small() -> None:
    assert _own_question({"woman": MIXED, "man": MIXED}).groups[0].counts == {
        "woman": 14,
        "man": 14,
        "another": 0,
        "pnts": 0,
    }


def test_a_small_number_of_undisclosed_does_not_follow_from_the_breakdown_question() -> None:
    assert _own_question({"woman": MIXED, "man": MIXED, "pnts": {"4": 2}}).groups[0].n == SMALL


def test_a_group_hidden_in_one_item_is_hidden_in_all() -> None:
    questionnaire = a_survey(a_matrix(sensitive=()))
    people: list[Answers] = [
        {"sex": sex, "climate": {"voice": step, "excluded": step} | ({"safety": step} if sex != "man" else {})}
        for sex, steps in (("woman", "112244551245"), ("man", "1245124512"), ("another", "12"))
        for step in steps
    ]
    tables = protect(questionnaire, tallies(questionnaire, people), RULE)
    hidden = [group.n for table in tables if table.by == "sex" for group in table.groups if group.name == "another"]
    assert hidden == [SMALL, SMALL, SMALL]


def test_the_mean_of_a_scale_is_in_points_of_a_hundred() -> None:
    assert _groups({"woman": {"1": 6, "5": 18}, "man": MIXED})["woman"].mean == 75.0


def test_a_withheld_figure_leaves_no_number_in_the_table() -> None:
    group = _groups({"woman": MIXED, "man": MIXED, "another": {"4": 2, "1": 2}})["another"]
    assert not any(sign.isdigit() for sign in group.model_dump_json(exclude={"label"}))


def test_groups_are_labelled_in_the_languages_of_the_questionnaire() -> None:
    groups = _groups({"woman": MIXED, "man": MIXED, "pnts": {"4": 2, "1": 2}})
    assert (groups["all"].label["ru"], groups["undisclosed"].label["ru"]) == ("Все ответившие", "Не указано")


def test_a_group_says_which_sex_it_counts_as() -> None:
    groups = _groups({"woman": MIXED, "man": MIXED})
    assert [groups[name].counts_as for name in ("all", "woman", "man", "another")] == [None, "women", "men", "other"]
