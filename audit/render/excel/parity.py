"""The sheet Parity: every level of every parity indicator, judged by live formulas beside the server's figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from audit.analysis.report import ALL, Group, IndicatorScore, Report, Spread, Verdict
from audit.errors import mark
from audit.render.excel.cells import Column, Format, Formula, Value, quoted
from audit.render.excel.page import Page
from audit.render.findings import indicators
from audit.render.statistics import NO_CEILING
from audit.render.words import VERDICTS, band, group_label, label

COLUMNS = (
    Column(mark("Questionnaire"), 20),  # A
    Column(mark("Indicator"), 30),  # B
    Column(mark("Level"), 26),  # C
    Column(mark("Decision-making level"), 10),  # D
    Column(mark("Weight"), 8, Format.FIGURE),  # E
    Column(mark("Women"), 9, Format.COUNT),  # F
    Column(mark("Men"), 9, Format.COUNT),  # G
    Column(mark("Another or undisclosed"), 12, Format.COUNT),  # H
    Column(mark("Base"), 9, Format.COUNT),  # I
    Column(mark("Share of women"), 10, Format.SHARE),  # J
    Column(mark("Gap, percentage points"), 11, Format.SIGNED),  # K
    Column(mark("Verdict"), 32),  # L
    Column(mark("Posts to parity"), 9, Format.COUNT),  # M
    Column(mark("Score, 0–100"), 9, Format.POINTS),  # N
    Column(mark("Server: share"), 10, Format.SHARE),  # O
    Column(mark("Server: gap"), 10, Format.SIGNED),  # P
    Column(mark("Server: verdict"), 32),  # Q
    Column(mark("Server: posts"), 9, Format.COUNT),  # R
    Column(mark("Server: score"), 9, Format.POINTS),  # S
    Column(mark("Check"), 10),  # T
    Column(mark("Rule: base"), 10),  # U
    Column(mark("Rule: band from"), 10, Format.SHARE),  # V
    Column(mark("Rule: band to"), 10, Format.SHARE),  # W
    Column(mark("Rule: target"), 10, Format.SHARE),  # X
    Column(mark("Rule: curve"), 10),  # Y
    Column(mark("Rule: direction"), 12),  # Z
    Column(mark("Women in the band, from"), 11, Format.COUNT),  # AA
    Column(mark("Women in the band, to"), 11, Format.COUNT),  # AB
    Column(mark("Nearest split, women from"), 11, Format.COUNT),  # AC
    Column(mark("Nearest split, women to"), 11, Format.COUNT),  # AD
    Column(mark("Share of men"), 10, Format.SHARE),  # AE
    Column(mark("Half"), 8, Format.SHARE),  # AF
    Column(mark("Dissimilarity (Duncan)"), 14, Format.SHARE),  # AG
    Column(mark("Server: dissimilarity"), 14, Format.SHARE),  # AH
    Column(mark("Glass-ceiling index"), 14, Format.RATIO),  # AI
    Column(mark("Server: glass-ceiling index"), 14, Format.RATIO),  # AJ
    Column(mark("EIGE’s metric, 1–100"), 12, Format.POINTS),  # AK
    Column(mark("UNDP’s score, 0–100"), 12, Format.COUNT),  # AL
    Column(mark("Check"), 10),  # AM
    Column(mark("Name in the chart"), 26),  # AN
)
DIRECTIONS = {"both": mark("both sides"), "women": mark("women only")}
BASES = {"binary": mark("women and men"), "all": mark("women, men and others")}
# A live figure's column and the column of the server's: share, gap, posts, score.
FIGURES = (("J", "O"), ("K", "P"), ("M", "R"), ("N", "S"))
CURVE_NAMES = {"band": mark("by the band"), "linear": mark("linear")}

CURVES: Mapping[str, str] = {
    "linear": "200*MIN(J{r},1-J{r})",
    "eige": "1+99*(1-ABS(2*J{r}-1))",
    "undp": "MAX(0,100-3*ABS(100*J{r}-50))",
    "band": "IF({at},100,IF(J{r}<V{r},100*J{r}/V{r},100*(1-J{r})/(1-W{r})))",
}
AT_PARITY = "OR(AND(F{r}>=AA{r},F{r}<=AB{r}),AND(F{r}>=AC{r},F{r}<=AD{r}))"
POSTS = (
    "MIN(IF(MAX(AA{r},0)<=MIN(AB{r},F{r}+G{r}),MAX(MAX(AA{r},0)-F{r},F{r}-MIN(AB{r},F{r}+G{r}),0),1E+99),"
    "IF(MAX(AC{r},0)<=MIN(AD{r},F{r}+G{r}),MAX(MAX(AC{r},0)-F{r},F{r}-MIN(AD{r},F{r}+G{r}),0),1E+99))"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Where an indicator stands on the sheet: its levels' rows, its pooled row and the cell of its score."""

    name: str
    first: int
    last: int
    score: str
    pooled: int | None


