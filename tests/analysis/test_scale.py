"""Which answers are favourable: the best by rule, or those that the author names."""

from typing import Any

from audit.analysis.disclosure import Rule, protect
from audit.analysis.scale import scale
from audit.analysis.tally import columns, tallies
from tests.analysis.audits import a_select_one, a_survey

FOUR = [("never", 100), ("seldom", 50), ("sometimes", 25), ("often", 0)]


def _steps(*favourable: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": name, "score": score} | ({"favourable": True} if name in favourable else {})
        for name, score in FOUR
    ]


def _favourable(question: dict[str, Any], item: str | None = None) -> set[str]:
    questionnaire = a_survey(question)
    asked, found = next(
        (asked, found) for asked, found in columns(questionnaire)[1:] if item is None or (found and found.name == item)
    )
    steps = scale(questionnaire, asked, found)
    assert steps is not None
    return set(steps.favourable)


def test_of_four_steps_two_are_favourable_by_rule() -> None:
    assert _favourable(a_select_one("met", _steps())) == {"never", "seldom"}


def test_an_author_names_the_only_favourable_step() -> None:
    assert _favourable(a_select_one("met", _steps("never"))) == {"never"}


def test_a_reversed_item_mirrors_the_named_steps() -> None:
    items = [{"name": "plain", "label": "Plain"}, {"name": "mirrored", "label": "Mirrored", "reverse": True}]
    matrix = {"name": "met", "type": "matrix", "label": "Met", "choices": _steps("never"), "items": items}
    assert (_favourable(matrix, "plain"), _favourable(matrix, "mirrored")) == ({"never"}, {"often"})


def test_a_table_names_the_favourable_answers_only_where_their_author_does() -> None:
    questionnaire = a_survey(a_select_one("met", _steps("never")), a_select_one("seen", _steps()))
    tables = {each.question: each.favours for each in protect(questionnaire, tallies(questionnaire, ()), Rule())}
    assert [label for text in tables["met"] for label in text.values()] == ["never"]
    assert tables["seen"] == ()
