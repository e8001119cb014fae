"""Cycles are compared with a word wherever a change is not one of the body but of the asking or the scoring."""

from datetime import date

import pytest

from audit.analysis import scorecard
from audit.analysis.comparison import cycles
from audit.analysis.report import Caution, CycleComparison, CycleRow, Kind, Report, ScoringRule
from audit.questionnaire import answers, loader
from tests.analysis import auditing

OTHER_RULES = ScoringRule(name="line", version="1", digest="0" * 64, label={"en": "Line"})


def report(
    year: int, text: str = auditing.INSTITUTION, *, scoring: ScoringRule | None = None, **changes: object
) -> Report:
    asked = loader.loads(text)
    given = {name: value for name, value in {**auditing.GIVEN, **changes}.items() if name in asked.questions}
    card = scorecard.judge(asked, digest="0" * 64, today=auditing.TODAY, answers=answers.read(asked, given))
    whole = auditing.last(auditing.institution())
    part = whole.parts[0].model_copy(update={"scorecard": card})
    dated = {"cycle": str(year), "reference_date": date(year, 12, 31), "scoring": scoring}
    return whole.model_copy(update={"parts": (part,), **dated})


def compared(*reports: Report) -> CycleComparison:
    return cycles(reports)[0]


def row(found: CycleComparison, name: str) -> CycleRow:
    return next(each for each in found.rows if each.name == name)


def test_every_figure_stands_over_the_cycles_with_its_change() -> None:
    found = compared(report(2026), report(2025, policy="no"))
    assert [each.cycle for each in found.cycles] == ["2025", "2026"]
    assert [(each.kind, each.name) for each in found.rows] == [
        (Kind.TOTAL, ""),
        (Kind.DIMENSION, "people"),
        *((Kind.INDICATOR, name) for name in ("parity", "rate", "funds", "policy")),
    ]
    policy = row(found, "policy")
    assert (policy.figures, policy.change, policy.cautions) == ((0.0, 100.0), 100.0, ())
    assert row(found, "").change == pytest.approx(25)


def test_one_cycle_has_no_change() -> None:
    assert {(each.change, each.cautions) for each in compared(report(2026)).rows} == {(None, ())}


@pytest.mark.parametrize(
    ("old", "new", "caution"),
    [
        ("measure: choice, of: policy", "measure: choice, of: policy, weight: 2", Caution.OTHER_WEIGHT),
        ("measure: choice, of: policy", "measure: choice, of: policy, label: {en: New words}", Caution.OTHER_WORDS),
    ],
)
def test_what_changed_in_the_asking_is_said_of_its_row(old: str, new: str, caution: Caution) -> None:
    found = compared(report(2025), report(2026, auditing.INSTITUTION.replace(old, new)))
    assert row(found, "policy").cautions == (caution,)
    assert row(found, "funds").cautions == ()


def test_another_band_is_another_measure() -> None:
    text = auditing.INSTITUTION.replace("measure: parity, of: posts", "measure: parity, of: posts, band: [0.4, 0.6]")
    assert row(compared(report(2025), report(2026, text)), "parity").cautions == (Caution.OTHER_MEASURE,)


def test_rows_left_empty_are_no_other_measure() -> None:
    found = compared(report(2025, posts={"head": {"women": 1, "men": 3}}, everybody=4, share=25), report(2026))
    assert row(found, "parity").cautions == ()


def test_what_is_asked_for_the_first_or_no_longer_is_said() -> None:
    line = "  - {name: policy, dimension: people, measure: choice, of: policy}\n"
    fewer = auditing.INSTITUTION.replace(line, "")
    assert row(compared(report(2025, fewer), report(2026)), "policy").cautions == (Caution.NEW,)
    gone = row(compared(report(2025), report(2026, fewer)), "policy")
    assert (gone.cautions, gone.figures, gone.change) == ((Caution.GONE,), (100.0, None), None)


def test_another_version_and_other_rules_are_said_of_the_cycle() -> None:
    text = auditing.INSTITUTION.replace('version: "2"', 'version: "3"')
    found = compared(report(2025), report(2026, text, scoring=OTHER_RULES))
    assert [each.cautions for each in found.cycles] == [(), (Caution.OTHER_VERSION, Caution.OTHER_RULES)]
    assert (found.cycles[1].version, found.cycles[1].rules) == ("3", {"en": "Line"})


def test_another_mean_is_said_of_the_total() -> None:
    text = auditing.INSTITUTION.replace("dimensions:", "mean: geometric\ndimensions:", 1)
    assert row(compared(report(2025), report(2026, text)), "").cautions == (Caution.OTHER_MEASURE,)


def test_nothing_closed_is_compared_with_nothing() -> None:
    assert cycles([]) == ()
