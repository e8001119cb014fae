"""The chapters of figures: parity by level, the scores with their tree, what women and men see."""

from collections.abc import Iterator

from audit.analysis.report import (
    ALL,
    DimensionScore,
    Gap,
    IndicatorScore,
    Part,
    Report,
    Scorecard,
    Withheld,
)
from audit.errors import mark
from audit.render import explanations, statistics
from audit.render.charts import Chart
from audit.render.document import sureness
from audit.render.document.blocks import NOTHING, Block, Heading, Listing, Paragraph, Picture, Table, Tone
from audit.render.document.course import DRAWN
from audit.render.findings import gaps_finding, indicators, rule
from audit.render.narrative import level
from audit.render.words import (
    REASONS,
    absence,
    chance,
    distance,
    group_label,
    label,
    late,
    response,
    statement,
    verdict,
)
from audit.render.words import withheld as reason
from audit.wording import number, percent, say

#: Charts of scores and of perceptions; every other one but the trend is of representation.
OF_SCORES, OF_PERCEPTIONS = ("dimensions", "heat"), ("gaps",)
PERCEIVED = (
    mark("Statement"),
    mark("All, favourable"),
    mark("Women, favourable"),
    mark("Men, favourable"),
    mark("Difference, percentage points"),
    mark("Cliff’s δ"),
    mark("p, corrected"),
)


def parity(report: Report, drawn: tuple[Chart, ...], language: str) -> tuple[Block, ...]:
    """Tell who holds the posts: charts, and each parity indicator as a table."""
    told = [(part, one) for part, _, one in indicators(report) if one.groups]
    elsewhere = (*OF_SCORES, *OF_PERCEPTIONS, *DRAWN)
    charts = [Picture(each) for each in drawn if not each.name.startswith(elsewhere)]
    tables = [block for _, one in told for block in _levels(one, language)]
    if not charts and not tables:
        return ()
    said = rule(report, language)
    lead = Paragraph(f"{said[:1].upper()}{said[1:]}.", Tone.SOFT)
    return (lead, *charts, *tables)


def _levels(one: IndicatorScore, language: str) -> Iterator[Block]:
    head = (
        mark("Level"),
        mark("Women"),
        mark("Men"),
        mark("Another or undisclosed"),
        mark("Share of women"),
        mark("Judgement"),
        mark("To parity"),
        mark("Score, 0–100"),
    )
    rows = tuple(
        (
            group_label(each, language),
            str(each.women),
            str(each.men),
            str(each.other),
            NOTHING if each.share is None else percent(language, each.share),
            verdict(language, each),
            distance(language, each) if each.posts_to_parity else NOTHING,
            NOTHING if each.score is None else number(language, each.score, 1),
        )
        for each in one.groups
    )
    named = label(one.label, language, one.name)
    yield Table(named, _said(head, language), rows, (24, 9, 9, 13, 10, 18, 12, 9), frozenset({1, 2, 3, 4, 7}))
    why = explanations.of_indicator(one, language)
    if why:
        yield Paragraph(why)
    if one.spread is not None:
        yield Listing(statistics.spread_said(one.spread, language))


