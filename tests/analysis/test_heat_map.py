"""Units by dimensions rest on published means: worked out by hand, and withheld as soon as one of them is."""

from typing import Any

import pytest

from audit.analysis import assembly
from audit.analysis.disclosure import Rule
from audit.analysis.heat_map import heat_maps
from audit.analysis.report import HeatMap, Withheld
from audit.questionnaire.answers import Answers
from tests.analysis.auditing import TODAY
from tests.analysis.audits import a_matrix, a_survey

ASKED = a_survey(
    a_matrix(sensitive=()),
    dimensions=[{"name": "climate", "label": "Climate"}],
    indicators=[{"name": "climate", "dimension": "climate", "measure": "likert", "of": "climate"}],
)


def a_map(responses: list[Answers]) -> HeatMap:
    card = assembly.judged(ASKED, responses, digest="0" * 64, rule=Rule(5, 10), today=TODAY)
    return next(iter(heat_maps(ASKED, card.tables)))


def people(sex: str, number: int, *, voice: int, spread: int = 2) -> list[Answers]:
    """People of one sex who differ in their answers, so that no group is of one mind."""
    return [
        {
            "sex": sex,
            "climate": {"voice": str(voice + at % spread), "excluded": str(1 + at % 3), "safety": str(2 + at % 3)},
        }
        for at in range(number)
    ]


def by_name(found: HeatMap) -> dict[str, Any]:
    return {row.name: cells[0] for row, cells in zip(found.rows, found.cells, strict=True)}


def test_a_cell_is_the_mean_of_the_means_of_its_dimensions_items() -> None:
    found = a_map(people("woman", 30, voice=1) + people("man", 30, voice=3))
    assert (found.by, [axis.name for axis in found.columns]) == ("sex", ["climate"])
    # Voice 1 and 2 in turn: 12.5 points; excluded 1, 2, 3 mirrored: 75; safety 2, 3, 4: 50.
    assert by_name(found)["woman"] == pytest.approx((12.5 + 75 + 50) / 3)
    assert by_name(found)["man"] == pytest.approx((62.5 + 75 + 50) / 3)


def test_everybody_is_the_last_row_and_scores_as_the_dimension_does() -> None:
    responses = people("woman", 30, voice=1) + people("man", 30, voice=3)
    found = a_map(responses)
    card = assembly.judged(ASKED, responses, digest="0" * 64, rule=Rule(5, 10), today=TODAY)
    assert found.rows[-1].name == "all"
    assert found.cells[-1][0] == pytest.approx(card.dimensions[0].score)


def test_a_small_group_is_withheld_and_so_is_what_would_tell_it() -> None:
    found = by_name(a_map(people("woman", 30, voice=1) + people("man", 3, voice=3)))
    assert isinstance(found["man"], Withheld)
    assert isinstance(found["woman"], Withheld) or isinstance(found["all"], Withheld)


def test_no_map_is_drawn_where_nothing_is_published() -> None:
    assert not list(heat_maps(ASKED, ()))
