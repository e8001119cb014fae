"""How templates show figures: what they ask of the report is decided in one place."""

import pytest
from flask import Flask

from audit.analysis.report import IndicatorScore, Reason, Withheld
from audit.web import figures

ADVICE = {"en": "Adopt it", "ru": "Принять"}


@pytest.mark.parametrize(
    ("score", "said"),
    [(0.0, "Adopt it"), (69.9, "Adopt it"), (70.0, ""), (None, ""), (Withheld(withheld=Reason.SMALL), "")],
)
def test_advice_ends_where_an_indicator_meets_what_is_asked(
    app: Flask, score: float | Withheld | None, said: str
) -> None:
    indicator = IndicatorScore(name="x", measure="choice", score=score, weight=1, recommendation=ADVICE)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert figures.advice(indicator) == said
