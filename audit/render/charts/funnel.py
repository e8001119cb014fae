"""A recruitment funnel by sex: how many women and men stood at each stage, and of all who entered how many are left."""

from dataclasses import dataclass

from audit.analysis.report import IndicatorScore, RateRatio, Report
from audit.errors import mark
from audit.render.charts.chart import Chart
from audit.render.charts.drawing import MEN, SMALL, SOFT, WOMEN, Box, Drawing, Mark, Words, middle
from audit.render.charts.lanes import Columns, lanes
from audit.render.findings import indicators
from audit.render.words import label
from audit.wording import number, percent, say

PAD, BAR, LANE = 6.0, 13.0, 34.0
HEAD = (mark("Stage"), mark("Women"), mark("Men"), mark("Women left of those at the first stage"), mark("Men left"))


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with its name and how many women and men stood at it."""

    name: str
    women: int
    men: int


def funnel(report: Report, language: str) -> Chart | None:
    """Return the chart of the longest chain of stages, such as applied to appointed; nothing without one."""
    found = max(_chains(report), key=lambda chain: len(chain[1]), default=None)
    if found is None:
        return None
    indicator, rows = found
    stages = tuple(Stage(label(name, language, key), *counts) for key, (name, counts) in rows.items())
    return Chart(
        name="funnel",
        title=_finding(indicator, stages, language),
        marked=say(
            language,
            "How many <women>women</women> and <men>men</men> stood at each stage; shares are of the first, %(cycle)s",
            cycle=report.cycle,
        ),
        alt="; ".join(_told(each, language) for each in stages),
        head=tuple(say(language, word) for word in HEAD),
        rows=tuple(_row(each, stages[0], language) for each in stages),
        draw=lambda width: _draw(stages, language, width),
    )


Counts = dict[str, tuple[dict[str, str], tuple[int, int]]]


def _chains(report: Report) -> list[tuple[IndicatorScore, Counts]]:
    """Return the stages that rate ratios of one question name, each with what it counts, from the first to the last."""
    chains: dict[str, tuple[IndicatorScore, Counts]] = {}
    for _, _, indicator in indicators(report):
        if indicator.measure != "rate_ratio" or not indicator.sources:
            continue
        question = indicator.sources[0].question
        chain = chains.setdefault(question, (indicator, {}))[1]
        for source in indicator.sources:
            if isinstance(source.value, dict):
                chain[source.part] = (source.label, (source.value.get("women", 0), source.value.get("men", 0)))
    return [
        (indicator, dict(sorted(rows.items(), key=lambda row: -sum(row[1][1]))))
        for indicator, rows in chains.values()
        if len(rows) > 1 and max(sum(counts) for _, counts in rows.values())
    ]


def _finding(indicator: IndicatorScore, stages: tuple[Stage, ...], language: str) -> str:
    first, last = stages[0], stages[-1]
    told = indicator.explanation
    if isinstance(told, RateRatio) and told.flagged and told.ratio is not None:
        return say(
            language,
            "%(name)s: women’s rate is %(ratio)s of men’s",
            name=label(indicator.label, language, indicator.name),
            ratio=number(language, told.ratio, 2),
        )
    return say(
        language,
        "From “%(first)s” to “%(last)s”: %(women)s of women and %(men)s of men",
        first=first.name,
        last=last.name,
        women=_left(last.women, first.women, language),
        men=_left(last.men, first.men, language),
    )


def _left(now: int, first: int, language: str) -> str:
    return percent(language, now / first) if first else "–"


def _told(stage: Stage, language: str) -> str:
    return say(language, "%(stage)s: women %(women)d, men %(men)d", stage=stage.name, women=stage.women, men=stage.men)


def _row(stage: Stage, first: Stage, language: str) -> tuple[str, ...]:
    return (
        stage.name,
        str(stage.women),
        str(stage.men),
        _left(stage.women, first.women, language),
        _left(stage.men, first.men, language),
    )


def _draw(stages: tuple[Stage, ...], language: str, width: float) -> Drawing:
    columns = Columns(width, width * 0.32, 0.0)
    left, right = columns.left + PAD, columns.right - 96
    most = max(max(each.women, each.men) for each in stages) or 1
    laid = lanes([(each.name, "") for each in stages], columns, plot=LANE)
    marks: list[Mark] = []
    for stage, lane in zip(stages, laid, strict=True):
        marks += lane.words
        for people, first, colour, up in (
            (stage.women, stages[0].women, WOMEN, -1),
            (stage.men, stages[0].men, MEN, 0),
        ):
            top = lane.y + (1 if up == 0 else -BAR - 1)
            long = (right - left) * people / most
            marks.append(Box(left, top, max(long, 1.0), BAR, colour))
            said = f"{people} · {_left(people, first, language)}"
            marks.append(
                Words(
                    left + long + PAD,
                    top + BAR / 2 + middle(SMALL),
                    said,
                    size=SMALL,
                    colour=colour if people else SOFT,
                )
            )
    return Drawing(width, laid[-1].bottom, tuple(marks))
