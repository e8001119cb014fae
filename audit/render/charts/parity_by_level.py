"""Women and men by level: a bar of 100 % a level with its counts, the 50 % line and the band of parity."""

from dataclasses import dataclass

from audit.analysis.report import Group, IndicatorScore, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import (
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
    centred,
    measured,
    middle,
    wrapped,
)
from audit.render.findings import levels_indicator, parity_finding
from audit.render.words import band, distance, group_label, heads
from audit.wording import number, percent, say

BAR, STEP, PAD, AXIS = 28.0, 46.0, 8.0, 24.0
OTHER_SLOT = 30.0
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
        "<women>Women</women> and <men>men</men> by level, number and share of women. Line: 50 in 100; "
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
    """Where the bars lie: names to the left of them, distances to the right."""

    left: float
    right: float
    names: float
    words: float
    width: float

    def x(self, share: float) -> float:
        """Place a share of one."""
        return self.left + (self.right - self.left) * share


def _frame(indicator: IndicatorScore, width: float) -> Frame:
    names, words = width * 0.25, width * 0.20
    digits = measured(str(max(max(g.women, g.men) for g in indicator.groups)), TEXT)
    aside = digits + PAD
    other = OTHER_SLOT if any(group.other for group in indicator.groups) else 0.0
    return Frame(names + PAD + aside, width - words - PAD - max(aside, PAD) - other, names, words, width)


def _draw(indicator: IndicatorScore, language: str, width: float) -> Drawing:
    frame = _frame(indicator, width)
    lower, upper = band(indicator.rule)
    everyone = str(indicator.rule.get("base", "binary")) == "all"
    bottom = STEP * len(indicator.groups)
    bars: list[Mark] = []
    words: list[Mark] = []
    for at, group in enumerate(indicator.groups):
        y = STEP * at + STEP / 2
        bars += _bar(group, frame, y, base=group.women + group.men + (group.other if everyone else 0))
        words += _in_bar(group, frame, y, language)
        words += centred(wrapped(group_label(group, language), frame.names), 0, y)
        side = wrapped(distance(language, group), frame.words, SMALL)
        words += centred(side, width - frame.words, y, size=SMALL, colour=SOFT)
        if group.name == "all" and at:
            bars.append(Stroke(((0, STEP * at), (width, STEP * at)), LINE))
    guide: list[Mark] = [
        Box(frame.x(lower), 0, frame.x(upper) - frame.x(lower), bottom, ZONE, alpha=0.45),
        Stroke(((frame.x(0.5), 0), (frame.x(0.5), bottom + 4)), INK, 1.4),
    ]
    return Drawing(width, bottom + AXIS, (*bars, *guide, *words, *_axis(frame, bottom, language)))


def _bar(group: Group, frame: Frame, y: float, *, base: int) -> list[Mark]:
    """One bar; another or undisclosed is hatched, inside where it is in the base and beside the bar otherwise."""
    if not base:
        return [Stroke(((frame.left, y), (frame.right, y)), LINE, dashed=True)]
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
        made.append(Box(frame.right + _aside(frame), top, OTHER_SLOT * 0.8, BAR, LINE, "////"))
    return made


def _aside(frame: Frame) -> float:
    return frame.width - frame.words - PAD - OTHER_SLOT - frame.right


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
        *_other(group, frame, line),
    ]


def _other(group: Group, frame: Frame, line: float) -> list[Mark]:
    if not group.other:
        return []
    x = frame.right + _aside(frame) + OTHER_SLOT * 0.4
    return [Words(x, line, f"+{group.other}", size=SMALL, colour=INK, align=Align.CENTRE)]


def _axis(frame: Frame, bottom: float, language: str) -> list[Mark]:
    line = bottom + AXIS - 6
    ends = ((0.0, Align.LEFT), (0.5, Align.CENTRE), (1.0, Align.RIGHT))
    return [
        Words(frame.x(at), line, percent(language, at) if at else "0", size=SMALL, colour=SOFT, align=align)
        for at, align in ends
    ]
