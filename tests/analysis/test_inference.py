"""Intervals and weighted shares of an audit: of whom they speak, what they rest on, and where nothing is told."""

from collections.abc import Mapping
from datetime import date

import pytest

from audit.analysis import assembly, inference
from audit.analysis.disclosure import Rule
from audit.analysis.report import Interval, ItemStatistics, Report, Weighted
from audit.analysis.statistics import wilson
from audit.questionnaire import answers, loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Mode, Questionnaire
from tests.analysis.asked import people
from tests.analysis.audits import a_matrix, a_survey

POSTS = loader.loads("""
name: institution
version: "1"
respondent: institution
languages: [en]
title: Institution
dimensions: [{name: d, label: D}]
sections:
  - name: s
    label: S
    questions:
      - name: posts
        type: headcount
        label: Posts
        rows:
          - {name: head, decision_making: true, label: Head}
          - {name: chiefs, label: Chiefs}
          - {name: others, label: Others}
indicators:
  - {name: parity, dimension: d, measure: parity, of: posts}
""")
HEADS = {"head": people(0, 1), "chiefs": people(8, 11), "others": people(32, 8)}
AUDIT = assembly.AuditFacts(
    body={"en": "Body"},
    title={"en": "Audit"},
    synthetic=True,
    languages=("en",),
    cycle="2026",
    period_start=date(2025, 1, 1),
    period_end=date(2025, 12, 31),
    reference_date=date(2025, 12, 31),
    closed_on=date(2026, 2, 1),
)
# Favourable: 6 of 10 senior women, 9 of 20 other women, 8 of 10 senior men, 2 of 5 other men.
CELLS = {
    ("woman", "senior"): (6, 10),
    ("woman", "middle"): (9, 20),
    ("man", "senior"): (8, 10),
    ("man", "middle"): (2, 5),
}


def respondents(cells: Mapping[tuple[str, str], tuple[int, int]] = CELLS) -> list[Answers]:
    """People by sex and level, so many of each favourable (both steps of each side are used)."""
    return [
        {"sex": sex, "level": level, "climate": {"voice": step, "excluded": step, "safety": step}}
        for (sex, level), (agreeing, all_of_them) in cells.items()
        for place in range(all_of_them)
        for step in [("45" if place < agreeing else "12")[place % 2]]
    ]


def asked(**more: object) -> Questionnaire:
    """A survey by sex and level, one item of which nothing is sensitive."""
    return a_survey(a_matrix(sensitive=()), by=("sex", "level"), **more)


def report(
    survey: Questionnaire | None = None, *, heads: object = HEADS, invited: int = 60, said: list[Answers] | None = None
) -> Report:
    """An audit of a head-count and a survey."""
    told = survey or asked(weighting={"by": "level", "levels": {"senior": ["head", "chiefs"], "middle": ["others"]}})
    institution = answers.read(POSTS, {"posts": heads})
    return assembly.build(
        AUDIT,
        [
            assembly.EnquiryFacts(POSTS, "", Mode.NAMED, 5, 10, 1, [institution]),
            assembly.EnquiryFacts(told, "", Mode.ANONYMOUS, 5, 10, invited, said or respondents()),
        ],
    )


def item(made: Report, name: str = "voice") -> ItemStatistics:
    """The statistics of one item of the survey."""
    told = made.parts[1].scorecard.statistics
    assert told is not None
    return next(each for each in told.items if each.item == name)


def interval(made: Report, group: str) -> Interval:
    return next(each for each in item(made).intervals if each.group == group)


def weighted(made: Report) -> dict[tuple[str, ...], Weighted]:
    return {each.by: each for each in item(made).weighted}


def test_everybody_is_a_part_of_those_invited() -> None:
    found = interval(report(), "all")
    assert (found.n, found.population, found.favourable) == (45, 60, 25 / 45)
    assert (found.low, found.high) == wilson(25, 45, population=60)


