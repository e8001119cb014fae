"""The pyramid of levels: women to the left, men to the right, a bar a level, the highest level on top."""

from audit.analysis.report import ALL, Group, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    LINE,
    MEN,
    SMALL,
    WOMEN,
    Align,
    Box,
    Drawing,
    Mark,
    Stroke,
    Words,
    measured,
    middle,
)
from audit.render.charts.lanes import Columns, lanes
from audit.render.findings import levels_indicator
from audit.render.words import group_label, share_of
from audit.wording import say

PAD, BAR, LANE, GAP = 6.0, 18.0, 26.0, 1.5
HEAD = (mark("Level"), mark("Women"), mark("Men"), mark("Share of women"))


def pyramid(report: Report, language: str) -> Chart | None:
    """Return the pyramid of the indicator that shows its levels; nothing without levels."""
    indicator = levels_indicator(report)
    levels = tuple(each for each in indicator.groups if each.name != ALL) if indicator else ()
    if indicator is None or not any(each.women + each.men for each in levels):
        return None
    return Chart(
        name="pyramid",
        title=_finding(levels, language),
        marked=say(
            language,
            "Posts held by <women>women</women>, to the left, and <men>men</men>, to the right, by level; %(cycle)s",
            cycle=report.cycle,
        ),
        alt="; ".join(_told(each, language) for each in levels),
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(_row(each, language) for each in levels),
        draw=lambda width: _draw(levels, language, width),
    )


def _finding(levels: tuple[Group, ...], language: str) -> str:
    """Say how many posts women hold at the foot of the pyramid and at its top, as far as anybody is there."""
    filled = [each for each in levels if each.women + each.men]
    top, foot = filled[0], filled[-1]
    if top is foot:
        return say(language, "Women at the only filled level: %(share)s", share=_posts(top, language))
    return say(
        language,
        "Women from the foot to the top: “%(foot)s” – %(low)s, “%(top)s” – %(high)s",
        foot=group_label(foot, language),
        low=_posts(foot, language),
        top=group_label(top, language),
        high=_posts(top, language),
    )


def _posts(level: Group, language: str) -> str:
    base = level.women + level.men
    return say(language, "%(women)d\u00a0of\u00a0%(base)d", women=level.women, base=base)


def _told(level: Group, language: str) -> str:
    name = group_label(level, language)
    return say(language, "%(stage)s: women %(women)d, men %(men)d", stage=name, women=level.women, men=level.men)


def _row(level: Group, language: str) -> tuple[str, ...]:
    return (group_label(level, language), str(level.women), str(level.men), share_of(language, level))


def _draw(levels: tuple[Group, ...], language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.32, 0.0)
    most = max(max(each.women, each.men) for each in levels)
    aside = measured(str(most), SMALL) + PAD + GAP
    left, right = columns.left + aside, columns.right - aside
    middle_x = (left + right) / 2
    laid = lanes([(group_label(each, language), "") for each in levels], columns, plot=LANE)
    marks: list[Mark] = []
    for level, lane in zip(levels, laid, strict=True):
        marks += lane.words
        for people, colour, side in ((level.women, WOMEN, -1), (level.men, MEN, 1)):
            long = (right - left) / 2 * people / most
            marks.append(
                Box(middle_x - GAP - long if side < 0 else middle_x + GAP, lane.y - BAR / 2, long, BAR, colour)
            )
            marks.append(
                Words(
                    middle_x + side * (GAP + long + PAD),
                    lane.y + middle(SMALL),
                    str(people),
                    size=SMALL,
                    colour=colour,
                    align=Align.RIGHT if side < 0 else Align.LEFT,
                )
            )
        marks.append(Stroke(((middle_x, lane.y - LANE / 2), (middle_x, lane.y + LANE / 2)), LINE))
    return Drawing(width, laid[-1].bottom, tuple(marks))
