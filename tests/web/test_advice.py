"""What would change most is worked out as the total itself is: raise one indicator to 100 and add up again."""

import pytest

from audit.analysis.report import DimensionScore, IndicatorScore, QuestionnaireIdentity, Scorecard
from audit.web.advice import next_steps


def _indicator(name: str, score: float | None, weight: float, *, advised: bool = True) -> IndicatorScore:
    recommendation = {"en": f"Mend {name}"} if advised else None
    return IndicatorScore(name=name, measure="choice", score=score, weight=weight, recommendation=recommendation)


def _card(mean: str = "arithmetic", **dimensions: tuple[float, tuple[IndicatorScore, ...]]) -> Scorecard:
    made = []
    for name, (weight, indicators) in dimensions.items():
        scored = [(each.score, each.weight) for each in indicators if isinstance(each.score, float)]
        score = sum(score * part for score, part in scored) / sum(part for _, part in scored) if scored else None
        made.append(
            DimensionScore(name=name, weight=weight, score=score, level=None, coverage=1.0, indicators=indicators)
        )
    identity = QuestionnaireIdentity(name="q", version="1", digest="0" * 64)
    return Scorecard(questionnaire=identity, score=50.0, level=None, coverage=1.0, mean=mean, dimensions=tuple(made))


def test_the_greatest_gain_comes_first() -> None:
    card = _card(
        people=(3.0, (_indicator("parity", 50.0, 1.0), _indicator("goal", 90.0, 1.0))),
        money=(1.0, (_indicator("funds", 0.0, 1.0),)),
    )
    steps = next_steps(card)
    assert [step.indicator.name for step in steps] == ["funds", "parity", "goal"]
    assert [step.gain for step in steps] == pytest.approx([25.0, 18.75, 3.75])


def test_a_geometric_total_is_worked_out_as_such() -> None:
    card = _card("geometric", people=(1.0, (_indicator("a", 25.0, 1.0),)), money=(1.0, (_indicator("b", 100.0, 1.0),)))
    assert [step.gain for step in next_steps(card)] == [pytest.approx(50.0)]


def test_what_has_no_score_or_no_recommendation_is_no_step() -> None:
    people = (
        _indicator("asked", None, 1.0),
        _indicator("plain", 10.0, 1.0, advised=False),
        _indicator("best", 100.0, 1.0),
    )
    assert next_steps(_card(people=(1.0, people))) == ()