def _said(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(say(language, word) for word in words)


def scores(report: Report, drawn: tuple[Chart, ...], language: str) -> tuple[Block, ...]:
    """Tell every questionnaire's total, its dimensions, and each indicator with the reason for its score."""
    blocks: list[Block] = []
    scored = [part for part in report.parts if part.scorecard.dimensions]
    pictures = [each for each in drawn if each.name.startswith(OF_SCORES)]
    for at, part in enumerate(scored, start=1):
        card = part.scorecard
        blocks.append(Heading(label(card.questionnaire.title, language, card.questionnaire.name)))
        blocks.append(Paragraph(_total(part, language)))
        blocks += [Picture(each) for each in pictures if each.name == f"dimensions-{at}"]
        for dimension in card.dimensions:
            blocks += _dimension(card, dimension, language)
    blocks += [Picture(each) for each in pictures if not each.name.startswith("dimensions")]
    return tuple(blocks)


def _total(part: Part, language: str) -> str:
    said = explanations.of_total(part.scorecard, language)
    answered = response(part, language)
    return f"{said} {answered[:1].upper()}{answered[1:]}."


def _dimension(card: Scorecard, dimension: DimensionScore, language: str) -> Iterator[Block]:
    yield Heading(label(dimension.label, language, dimension.name), 3)
    said = explanations.of_dimension(dimension, language)
    judged = level(card, dimension.level, language)
    yield Paragraph(f"{said} {judged[:1].upper()}{judged[1:]}." if judged else said)
    head = (mark("Indicator"), mark("Score, 0–100"), mark("Weight"), mark("Evidence"), mark("Why this score"))
    rows = tuple(_indicator(one, language) for one in dimension.indicators)
    caption = say(language, "Indicators of “%(dimension)s”", dimension=label(dimension.label, language, dimension.name))
    yield Table(caption, _said(head, language), rows, (28, 11, 8, 11, 42), frozenset({1, 2}))
    for one in dimension.indicators:
        yield from sureness.strata(one, language)


def _indicator(one: IndicatorScore, language: str) -> tuple[str, ...]:
    return (
        label(one.label, language, one.name),
        _score(one, language),
        number(language, one.weight, 0 if float(one.weight).is_integer() else 2),
        one.evidence or NOTHING,
        explanations.of_indicator(one, language) or NOTHING,
    )


def _score(one: IndicatorScore, language: str) -> str:
    if isinstance(one.score, Withheld):
        return say(language, REASONS[one.score.withheld])
    return absence(language, one.why) or NOTHING if one.score is None else number(language, one.score, 1)


def perceptions(report: Report, drawn: tuple[Chart, ...], language: str) -> tuple[Block, ...]:
    """Tell how women and men answer each item; a withheld figure is named, never left out."""
    blocks: list[Block] = []
    for part in report.parts:
        card = part.scorecard
        if not card.gaps:
            continue
        named = label(card.questionnaire.title, language, card.questionnaire.name)
        blocks.append(Heading(named))
        blocks.append(Paragraph(f"{gaps_finding(card.gaps, language)}."))
        rows = tuple(_gap(card, gap, language) for gap in card.gaps)
        caption = say(language, "Women beside men: %(questionnaire)s", questionnaire=named)
        widths = (34, 11, 12, 12, 11, 9, 11)
        blocks.append(Table(caption, _said(PERCEIVED, language), rows, widths, frozenset(range(1, 7))))
        answered = response(part, language)
        blocks.append(Listing((f"{answered[:1].upper()}{answered[1:]}.", *_statistics(card, language))))
        blocks += sureness.items(card, language)
    return (*(Picture(each) for each in drawn if each.name.startswith(OF_PERCEPTIONS)), *blocks)


def _statistics(card: Scorecard, language: str) -> tuple[str, ...]:
    """What chance and the scales make of it; each sentence with its full stop."""
    scales = card.statistics.reliability if card.statistics else ()
    said = [statistics.reliability_said(one, language) for one in scales]
    said.append(say(language, "Chance is told as %(p)s", p=statistics.correction_said(card, language)))
    return tuple(f"{one.rstrip('.')}." for one in said if one)


def _gap(card: Scorecard, gap: Gap, language: str) -> tuple[str, ...]:
    everyone = next(
        (
            group.favourable
            for table in card.tables
            if (table.question, table.item) == (gap.question, gap.item)
            for group in table.groups
            if group.name == ALL
        ),
        None,
    )
    shares = (_share(each, language) for each in (everyone, gap.women_favourable, gap.men_favourable))
    asked, aside = statement(gap, language), late(card, gap, language)
    return (f"{asked} ({aside})" if aside else asked, *shares, *_compared(gap, language))


def _compared(gap: Gap, language: str) -> tuple[str, str, str]:
    """The difference, the effect and the chance; where they are withheld, the reason once."""
    if isinstance(gap.difference, Withheld):
        return reason(language, gap.difference), NOTHING, NOTHING
    difference = NOTHING if gap.difference is None else _signed(100 * gap.difference, 0, language)
    delta = _signed(gap.cliffs_delta, 2, language) if isinstance(gap.cliffs_delta, float) else NOTHING
    p = gap.p_corrected
    return difference, delta, chance(language, p) if isinstance(p, float) else NOTHING


def _signed(figure: float, digits: int, language: str) -> str:
    said = number(language, figure, digits)
    return f"+{said}" if figure > 0 and any(digit in said for digit in "123456789") else said


def _share(figure: float | Withheld | None, language: str) -> str:
    if isinstance(figure, Withheld):
        return reason(language, figure)
    return NOTHING if figure is None else percent(language, figure)
