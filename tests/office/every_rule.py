"""A Report that takes every rule of scoring, judged by the server's own functions, for LibreOffice to agree with."""

from fractions import Fraction
from itertools import product
from typing import Literal

from audit.analysis import parity
from audit.analysis.joining import Branch, Joined, join
from audit.analysis.measures import points_at_least, points_at_most
from audit.analysis.report import DimensionScore, IndicatorScore, Part, Report, Scope, Source, Why
from tests.render.sample import institution, regional_centre

HALF, TWO_FIFTHS = Fraction(1, 2), Fraction(2, 5)
COUNTS = (
    (0, 0, 0),
    (1, 0, 0),
    (0, 1, 2),
    (1, 1, 0),
    (0, 2, 1),
    (2, 1, 5),
    (3, 5, 0),
    (14, 16, 0),
    (47, 53, 1),
    (53, 47, 0),
    (46, 54, 3),
    (7, 1, 9),
    (310, 290, 4),
)
LIMITS = (Fraction(0), Fraction(2), Fraction(5, 2))
BANDS = (parity.Rule().band, (Fraction(2, 5), Fraction(3, 5)), (Fraction(33, 100), Fraction(34, 100)))
CURVES: tuple[parity.Curve, ...] = ("band", "linear", "eige", "undp")
BASES: tuple[Literal["binary", "all"], ...] = ("binary", "all")
DIRECTIONS: tuple[Literal["both", "women"], ...] = ("both", "women")


def every_rule() -> Report:
    """Every curve, base, direction, band and target over odd counts; every threshold; the geometric mean."""
    parities, thresholds, empty = _parities(), _thresholds(), _empty()
    dimensions = [_dimension("parity", parities), _dimension("threshold", thresholds), _dimension("empty", empty)]
    weights = {"parity": Fraction(3), "threshold": Fraction(1), "empty": Fraction(2)}
    branches = [Branch(weights[each.name], joined.score, joined.coverage, joined.why) for each, joined in dimensions]
    total = join(branches, Fraction(1, 10), mean="geometric")
    part = institution()
    card = part.scorecard.model_copy(
        update={
            "dimensions": tuple(
                each.model_copy(update={"weight": float(weights[each.name])}) for each, _ in dimensions
            ),
            "score": _shown(total.score),
            "coverage": _shown(total.coverage),
            "mean": "geometric",
            "min_coverage": 0.1,
        }
    )
    changed: Part = part.model_copy(update={"scorecard": card})
    return regional_centre(parts=(changed,))


def _parities() -> tuple[IndicatorScore, ...]:
    made = []
    for at, (curve, base, direction, band, target) in enumerate(
        product(CURVES, BASES, DIRECTIONS, BANDS, (HALF, TWO_FIFTHS))
    ):
        rule = parity.Rule(target, band, base, curve, direction)
        weighted = [(Fraction(1 + n % 3), parity.judge(w, m, other=x, rule=rule)) for n, (w, m, x) in enumerate(COUNTS)]
        women, men, other = (sum(column) for column in zip(*COUNTS, strict=True))
        pooled = parity.judge(women, men, other=other, rule=rule)
        scored: list[tuple[Fraction, Fraction, int]] = [
            (weight, each.score, name) for name, (weight, each) in enumerate(weighted) if each.score is not None
        ]
        score = sum(weight * points for weight, points, _ in scored) / sum(weight for weight, _, _ in scored)
        groups = (
            *(each.group(f"level {name}", weight=weight) for name, (weight, each) in enumerate(weighted)),
            pooled.group("all"),
        )
        explained = {
            "target": float(target),
            "band": [float(edge) for edge in band],
            "base": base,
            "curve": curve,
            "direction": direction,
        }
        made.append(
            IndicatorScore(
                name=f"parity_{at}",
                measure="parity",
                score=float(score),
                weight=1 + at % 4,
                rule=explained,
                scope=Scope.LEVELS,
                weakest=f"level {min(scored, key=lambda one: one[1])[2]}",
                groups=groups,
            )
        )
    return tuple(made)


def _thresholds() -> tuple[IndicatorScore, ...]:
    made = []
    for at, (value, threshold) in enumerate(product((0, 1, 3, 7), LIMITS)):
        for name, points in (("at_least", points_at_least), ("at_most", points_at_most)):
            score = float(points(Fraction(value), threshold))
            made.append(_counted(f"{name}_{at}", value, {name: float(threshold)}, score))
    return tuple(made)


def _counted(name: str, value: int, rule: dict[str, float], score: float) -> IndicatorScore:
    return IndicatorScore(
        name=name,
        measure="count",
        score=score,
        value=value,
        weight=1,
        rule=rule,
        sources=(Source(question="wps_missions", value=value),),
    )


def _empty() -> tuple[IndicatorScore, ...]:
    """Two indicators that leave the coverage and one that lowers it."""
    reasons = (Why.NOT_APPLICABLE, Why.NO_VERDICT, Why.DONT_KNOW)
    return tuple(IndicatorScore(name=str(why), measure="choice", score=None, why=why, weight=2) for why in reasons)


def _dimension(name: str, indicators: tuple[IndicatorScore, ...]) -> tuple[DimensionScore, Joined]:
    leaving = {Why.NOT_APPLICABLE, Why.NO_VERDICT}
    branches = [
        Branch(
            Fraction(each.weight),
            Fraction(each.score) if isinstance(each.score, float) else None,
            None if each.why in leaving else Fraction(int(each.score is not None)),
            each.why,
        )
        for each in indicators
    ]
    joined = join(branches, Fraction(3, 5))
    dimension = DimensionScore(
        name=name,
        weight=1,
        score=_shown(joined.score),
        why=joined.why,
        level=None,
        coverage=_shown(joined.coverage),
        indicators=indicators,
    )
    return dimension, joined


def _shown(figure: Fraction | None) -> float | None:
    return None if figure is None else float(figure)
