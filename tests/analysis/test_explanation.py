"""Every kind of measure explains itself by the figures that it was worked out from."""

from typing import Any

import pytest

from audit.analysis import scorecard
from audit.analysis.report import (
    Chosen,
    Explanation,
    Held,
    MeanOfChoices,
    MeanOfScale,
    NoScore,
    ParityOfLevels,
    ParityOfOne,
    RateRatio,
    Reason,
    Table,
    TableGroup,
    Threshold,
    Verdict,
    Why,
    Withheld,
)
from audit.questionnaire import loader
from tests.analysis.asked import TODAY, measured, people

POSTS = {"head": people(0, 1), "chief": people(1, 5), "staff": people(9, 3, 2)}


def explained(name: str, **raw: Any) -> Explanation:  # noqa: ANN401 - any answer
    told = measured(name, raw).explanation
    assert told is not None
    return told


def test_a_pooled_group_counts_the_places_and_where_parity_begins() -> None:
    told = explained("decision", posts=POSTS)
    assert isinstance(told, ParityOfOne)
    assert told.decision_making
    assert (told.group.sex, told.group.held, told.group.base, told.group.begins) == ("women", 1, 7, 3)


def test_levels_name_who_is_too_few_and_what_is_not_judged() -> None:
    told = explained("levels", posts=POSTS)
    assert isinstance(told, ParityOfLevels)
    assert [(level.name, level.sex, level.held, level.base, level.begins) for level in told.levels] == [
        ("chief", "women", 1, 6, 3),
        ("staff", "men", 3, 12, 6),
    ]
    assert ([each.name for each in told.unjudged], told.unanswered, told.weakest) == (["head"], (), "chief")


def test_a_level_left_empty_is_named() -> None:
    told = explained("levels", posts={"chief": people(1, 5), "staff": people(3, 3)})
    assert isinstance(told, ParityOfLevels)
    assert [each.name for each in told.unanswered] == ["head"]


def test_a_group_at_parity_speaks_of_its_women() -> None:
    told = explained("decision", posts=POSTS | {"chief": people(3, 3)})
    assert isinstance(told, ParityOfOne)
    assert told.group == Held(
        name="all", sex="women", held=3, base=7, begins=None, verdict=Verdict.AT_PARITY, score=100.0
    )


def test_a_choice_keeps_its_label_and_points() -> None:
    told = explained("policy_adopted", policy="draft")
    assert isinstance(told, Chosen)
    assert [(one.name, one.label, one.points) for one in told.choices] == [("draft", {"en": "Drafted"}, 50.0)]


def test_several_choices_keep_those_without_points() -> None:
    told = explained("measures_taken", measures=["leave", "room"])
    assert isinstance(told, Chosen)
    assert [(one.name, one.points) for one in told.choices] == [("leave", 60.0), ("room", None)]


def test_a_share_keeps_what_it_was_divided_from() -> None:
    told = explained("part_share", total=200000, part=21000)
    assert told == Threshold(kind="share", value=0.105, at_least=0.15, part=21000, whole=200000, currency="USD")


def test_a_count_keeps_its_goal() -> None:
    assert explained("days_taken", days=13.5) == Threshold(kind="count", value=13.5, at_most=10)


def test_rates_keep_all_four_counts() -> None:
    told = explained("ratio", intake={"applied": people(80, 120), "appointed": people(5, 12)})
    assert isinstance(told, RateRatio)
    assert (told.women_passed, told.women_entered, told.men_passed, told.men_entered) == (5, 80, 12, 120)
    assert (told.ratio, told.flagged) == (0.625, True)


def test_a_scale_keeps_each_statement_mirrored_and_counts_the_unanswered() -> None:
    told = explained("climate_score", climate={"voice": "4", "excluded": "dk"})
    assert isinstance(told, MeanOfScale)
    assert [(each.name, each.mean, each.favourable) for each in told.statements] == [("voice", 100.0, 1.0)]
    assert (told.unanswered, told.withheld, told.base) == (1, 0, None)
    mirrored = explained("climate_score", climate={"excluded": "1"})
    assert isinstance(mirrored, MeanOfScale)
    assert [(each.name, each.mean, each.favourable) for each in mirrored.statements] == [("excluded", 100.0, 1.0)]


