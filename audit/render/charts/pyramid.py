"""The pyramid of levels: women to the left, men to the right, a bar a level, the highest level on top."""

from audit.analysis.report import ALL, Group, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import LINE, MEN, SMALL, WOMEN, Align, Box, Drawing, Mark, Stroke, Words, middle
from audit.render.charts.lanes import Columns, lanes
from audit.render.findings import levels_indicator, parity_finding
from audit.render.words import group_label, share_of
from audit.wording import say

PAD, BAR, LANE = 6.0, 18.0, 26.0
HEAD = (mark("Level"), mark("Women"), mark("Men"), mark("Share of women"))


def pyramid(report: Report, language: str) -> Chart | None:
    """Return the pyramid of the indicator that shows its levels; nothing without levels."""
    indicator = levels_indicator(report)
    levels = tuple(each for each in indicator.groups if each.name != ALL) if indicator else ()
    if indicator is None or not any(each.women + each.men for each in levels):
        return None
    return Chart(
        name="pyramid",
        title=parity_finding(indicator, language),
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


def _told(level: Group, language: str) -> str:
    name = group_label(level, language)
    return say(language, "%(stage)s: women %(women)d, men %(men)d", stage=name, women=level.women, men=level.men)


def _row(level: Group, language: str) -> tuple[str, ...]:
    return (group_label(level, language), str(level.women), str(level.men), share_of(language, level))


def _draw(levels: tuple[Group, ...], language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.32, 0.0)
    left, right = columns.left + 34, columns.right - 34
    middle_x, most = (left + right) / 2, max(max(each.women, each.men) for each in levels) or 1
    laid = lanes([(group_label(each, language), "") for each in levels], columns, plot=LANE)
    marks: list[Mark] = []
    for level, lane in zip(levels, laid, strict=True):
        marks += lane.words
        for people, colour, side in ((level.women, WOMEN, -1), (level.men, MEN, 1)):
            long = (right - left) / 2 * people / most
            marks.append(Box(middle_x - long if side < 0 else middle_x, lane.y - BAR / 2, long, BAR, colour))
            marks.append(
                Words(
                    middle_x + side * (long + PAD),
                    lane.y + middle(SMALL),
                    str(people),
                    size=SMALL,
                    colour=colour,
                    align=Align.RIGHT if side < 0 else Align.LEFT,
                )
            )
    marks.append(Stroke(((middle_x, laid[0].top), (middle_x, laid[-1].bottom)), LINE))
    return Drawing(width, laid[-1].bottom, tuple(marks))
