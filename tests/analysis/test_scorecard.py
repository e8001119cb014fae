"""From indicators to a total: the normative example, a second computation, and laws that every scorecard keeps."""

import json
from decimal import Decimal
from fractions import Fraction
from math import log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.analysis.joining import Branch, join
from audit.analysis.report import Scorecard, Why
from audit.questionnaire.schema import Questionnaire
from tests.analysis import naive
from tests.analysis.asked import EXAMPLES, example, judged

LEAST = Fraction(3, 5)


def differences(wanted: Any, got: Any, place: str = "") -> list[str]:  # noqa: ANN401 - any JSON
    if isinstance(wanted, dict):
        return [each for key in wanted for each in differences(wanted[key], got.get(key, "missing"), f"{place}/{key}")]
    if isinstance(wanted, list):
        pairs = zip(wanted, got, strict=True)
        return [each for at, (one, other) in enumerate(pairs) for each in differences(one, other, f"{place}/{at}")]
    return [] if wanted == got else [f"{place}: {wanted} is {got}"]


def test_the_normative_example_comes_out_to_the_last_digit() -> None:
    wanted = json.loads((EXAMPLES / "institution.scorecard.json").read_text(encoding="utf-8"))
    assert differences(wanted, judged(*example()).model_dump(mode="json")) == []


def recomputed(tree: dict[str, Any]) -> float | None:
    """Add a dumped tree up again from its leaves' scores and weights alone."""
    dimensions = []
    for dimension in tree["dimensions"]:
        scored = [(one["weight"], one["score"]) for one in dimension["indicators"] if isinstance(one["score"], float)]
        if dimension["score"] is None:
            continue
        mean = sum(weight * score for weight, score in scored) / sum(weight for weight, _ in scored)
        assert mean == pytest.approx(dimension["score"], abs=1e-9)
        dimensions.append((dimension["weight"], mean))
    if tree["score"] is None:
        return None
    return float(sum(weight * score for weight, score in dimensions) / sum(weight for weight, _ in dimensions))


def test_the_tree_of_the_example_adds_up() -> None:
    tree = json.loads(judged(*example()).model_dump_json())
    assert recomputed(tree) == pytest.approx(tree["score"], abs=1e-12)