@pytest.mark.parametrize(
    ("name", "raw", "why", "lacks", "questions"),
    [
        ("policy_adopted", {}, Why.NOT_ANSWERED, "", ["policy"]),
        ("policy_adopted", {"policy": "dk"}, Why.DONT_KNOW, "", ["policy"]),
        ("policy_adopted", {"policy": "na"}, Why.NOT_APPLICABLE, "", ["policy"]),
        ("policy_adopted", {"policy": "unknown"}, Why.NO_VERDICT, "points", ["policy"]),
        ("levels", {"posts": {"head": people(0, 1)}}, Why.NO_VERDICT, "judged_level", ["posts"]),
        ("levels", {}, Why.NOT_ANSWERED, "", ["posts"]),
        (
            "ratio",
            {"intake": {"applied": people(8, 9), "appointed": people(1, 0)}},
            Why.NO_VERDICT,
            "passing",
            ["intake"],
        ),
        ("part_share", {"part": 5}, Why.NOT_ANSWERED, "", ["total"]),
        ("part_share", {"total": 5}, Why.NOT_ANSWERED, "", ["part"]),
        ("hidden_count", {}, Why.NOT_SHOWN, "", ["hidden"]),
        ("climate_score", {"climate": {"voice": "dk"}}, Why.NOT_ANSWERED, "", ["climate"]),
    ],
)
def test_every_absence_is_explained(name: str, raw: dict[str, Any], why: Why, lacks: str, questions: list[str]) -> None:
    told = explained(name, **raw)
    assert isinstance(told, NoScore)
    assert (told.why, told.lacks, [each.name for each in told.questions]) == (why, lacks, questions)


SURVEY = """
name: survey
version: "1"
respondent: staff
languages: [en]
title: Survey
dimensions: [{name: d, label: D}]
choices:
  agree: [{name: "1", label: No}, {name: "2", label: So}, {name: "3", label: "Yes"}]
  done: [{name: "yes", score: 100, label: "Yes"}, {name: "no", score: 0, label: "No"}]
sections:
  - name: s
    label: S
    questions:
      - {name: climate, type: matrix, choices: agree, label: Climate,
         items: [{name: heard, label: Heard}, {name: safe, label: Safe}]}
      - {name: trained, type: select_one, choices: done, label: Trained}
indicators:
  - {name: climate_score, dimension: d, measure: likert, of: climate}
  - {name: trained_score, dimension: d, measure: choice, of: trained}
"""
SMALL = Withheld(withheld=Reason.SMALL)


def surveyed(*tables: Table) -> list[Explanation | None]:
    card = scorecard.judge(loader.loads(SURVEY), digest="", today=TODAY, tables=tables)
    return [indicator.explanation for indicator in card.dimensions[0].indicators]


def table(question: str, item: str | None, group: TableGroup) -> Table:
    return Table(question=question, item=item, by="all", groups=(group,))


HIDDEN = TableGroup(name="all", n=SMALL, counts=SMALL, favourable=SMALL, mean=SMALL)
HEARD = TableGroup(name="all", n=20, counts={"1": 5, "2": 5, "3": 10}, favourable=0.5, mean=62.5)


def test_a_survey_s_scale_is_explained_by_published_statements_alone() -> None:
    trained = TableGroup(name="all", n=10, counts={"yes": 4, "no": 6}, favourable=0.4, mean=40.0)
    climate, choice = surveyed(
        table("climate", "heard", HEARD), table("climate", "safe", HIDDEN), table("trained", None, trained)
    )
    assert isinstance(climate, MeanOfScale)
    assert [(each.name, each.mean, each.favourable) for each in climate.statements] == [("heard", 62.5, 0.5)]
    assert (climate.withheld, climate.base) == (1, 20)
    assert choice == MeanOfChoices(base=10)


def test_a_withheld_score_says_its_reason_and_nothing_else() -> None:
    climate, choice = surveyed(
        table("climate", "heard", HIDDEN), table("climate", "safe", HIDDEN), table("trained", None, HIDDEN)
    )
    assert isinstance(climate, NoScore)
    assert isinstance(choice, NoScore)
    assert [(each.why, each.withheld) for each in (climate, choice)] == [(Why.WITHHELD, Reason.SMALL)] * 2
