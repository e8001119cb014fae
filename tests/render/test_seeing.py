"""The rulers of colour themselves: held against published figures before anything is measured by them."""

import pytest

from tests.render.seeing import SIGHT, blended, contrast, difference, lab

#: From the test data of Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005), table 1.
SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
]


@pytest.mark.parametrize(("one", "other", "published"), SHARMA)
def test_a_difference_is_the_published_one(
    one: tuple[float, float, float], other: tuple[float, float, float], published: float
) -> None:
    assert difference(one, other) == pytest.approx(published, abs=0.0001)
    assert difference(other, one) == pytest.approx(published, abs=0.0001)


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1_to_1() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#5A3E9B", "#5A3E9B") == 1
    # The least grey that passes 4.5:1 on white, as WCAG's own explanations name it.
    assert (contrast("#767676", "#FFFFFF") >= 4.5, contrast("#777777", "#FFFFFF") >= 4.5) == (True, False)


@pytest.mark.parametrize("sight", SIGHT)
def test_greys_are_the_same_grey_to_everybody(sight: str) -> None:
    for grey in ("#000000", "#606060", "#FFFFFF"):
        assert difference(lab(grey, sight), lab(grey)) < 0.5


def test_who_lacks_cones_confuses_what_others_tell_apart() -> None:
    red, green = "#C0392B", "#8A7A1F"
    assert difference(lab(red), lab(green)) > 35
    assert difference(lab(red, "deuteranopia"), lab(green, "deuteranopia")) < 15


def test_half_black_over_white_is_the_grey_between() -> None:
    assert blended("#000000", 0.5, "#FFFFFF") == "#808080"