def parity(page: Page, report: Report) -> dict[tuple[str, str], Block]:
    """Write the sheet; return where each indicator stands, by questionnaire and indicator name."""
    page.head(COLUMNS)
    blocks = {}
    for part, _, indicator in indicators(report):
        if not indicator.groups:
            continue
        identity = part.scorecard.questionnaire
        title = label(identity.title, page.language, identity.name)
        blocks[identity.name, indicator.name] = _indicator(page, indicator, title)
    page.finish(printed="N")
    page.sheet.freeze_panes = "D2"
    return blocks


def _indicator(page: Page, indicator: IndicatorScore, title: str) -> Block:
    named = label(indicator.label, page.language, indicator.name)
    first = page.row + 1
    levels = [group for group in indicator.groups if group.name != ALL]
    for group in levels:
        _group(page, group, indicator.rule, (title, named), None)
    last = page.row
    everyone = next((group for group in indicator.groups if group.name == ALL), None)
    pooled = None
    if everyone:
        pooled = _group(page, everyone, indicator.rule, (title, named), (first, last) if levels else None)
    if not levels:
        return Block(indicator.name, first, page.row, f"N{page.row}", pooled)
    row = _mean(page, indicator, (title, named), (first, last))
    return Block(indicator.name, first, last, f"N{row}", pooled)


def _group(
    page: Page, group: Group, rule: Mapping[str, Any], names: tuple[str, str], summed: tuple[int, int] | None
) -> int:
    """A level's row, or the pooled row that sums the levels: counts, live judgement, the server's, the rule."""
    r = page.row + 1
    counts: tuple[Value, ...] = (group.women, group.men, group.other)
    if summed:
        counts = tuple(Formula(f"SUM({column}{summed[0]}:{column}{summed[1]})") for column in "FGH")
    values: tuple[Value, ...] = (
        *names,
        group_label(group, page.language),
        page.say(mark("yes")) if group.decision_making else None,
        group.weight,
        *counts,
        *_judged(r, rule, page.say),
        group.share,
        group.gap,
        page.say(VERDICTS[group.verdict]),
        group.posts_to_parity,
        group.score,
        _check(page, r, FIGURES),
        *_ruled(r, rule, page.say),
        *[None] * 7,
        Formula(f'IF(I{r}=0,C{r}&" – "&L{r},C{r})'),
    )
    return page.add(values, bold=group.name == ALL)


def _judged(r: int, rule: Mapping[str, Any], say: Callable[[str], str]) -> tuple[Formula, ...]:
    """Base, share, gap, verdict, posts and score as formulas."""
    everyone = str(rule.get("base", "binary")) == ALL
    return (
        Formula(f"F{r}+G{r}+H{r}" if everyone else f"F{r}+G{r}"),
        Formula(f'IF(I{r}=0,"",F{r}/I{r})'),
        Formula(f'IF(I{r}=0,"",100*J{r}-50)'),
        Formula(_verdict(r, say)),
        Formula(_posts(r)),
        Formula(_score(r, str(rule.get("curve", "band")), str(rule.get("direction", "both")))),
    )