def test_a_parity_score_adds_up_from_its_groups() -> None:
    levels = judged(*example()).dimensions[0].indicators[0]
    scored = [(group.weight or 0, group.score) for group in levels.groups[:-1] if group.score is not None]
    mean = sum(weight * score for weight, score in scored) / sum(weight for weight, _ in scored)
    assert mean == pytest.approx(levels.score, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(naive.cases())
def test_a_second_computation_finds_the_same_scores(case: naive.Case) -> None:
    card = judged(Questionnaire.model_validate(case.definition), case.answers)
    wanted = naive.scores(case)
    found = {each.name: each.score for part in card.dimensions for each in part.indicators}
    found |= {part.name: part.score for part in card.dimensions} | {"total": card.score}
    assert found == {
        name: pytest.approx(score, abs=1e-9) if score is not None else None for name, score in wanted.items()
    }


@settings(max_examples=60, deadline=None)
@given(naive.cases())
def test_the_tree_of_any_scorecard_adds_up(case: naive.Case) -> None:
    tree = json.loads(judged(Questionnaire.model_validate(case.definition), case.answers).model_dump_json())
    total = recomputed(tree)
    assert total == (None if tree["score"] is None else pytest.approx(tree["score"], abs=1e-9))


def figures(card: Scorecard) -> dict[str, object]:
    found: dict[str, object] = {"total": (card.score, card.level, card.coverage)}
    for part in card.dimensions:
        found[part.name] = (part.score, part.level, part.coverage)
        found |= {each.name: (each.score, each.why, each.value) for each in part.indicators}
    return found


def changed(case: naive.Case, **changes: Any) -> dict[str, object]:  # noqa: ANN401 - any part of a definition
    return figures(judged(Questionnaire.model_validate(case.definition | changes), case.answers))


@settings(max_examples=40, deadline=None)
@given(naive.cases(), st.sampled_from(["3", "0.1", "7.5"]))
def test_scaling_all_weights_changes_no_figure(case: naive.Case, factor: str) -> None:
    scaled = {
        key: [part | {"weight": str(Decimal(str(part["weight"])) * Decimal(factor))} for part in case.definition[key]]
        for key in ("dimensions", "indicators")
    }
    assert changed(case, **scaled) == changed(case)


@settings(max_examples=40, deadline=None)
@given(naive.cases())
def test_the_order_of_dimensions_indicators_and_rows_changes_no_figure(case: naive.Case) -> None:
    definition = json.loads(json.dumps(case.definition))
    for question in definition["sections"][0]["questions"]:
        if question["type"] == "headcount":
            question["rows"].reverse()
    turned = {key: definition[key][::-1] for key in ("dimensions", "indicators")} | {"sections": definition["sections"]}
    assert changed(case, **turned) == changed(case)


@settings(max_examples=40, deadline=None)
@given(naive.cases())
def test_labels_change_no_figure(case: naive.Case) -> None:
    text = json.dumps(case.definition).replace('{"en": "', '{"en": "Other words for ')
    assert figures(judged(Questionnaire.model_validate_json(text), case.answers)) == changed(case)


def branch(score: int | None, *, weight: int = 1, why: Why = Why.NOT_ANSWERED) -> Branch:
    if score is not None:
        return Branch(Fraction(weight), Fraction(score), Fraction(1), None)
    return Branch(Fraction(weight), None, Fraction(0) if why is Why.NOT_ANSWERED else None, why)


def test_an_unanswered_part_lowers_the_coverage_and_not_the_score() -> None:
    joined = join([branch(80, weight=3), branch(None)], LEAST)
    assert (joined.score, joined.coverage) == (Fraction(80), Fraction(3, 4))


def test_a_part_that_is_not_applicable_leaves_score_and_coverage() -> None:
    joined = join([branch(80), branch(None, weight=9, why=Why.NOT_APPLICABLE)], LEAST)
    assert (joined.score, joined.coverage) == (Fraction(80), Fraction(1))


def test_below_the_least_coverage_there_is_no_score() -> None:
    joined = join([branch(80, weight=59), branch(None, weight=41)], LEAST)
    assert (joined.score, joined.coverage, joined.why) == (None, Fraction(59, 100), Why.INSUFFICIENT_DATA)


def test_the_least_coverage_itself_is_enough() -> None:
    assert join([branch(80, weight=3), branch(None, weight=2)], LEAST).score == 80


def test_nothing_applicable_is_not_applicable() -> None:
    assert join([branch(None, why=Why.NO_VERDICT)], LEAST).why is Why.NOT_APPLICABLE


def test_nothing_asked_is_not_asked() -> None:
    assert join([], LEAST).why is Why.NOT_ASKED


def test_a_geometric_mean_does_not_let_a_strong_part_hide_a_weak_one() -> None:
    joined = join([branch(100, weight=3), branch(25)], LEAST, mean="geometric")
    assert joined.score is not None
    assert log(joined.score) == pytest.approx((3 * log(100) + log(25)) / 4)
    assert join([branch(100), branch(0)], LEAST, mean="geometric").score == 0


def test_the_total_rests_on_the_coverage_of_its_dimensions() -> None:
    questionnaire, raw = example()
    card = judged(questionnaire, {key: value for key, value in raw.items() if key != "policy"})
    assert card.dimensions[1].coverage == pytest.approx(2 / 3)
    assert card.coverage == pytest.approx((2 * 1 + 1 * 2 / 3) / 3)


def test_a_dimension_below_its_least_coverage_says_so_and_leaves_the_total() -> None:
    questionnaire, raw = example()
    card = judged(questionnaire, {"posts": raw["posts"], "recruitment": raw["recruitment"], "policy": "yes"})
    assert (card.dimensions[1].score, card.dimensions[1].why) == (None, Why.INSUFFICIENT_DATA)
    assert card.score == card.dimensions[0].score
    assert card.coverage == pytest.approx(2 / 3)


def test_a_dimension_can_ask_for_its_own_least_coverage() -> None:
    questionnaire, raw = example()
    strict = questionnaire.model_copy(
        update={
            "dimensions": tuple(
                one.model_copy(update={"min_coverage": Fraction(1)}) for one in questionnaire.dimensions
            )
        }
    )
    card = judged(strict, {key: value for key, value in raw.items() if key != "policy"})
    assert (card.dimensions[1].score, card.dimensions[1].min_coverage) == (None, 1.0)


def test_nothing_answered_is_insufficient_data_everywhere() -> None:
    card = judged(example()[0], {})
    assert (card.score, card.why, card.coverage, card.level) == (None, Why.INSUFFICIENT_DATA, 0.0, None)


@pytest.mark.parametrize(
    ("share", "level"), [("0", "missing"), ("0.06", "approaches"), ("0.105", "meets"), ("0.135", "exceeds")]
)
def test_a_level_begins_at_its_threshold(share: str, level: str) -> None:
    questionnaire, _ = example()
    only = tuple(one for one in questionnaire.indicators if one.name == "mediation_share")
    asked = questionnaire.model_copy(update={"indicators": only})
    raw = {"mediation_total": "1000", "mediation_women": str(Fraction(share) * 1000)}
    assert judged(asked, raw).dimensions[1].level == level


def test_a_questionnaire_without_a_scale_has_the_default_one_in_every_language() -> None:
    scale = judged(example()[0].model_copy(update={"scale": ()}), {}).scale
    assert [(level.level, level.start) for level in scale] == [
        ("missing", 0),
        ("approaches", 40),
        ("meets", 70),
        ("exceeds", 90),
    ]
    assert scale[1].label == {"en": "Approaches", "ru": "Приближается"}
