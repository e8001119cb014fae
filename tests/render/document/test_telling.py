"""A document says all that its report says: the course, strata, intervals, rounding, former answers, rules."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from audit.analysis.report import (
    Caution,
    FormerTable,
    Inconsistency,
    Interval,
    ItemStatistics,
    PartVersion,
    Report,
    Scope,
    ScoringRule,
    Stage,
    Statistics,
    StockFlow,
    Stratified,
    StratumRate,
)
from audit.render.document.blocks import Heading, Listing, Paragraph, Picture, Table
from audit.render.document.telling import told
from tests.render import sample
from tests.render.document.sample import FOLLOW_UP
from tests.render.sample import text

FLOW = StockFlow(
    name="posts",
    group="all",
    scope=Scope.DECISION_MAKING,
    since=date(2026, 6, 30),
    share=0.25,
    runs=2000,
    seed=1,
    stages=tuple(Stage(year=2026 + at, share=0.3 + at / 100, low=0.2, high=0.5, at_parity=0.1) for at in range(1, 31)),
    year=2043,
    refused=None,
)
STRATA = Stratified(
    strata=(
        StratumRate(
            name="hq",
            label=text("Headquarters", "Центральный аппарат"),
            women_passed=3,
            women_entered=30,
            men_passed=6,
            men_entered=40,
            ratio=2 / 3,
        ),
    ),
    pooled=0.6,
    ratio=0.65,
    odds_ratio=0.6,
    p=0.4,
    reverses=False,
    adds_up=True,
)


def _with_survey(report: Report, **changes: Any) -> Report:  # noqa: ANN401 - whatever a part holds
    first, survey = report.parts
    return report.model_copy(update={"parts": (first, survey.model_copy(update=changes))})


def _rounded(report: Report) -> Report:
    card = report.parts[1].scorecard
    tables = tuple(each.model_copy(update={"rounded_to": 5}) for each in card.tables)
    return _with_survey(report, scorecard=card.model_copy(update={"tables": tables}))


def _former(report: Report) -> Report:
    table = report.parts[1].scorecard.tables[0]
    seen = PartVersion(version="2025.4", digest="0" * 64, since=date(2026, 5, 1))
    return _with_survey(report, former=(FormerTable(version="2025.4", table=table),), versions=(seen,))


def _sure(report: Report) -> Report:
    card = report.parts[1].scorecard
    gap = card.gaps[0]
    interval = Interval(group="all", n=21, favourable=0.43, low=0.318, high=0.547, population=30)
    item = ItemStatistics(question=gap.question, item=gap.item, intervals=(interval,))
    return _with_survey(report, scorecard=card.model_copy(update={"statistics": Statistics(items=(item,))}))


def _in_strata(report: Report) -> Report:
    first, survey = report.parts
    card = first.scorecard
    dimension = card.dimensions[-1]
    indicator = dimension.indicators[0].model_copy(update={"stratified": STRATA})
    changed = dimension.model_copy(update={"indicators": (indicator, *dimension.indicators[1:])})
    scorecard = card.model_copy(update={"dimensions": (*card.dimensions[:-1], changed)})
    return report.model_copy(update={"parts": (first.model_copy(update={"scorecard": scorecard}), survey)})


def _cautious(report: Report) -> Report:
    points = tuple(
        each.model_copy(update={"cautions": (Caution.OTHER_VERSION,)}) if each.cycle == "2026" else each
        for each in report.score_trend
    )
    return report.model_copy(update={"score_trend": points})


def _scored(report: Report) -> Report:
    rule = ScoringRule(name="undp", version="2", digest="a" * 64, label=text("Parity by UNDP", "Паритет по ПРООН"))
    return report.model_copy(update={"scoring": rule})


def _lines(blocks: tuple[Any, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Listing():
                yield from block.items
            case Table():
                yield block.caption
                yield from block.head
                yield from (cell for row in block.rows for cell in row)
            case Picture():
                yield block.chart.title


def _chapter(report: Report, name: str, language: str = "en") -> str:
    (found,) = [each for each in told(report, FOLLOW_UP, language).chapters if each.name == name]
    return "\n".join(_lines(found.blocks))


BASE = sample.regional_centre()


@pytest.mark.parametrize(
    ("report", "chapter", "said"),
    [
        (BASE.model_copy(update={"stock_flows": (FLOW,)}), "course", ("2027", "31% (20–50%)", "(simulations: 2000)")),
        (_cautious(BASE), "course", ("Compare with care", "2026: another version of the questionnaire")),
        (BASE, "course", ("Totals over the cycles, 0–100", "66.1", "Share of women over the cycles")),
        (_in_strata(BASE), "scores", ("Rates by stratum", "Headquarters", "3\u00a0of\u00a030 (10%)", "0.67")),
        (_sure(BASE), "perceptions", ("How sure the shares are", "32–55%", "21\u00a0of\u00a030")),
        (_rounded(BASE), "answers", ("(counts rounded to the nearest 5)",)),
        (_rounded(BASE), "method", ("all counts are rounded to the nearest 5",)),
        (_former(BASE), "answers", ("answers under version 2025.4, when it meant something else",)),
        (_former(BASE), "provenance", ("Asked in version", "2025.4, since 1 May 2026")),
        (_scored(BASE), "method", ("“Parity by UNDP”, version 2",)),
        (_scored(BASE), "provenance", ("a" * 64,)),
        (BASE, "answers", ("withheld: too few in it or beside it",)),
        (
            BASE.model_copy(update={"inconsistencies": (Inconsistency(check="no-headcount"),)}),
            "consistency",
            ("to be checked", "The body has no head-count", "Record the head-count"),
        ),
    ],
)
def test_a_chapter_says_what_the_report_says(report: Report, chapter: str, said: tuple[str, ...]) -> None:
    told_ = _chapter(report, chapter)
    assert [each for each in said if each not in told_] == []


def test_everybody_stands_once_before_the_groups_of_a_question() -> None:
    (chapter,) = [each for each in told(BASE, None, "en").chapters if each.name == "answers"]
    tables = [each for each in chapter.blocks if isinstance(each, Table)]
    assert tables
    assert all([row[0] for row in each.rows].count("All") == 1 for each in tables)


def test_projections_of_which_the_same_is_said_stand_in_one_line() -> None:
    assert _chapter(BASE, "course").count("No year of parity") <= 1


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_chapter_is_empty_or_told_twice(language: str) -> None:
    chapters = told(BASE, FOLLOW_UP, language).chapters
    assert len({each.name for each in chapters}) == len({each.title for each in chapters}) == len(chapters)
    assert all(each.blocks for each in chapters)