def test_women_and_men_are_parts_of_the_head_count() -> None:
    made = report()
    assert [(each.group, each.population) for each in item(made).intervals[1:]] == [("woman", 40), ("man", 20)]


def test_more_answers_than_people_correct_nothing() -> None:
    found = interval(report(invited=44), "all")
    assert (found.population, (found.low, found.high)) == (None, wilson(25, 45))


def test_without_an_audit_nothing_is_known_of_the_population() -> None:
    card = assembly.judged(asked(), respondents(), digest="", rule=Rule(), today=date(2026, 1, 1))
    assert card.statistics is not None
    assert {each.population for each in card.statistics.items[0].intervals} == {None}
    assert card.statistics.items[0].weighted == ()


def test_a_share_is_weighted_by_sex_as_post_stratification_does() -> None:
    """40 women of whom half agree, 20 men of whom two thirds do."""
    found = weighted(report())["sex",]
    assert found.favourable == pytest.approx((40 * 15 / 30 + 20 * 10 / 15) / 60)
    assert [(cell.group, cell.people, cell.n) for cell in found.cells] == [("women", 40, 30), ("men", 20, 15)]
    assert found.design_effect == pytest.approx(1)


def test_a_share_is_weighted_by_level() -> None:
    found = weighted(report())["level",]
    assert found.favourable == pytest.approx((20 * 14 / 20 + 40 * 11 / 25) / 60)
    weights = [20 / 20] * 20 + [40 / 25] * 25
    assert found.design_effect == pytest.approx(45 * sum(w * w for w in weights) / sum(weights) ** 2)
    assert found.effective == pytest.approx(45 / found.design_effect)


def test_a_share_weighted_by_both_meets_both_head_counts() -> None:
    """With answers that say the same everywhere, weighting by both changes nothing."""
    even = {cell: (count // 2, count) for cell, (_, count) in CELLS.items()} | {("man", "middle"): (3, 6)}
    found = weighted(report(said=respondents(even)))["sex", "level"]
    assert found.favourable == pytest.approx(0.5)


def test_a_share_weighted_by_both_lies_among_those_it_is_made_of() -> None:
    found = weighted(report())
    assert min(9 / 20, 2 / 5) < found["sex", "level"].favourable < 8 / 10
    assert found["sex", "level"].design_effect >= 1


def test_no_respondent_weighs_more_than_the_cap() -> None:
    heads = {"head": people(0, 5), "chiefs": people(5, 10), "others": people(400, 0)}
    found = weighted(report(heads=heads, invited=500))["level",]
    assert (found.capped, found.greatest) == (True, 5)


def test_a_group_of_few_people_weighs_nothing() -> None:
    heads = {"head": people(0, 1), "chiefs": people(20, 2), "others": people(20, 1)}
    assert weighted(report(heads=heads)) == {}


def test_a_withheld_group_leaves_nothing_to_weigh() -> None:
    few = CELLS | {("man", "senior"): (2, 3), ("man", "middle"): (0, 0)}
    made = report(said=respondents(few))
    assert ("sex",) not in weighted(made)
    assert [each.group for each in item(made).intervals] == ["all"]


def test_levels_that_leave_a_row_out_are_not_weighed() -> None:
    survey = asked(weighting={"by": "level", "levels": {"senior": ["head"], "middle": ["others"]}})
    assert ("level",) not in weighted(report(survey))


def test_another_head_count_than_the_named_one_is_not_weighed_to() -> None:
    assert weighted(report(asked(weighting={"headcount": "elsewhere"}))) == {}


def test_all_that_is_told_follows_from_what_is_published() -> None:
    """Made again from the report's own tables, by a questionnaire that has never seen an answer, nothing changes."""
    made = report()
    survey = asked(weighting={"by": "level", "levels": {"senior": ["head", "chiefs"], "middle": ["others"]}})
    again = inference.between([POSTS, survey], made.parts)
    assert again[1].scorecard.statistics == made.parts[1].scorecard.statistics
