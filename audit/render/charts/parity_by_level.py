"""Women and men by level: a bar of 100 % a level with its counts, the 50 % line and the band of parity."""

from dataclasses import dataclass

from audit.analysis.report import ALL, Group, IndicatorScore, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
    BAND_ALPHA,
    INK,
    LINE,
    MEN,
    SMALL,
    SOFT,
    TEXT,
    WHITE,
    WOMEN,
    ZONE,
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
from audit.render.findings import levels_indicator, parity_finding
from audit.render.words import band, distance, group_label, heads
from audit.wording import count, number, percent, say

BAR, PAD, AXIS = 28.0, 8.0, 24.0
OTHER_BOX = 12.0
HEAD = (
    mark("Level"),
    mark("Women"),
    mark("Men"),
    mark("Another or undisclosed"),
    mark("Share of women"),
    mark("To parity"),
)


def parity_by_level(report: Report, language: str) -> Chart | None:
    """Return the chart of the first parity indicator with levels, or nothing where there is none."""
    indicator = levels_indicator(report)
    if indicator is None:
        return None
    lower, upper = band(indicator.rule)
    marked = say(
        language,
        "<women>Women</women> and <men>men</men> by level, number and share of women. Line: 50%%; "
        "light band: %(lower)s–%(upper)s",
        lower=number(language, lower * 100),
        upper=percent(language, upper),
    )
    if any(group.other for group in indicator.groups):
        marked = say(language, "%(said)s; hatched: another or undisclosed", said=marked)
    told = (f"{group_label(g, language)}: {heads(language, g)}, {distance(language, g)}" for g in indicator.groups)
    return Chart(
        name="parity-by-level",
        title=parity_finding(indicator, language),
        marked=marked,
        alt="; ".join(told),
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(_row(group, language) for group in indicator.groups),
        draw=lambda width: _draw(indicator, language, width),
    )


