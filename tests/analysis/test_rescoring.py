"""Rules as data change scores and nothing that was published; weights, bands, curves, levels, means and coverage."""

from fractions import Fraction
from pathlib import Path

import pytest

from audit.analysis import assembly, rescoring, scoring_rules
from audit.analysis.assembly import AuditFacts, EnquiryFacts
from audit.analysis.parity import Rule, judge
from audit.analysis.report import Report, canonical
from audit.analysis.scoring_rules import ScoringRules
from audit.errors import Mistaken
from audit.questionnaire import answers, loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import rescoring as journey
from tests.analysis import auditing

EXAMPLES = Path(__file__).parent.parent / "examples"
STAFF = loader.load(EXAMPLES / "staff.yaml")


def a_report() -> tuple[Report, list[tuple[Questionnaire, Answers]]]:
    said = [
        {"sex": "woman" if at % 2 else "man", "level": "other_staff", "climate": {"voice": str(1 + at % 5)}}
        for at in range(40)
    ]
    given = answers.read(auditing.ASKED, auditing.GIVEN)
    parts = [
        EnquiryFacts(auditing.ASKED, "1" * 64, Mode.NAMED, 5, 10, invited=1, responses=[given]),
        EnquiryFacts(
            STAFF, "2" * 64, Mode.ANONYMOUS, 5, 10, invited=40, responses=[answers.read(STAFF, each) for each in said]
        ),
    ]
    facts = AuditFacts(
        body={"en": "Centre"},
        title={"en": "Audit"},
        synthetic=True,
        languages=("en",),
        cycle="2026",
        period_start=auditing.START,
        period_end=auditing.END,
        reference_date=auditing.END,
        closed_on=auditing.TODAY,
    )
    return assembly.build(facts, parts), [(auditing.ASKED, given), (STAFF, {})]


def rules(text: str) -> ScoringRules:
    return scoring_rules.loads(f'name: other\nversion: "1"\nlabel: {{en: Other}}\n{text}')


def by(text: str) -> Report:
    report, asked = a_report()
    return rescoring.rescored(report, asked, rules(text))


def scores(report: Report) -> dict[str, float | None]:
    dimensions = report.parts[0].scorecard.dimensions
    return {one.name: one.score for dimension in dimensions for one in dimension.indicators}  # type: ignore[misc]  # an institution's scores are never withheld


def test_rules_that_say_nothing_move_nothing_and_name_themselves() -> None:
    report, asked = a_report()
    after = rescoring.rescored(report, asked, rules(""))
    assert not [move for move in rescoring.moves(report, after) if move.moved]
    assert (report.scoring, after.scoring and after.scoring.name) == (None, "other")
    assert after.model_copy(update={"scoring": None}) == report


def test_a_wider_band_scores_every_level_by_it() -> None:
    rule = Rule(band=(Fraction("0.4"), Fraction("0.6")))
    expected = [judge(1, 3, rule=rule).score, judge(9, 17, rule=rule).score]
    assert scores(by("parity: {band: [0.4, 0.6]}"))["parity"] == pytest.approx(float(sum(map(Fraction, expected)) / 2))  # type: ignore[arg-type]  # both are judged


def test_a_curve_is_followed() -> None:
    assert scores(by("parity: {curve: linear}"))["parity"] == pytest.approx((50 + 200 * 9 / 26) / 2)


def test_weights_of_indicators_weigh() -> None:
    given = scores(a_report()[0])
    total = by("indicators: {parity: 5}").parts[0].scorecard.score
    expected = (5 * given["parity"] + given["rate"] + given["funds"] + given["policy"]) / 8  # type: ignore[operator]  # all are scored
    assert total == pytest.approx(expected)


def test_levels_begin_where_the_rules_say() -> None:
    card = (
        by("scale: [{level: low, from: 0, label: {en: Low}}, {level: top, from: 99, label: {en: Top}}]")
        .parts[0]
        .scorecard
    )
    assert (card.level, [each.level for each in card.scale]) == ("low", ["low", "top"])


def test_coverage_that_is_asked_for_takes_scores_away() -> None:
    report, asked = a_report()
    lacking = [(asked[0][0], {**asked[0][1], "policy": answers.Absent(answers.Absence.NOT_ANSWERED)}), asked[1]]
    assert rescoring.rescored(report, lacking, rules("min_coverage: 0.9")).parts[0].scorecard.score is None
    assert rescoring.rescored(report, lacking, rules("min_coverage: 0.5")).parts[0].scorecard.score is not None


def test_published_tables_and_everything_told_of_respondents_stay() -> None:
    report, asked = a_report()
    after = rescoring.rescored(report, asked, rules("mean: geometric\nparity: {curve: undp}"))
    for old, new in zip(report.parts, after.parts, strict=True):
        assert (new.scorecard.tables, new.scorecard.gaps, new.rows) == (
            old.scorecard.tables,
            old.scorecard.gaps,
            old.rows,
        )
    assert report.parts[1].scorecard.tables


def test_its_own_point_of_the_trend_follows_the_score() -> None:
    after = by("parity: {curve: linear}")
    assert [point.score for point in after.score_trend] == [part.scorecard.score for part in after.parts]


def test_a_rescored_report_survives_its_canonical_text() -> None:
    after = by("parity: {curve: linear}")
    assert Report.model_validate_json(canonical(after)) == after


def test_what_moves_is_told_with_both_figures() -> None:
    report, asked = a_report()
    moves = rescoring.moves(report, rescoring.rescored(report, asked, rules("parity: {band: [0.3, 0.7]}")))
    moved = [move for move in moves if move.moved]
    assert [(move.name, move.is_dimension) for move in moved] == [("centre", False), ("people", True)]
    assert all(move.after > move.before for move in moved if move.after and move.before)


@pytest.mark.parametrize(
    "wrong",
    ["parity: {band: [0.6, 0.4]}", "parity: {curve: steep}", "mean: median", "weights: {a: 1}", "indicators: {a: 0}"],
)
def test_rules_that_cannot_be_are_refused_with_their_place(wrong: str) -> None:
    with pytest.raises(Mistaken, match="folder rules"):
        rules(wrong)


def test_rules_that_are_no_yaml_are_refused() -> None:
    with pytest.raises(Mistaken, match="valid YAML"):
        scoring_rules.loads("name: [")


def test_the_digest_of_rules_follows_their_content() -> None:
    assert rules("mean: geometric").identity.digest != rules("").identity.digest
    assert rules("mean: geometric").identity == rules("mean: geometric").identity


def test_the_shelf_holds_rule_sets_of_different_names_in_both_languages() -> None:
    shelf = journey.shelf()
    assert len({each.name for each in shelf}) == len(shelf) >= 4
    assert all({"en", "ru"} <= set(each.label) & set(each.about) for each in shelf)