def _ruled(r: int, rule: Mapping[str, Any], say: Callable[[str], str]) -> tuple[Value, ...]:
    """The rule in cells, the numbers of women that are parity by it, and what the chart needs beside."""
    lower, upper = band(rule)
    base, direction = str(rule.get("base", "binary")), str(rule.get("direction", "both"))
    curve = str(rule.get("curve", "band"))
    return (
        say(BASES.get(base, base)),
        lower,
        upper,
        float(rule.get("target", 0.5)),
        say(CURVE_NAMES[curve]) if curve in CURVE_NAMES else curve.upper(),
        say(DIRECTIONS.get(direction, direction)),
        Formula(f"-INT(-ROUND(V{r}*I{r},9))"),
        Formula(f"INT(ROUND(W{r}*I{r},9))"),
        Formula(f"-INT(-ROUND(X{r}*I{r}-0.5,9))"),
        Formula(f"INT(ROUND(X{r}*I{r}+0.5,9))"),
        Formula(f'IF(I{r}=0,"",1-J{r})'),
        0.5,
    )


def _verdict(r: int, say: Callable[[str], str]) -> str:
    words = {verdict: quoted(say(template)) for verdict, template in VERDICTS.items()}
    return (
        f"IF(I{r}=0,{words[Verdict.NOBODY]},IF(I{r}=1,{words[Verdict.SINGLE_POST]},"
        f"IF({AT_PARITY.format(r=r)},{words[Verdict.AT_PARITY]},"
        f"IF(J{r}<V{r},{words[Verdict.WOMEN_UNDER]},{words[Verdict.MEN_UNDER]}))))"
    )


def _posts(r: int) -> str:
    least = POSTS.format(r=r)
    return f'IF(I{r}<2,"",IF({least}>1E+98,"",{least}))'


def _score(r: int, curve: str, direction: str) -> str:
    points = CURVES[curve].format(r=r, at=AT_PARITY.format(r=r))
    if direction == "women":
        points = f"IF(J{r}>W{r},100,{points})"
    return f'IF(I{r}<2,"",{points})'


def _check(page: Page, r: int, pairs: tuple[tuple[str, str], ...]) -> Formula:
    return page.check(*((f"{live}{r}", f"{server}{r}") for live, server in pairs), also=[f"L{r}=Q{r}"])


def _mean(page: Page, indicator: IndicatorScore, names: tuple[str, str], rows: tuple[int, int]) -> int:
    """The indicator's own row: the weighted mean of its scored levels and its weakest level."""
    r, (first, last) = page.row + 1, rows
    scores, weights = f"N{first}:N{last}", f"E{first}:E{last}"
    weakest = next((group for group in indicator.groups if group.name == indicator.weakest), None)
    values: list[Value] = [None] * len(COLUMNS)
    values[0:3] = [*names, page.say(mark("Mean of the levels; the weakest level"))]
    values[11] = Formula(f'IF(COUNT({scores})=0,"",INDEX(C{first}:C{last},MATCH(MIN({scores}),{scores},0)))')
    values[13] = Formula(
        f'IF(COUNT({scores})=0,"",SUMPRODUCT({weights},{scores})/SUMPRODUCT({weights},ISNUMBER({scores})*1))'
    )
    values[16] = group_label(weakest, page.language) if weakest else ""
    values[18] = indicator.score if isinstance(indicator.score, float) else None
    values[19] = _check(page, r, FIGURES[-1:])
    if indicator.spread is not None:
        values[32:39] = _spread(page, indicator.spread, r, rows)
    return page.add(values, bold=True)


def _spread(page: Page, spread: Spread, r: int, rows: tuple[int, int]) -> tuple[Value, ...]:
    """How women and men are spread over the levels above: live, beside the server's figures."""
    women, men = (f"{column}{rows[0]}:{column}{rows[1]}" for column in "FG")
    top = f"(D{rows[0]}:D{rows[1]}={quoted(page.say(mark('yes')))})"
    apart = f"SUMPRODUCT(ABS({women}/SUM({women})-{men}/SUM({men})))/2"
    ceiling = f"SUM({women})/(SUM({women})+SUM({men}))/(SUMPRODUCT({top}*{women})/SUMPRODUCT({top}*({women}+{men})))"
    told = ((spread.dissimilarity, "AG", "AH", apart), (spread.glass_ceiling, "AI", "AJ", ceiling))
    pairs = [(f"{live}{r}", f"{server}{r}") for figure, live, server, _ in told if figure is not None]
    live: list[Value] = []
    for figure, _, _, formula in told:
        live += [None if figure is None else Formula(formula), figure]
    if spread.no_ceiling is not None:
        live[-1] = page.say(NO_CEILING[spread.no_ceiling])
    return (*live, spread.eige, spread.undp, page.check(*pairs) if pairs else None)