def _row(group: Group, language: str) -> tuple[str, ...]:
    share = "" if group.share is None else percent(language, group.share)
    counts = (str(group.women), str(group.men), str(group.other))
    return (group_label(group, language), *counts, share, distance(language, group))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the bars lie, and where another or undisclosed is hatched beside them."""

    left: float
    right: float
    other: float

    def x(self, share: float) -> float:
        """Place a share of one."""
        return self.left + (self.right - self.left) * share


def _frame(indicator: IndicatorScore, columns: Columns) -> Frame:
    """Keep room at both ends for numbers that their piece of the bar is too short for."""
    aside = measured(str(max(max(group.women, group.men) for group in indicator.groups)), TEXT) + PAD
    other = OTHER_BOX if any(group.other for group in indicator.groups) else 0.0
    right = columns.right - other
    return Frame(columns.left + aside, right - aside, right)


def _draw(indicator: IndicatorScore, language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.24, width * 0.20)
    frame = _frame(indicator, columns)
    lower, upper = band(indicator.rule)
    everyone = str(indicator.rule.get("base", "binary")) == "all"
    rows = [(group_label(group, language), _beside(group, language)) for group in indicator.groups]
    laid = lanes(rows, columns, plot=BAR)
    band_behind: list[Mark] = []
    bars: list[Mark] = []
    words: list[Mark] = []
    for group, lane in zip(indicator.groups, laid, strict=True):
        bars += _bar(group, frame, lane.y, base=group.women + group.men + (group.other if everyone else 0))
        words += [*_in_bar(group, frame, lane.y, language), *lane.words]
        top, bottom = (lane.y - BAR / 2 - 4, lane.y + BAR / 2 + 4) if columns.is_stacked else (lane.top, lane.bottom)
        band_behind += _band(frame.x(lower), frame.x(upper), top, bottom)
        bars += _guides(group, frame, (lower, upper), lane.y)
        bars.append(Stroke(((frame.x(0.5), top), (frame.x(0.5), bottom)), INK, 1.4))
        if group.name == ALL and lane is not laid[0]:
            bars.append(Stroke(((0, lane.top), (width, lane.top)), LINE))
    bottom = laid[-1].bottom
    return Drawing(width, bottom + AXIS, (*band_behind, *bars, *words, *_axis(frame, bottom, language)))


def _bar(group: Group, frame: Frame, y: float, *, base: int) -> list[Mark]:
    """One bar; another or undisclosed is hatched, inside where it is in the base and beside the bar otherwise."""
    if not base:
        return [Stroke(((frame.left, y), (frame.right, y)), SOFT, dashed=True)]
    top, women, men = y - BAR / 2, group.women / base, group.men / base
    made: list[Mark] = [
        Box(frame.x(0), top, frame.x(women) - frame.x(0), BAR, WOMEN),
        Box(frame.x(women), top, frame.x(women + men) - frame.x(women), BAR, MEN),
    ]
    if women and men:
        made.append(Stroke(((frame.x(women), top), (frame.x(women), top + BAR)), WHITE, 2))
    if group.other and base > group.women + group.men:
        made.append(Box(frame.x(women + men), top, frame.x(1) - frame.x(women + men), BAR, SOFT, "////"))
    elif group.other:
        made.append(Box(frame.other, top, OTHER_BOX, BAR, SOFT, "////"))
    return made


def _band(left: float, right: float, top: float, bottom: float) -> list[Mark]:
    """The band of parity behind a bar, with edges that can be told from the sheet."""
    edges: list[Mark] = [Stroke(((x, top), (x, bottom)), SOFT, 0.6) for x in (left, right)]
    return [Box(left, top, right - left, bottom - top, ZONE, alpha=BAND_ALPHA), *edges]


def _guides(group: Group, frame: Frame, limits: tuple[float, float], y: float) -> list[Mark]:
    """The edges of the band and a white ground for the 50 % line, where they cross the colours of a bar."""
    if not group.women + group.men:
        return []
    ends = y - BAR / 2, y + BAR / 2
    edges: list[Mark] = [
        Stroke(((frame.x(at), ends[0]), (frame.x(at), ends[1])), WHITE, 0.8, dashed=True) for at in limits
    ]
    return [*edges, Stroke(((frame.x(0.5), ends[0]), (frame.x(0.5), ends[1])), WHITE, 3.4)]


def _in_bar(group: Group, frame: Frame, y: float, language: str) -> list[Mark]:
    """Counts and the share of women, inside their pieces or, where these are too short, beside the bar."""
    base = group.women + group.men
    if not base:
        return []
    room = frame.right - frame.left
    line = y + middle(TEXT)
    women = str(group.women)
    if group.women and group.share is not None and base > 1:
        women = f"{group.women} · {percent(language, group.share)}"
    inside = measured(women, TEXT) + 2 * PAD <= room * group.women / base
    men_inside = measured(str(group.men), TEXT) + 2 * PAD <= room * group.men / base
    return [
        Words(frame.left + PAD, line, women, colour=WHITE)
        if inside
        else Words(frame.left - PAD / 2, line, str(group.women), colour=WOMEN, align=Align.RIGHT),
        Words(frame.right - PAD, line, str(group.men), colour=WHITE, align=Align.RIGHT)
        if men_inside
        else Words(frame.right + PAD / 2, line, str(group.men), colour=MEN),
    ]


def _beside(group: Group, language: str) -> str:
    """Say how far parity is, and in words how many are another or undisclosed, so that nobody reads them as posts."""
    if not group.other:
        return distance(language, group)
    others = count(language, "and %(n)d other", "and %(n)d others", group.other)
    return f"{distance(language, group)}; {others}"


def _axis(frame: Frame, bottom: float, language: str) -> list[Mark]:
    line = bottom + AXIS - 6
    ends = ((0.0, Align.LEFT), (0.5, Align.CENTRE), (1.0, Align.RIGHT))
    return [
        Words(frame.x(at), line, percent(language, at) if at else "0", size=SMALL, colour=SOFT, align=align)
        for at, align in ends
    ]
