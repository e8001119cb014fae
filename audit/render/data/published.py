"""What the gate has published, as tables of long form: one row a figure, a withheld one by the name of its reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from audit.analysis.report import ALL, Part, Report, Table, TableGroup, Withheld, digest
from audit.errors import mark
from audit.render.data.variables import Cell, Dataset, Kind, Variable
from audit.render.words import label, verdict
from audit.wording import say

Row = tuple[Cell, ...]
TEXT, NUMBER, DAY = Kind.TEXT, Kind.NUMBER, Kind.DAY
QUESTIONNAIRE = ("questionnaire", mark("Questionnaire"), TEXT)
TABLES: Mapping[str, tuple[str, tuple[tuple[str, str, Kind], ...]]] = {
    "scores": (
        mark("Scores"),
        (
            QUESTIONNAIRE,
            ("dimension", mark("Dimension"), TEXT),
            ("indicator", mark("Indicator"), TEXT),
            ("label", mark("Text of the indicator"), TEXT),
            ("measure", mark("Measure"), TEXT),
            ("score", mark("Score, 0–100"), NUMBER),
            ("weight", mark("Weight"), NUMBER),
            ("coverage", mark("Coverage, 0–1"), NUMBER),
        ),
    ),
    "parity": (
        mark("Parity"),
        (
            QUESTIONNAIRE,
            ("indicator", mark("Indicator"), TEXT),
            ("group", mark("Group"), TEXT),
            ("label", mark("Text of the group"), TEXT),
            ("women", mark("Women"), NUMBER),
            ("men", mark("Men"), NUMBER),
            ("other", mark("Another or undisclosed"), NUMBER),
            ("share", mark("Share of women, 0–1"), NUMBER),
            ("gap", mark("Gap to 50 %, percentage points"), NUMBER),
            ("posts_to_parity", mark("Posts to parity"), NUMBER),
            ("score", mark("Score, 0–100"), NUMBER),
            ("verdict", mark("Judgement"), TEXT),
        ),
    ),
    "tables": (
        mark("Tables"),
        (
            QUESTIONNAIRE,
            ("question", mark("Question"), TEXT),
            ("item", mark("Statement"), TEXT),
            ("label", mark("Text of the question"), TEXT),
            ("breakdown", mark("Breakdown"), TEXT),
            ("group", mark("Group"), TEXT),
            ("group_label", mark("Text of the group"), TEXT),
            ("n", mark("Number"), NUMBER),
            ("favourable", mark("Favourable, 0–1"), NUMBER),
            ("mean", mark("Mean, 0–100"), NUMBER),
            ("choice", mark("Choice"), TEXT),
            ("choice_label", mark("Text of the choice"), TEXT),
            ("count", mark("Count"), NUMBER),
        ),
    ),
    "gaps": (
        mark("Women and men"),
        (
            QUESTIONNAIRE,
            ("question", mark("Question"), TEXT),
            ("item", mark("Statement"), TEXT),
            ("label", mark("Text of the question"), TEXT),
            ("women_favourable", mark("Women, favourable, 0–1"), NUMBER),
            ("men_favourable", mark("Men, favourable, 0–1"), NUMBER),
            ("difference", mark("Difference, women − men"), NUMBER),
            ("cliffs_delta", mark("Cliff’s delta"), NUMBER),
            ("p", mark("p, Mann–Whitney"), NUMBER),
            ("p_holm", mark("p, corrected by Holm"), NUMBER),
        ),
    ),
    "provenance": (
        mark("Provenance"),
        (
            ("fact", mark("Fact"), TEXT),
            ("value", mark("Value"), TEXT),
        ),
    ),
    "trend": (
        mark("Trend"),
        (
            ("cycle", mark("Cycle"), TEXT),
            ("reference_date", mark("Reference date"), DAY),
            ("indicator", mark("Indicator"), TEXT),
            ("group", mark("Group"), TEXT),
            ("women", mark("Women"), NUMBER),
            ("men", mark("Men"), NUMBER),
            ("other", mark("Another or undisclosed"), NUMBER),
            ("share", mark("Share of women, 0–1"), NUMBER),
        ),
    ),
}


def published(report: Report, language: str) -> Iterator[Dataset]:
    """Yield every published table, empty ones too."""
    for name, (title, variables) in TABLES.items():
        described = tuple(Variable(each, say(language, words), kind) for each, words, kind in variables)
        yield Dataset(name, say(language, title), described, tuple(ROWS[name](report, language)))


def figure(value: Any) -> Cell:  # noqa: ANN401 - a figure of any kind
    """Return a figure, or why it is withheld."""
    return value.withheld if isinstance(value, Withheld) else value


def _scores(report: Report, language: str) -> Iterator[Row]:
    for part in report.parts:
        card, name = part.scorecard, part.scorecard.questionnaire.name
        title = label(card.questionnaire.title, language, name)
        yield name, "", "", title, "total", _or_why(card.score, card.why), None, card.coverage
        for each in card.dimensions:
            told = label(each.label, language, each.name)
            yield name, each.name, "", told, "dimension", _or_why(each.score, each.why), each.weight, each.coverage
            for one in each.indicators:
                told = label(one.label, language, one.name)
                yield name, each.name, one.name, told, one.measure, _or_why(one.score, one.why), one.weight, None


def _or_why(score: Any, why: Cell) -> Cell:  # noqa: ANN401 - a figure of any kind
    return why if score is None else figure(score)


def _parity(report: Report, language: str) -> Iterator[Row]:
    for part in report.parts:
        for dimension in part.scorecard.dimensions:
            for one in dimension.indicators:
                for group in one.groups:
                    yield (
                        part.scorecard.questionnaire.name,
                        one.name,
                        group.name,
                        label(group.label, language, group.name),
                        group.women,
                        group.men,
                        group.other,
                        group.share,
                        group.gap,
                        group.posts_to_parity,
                        group.score,
                        verdict(language, group),
                    )


def _tables(report: Report, language: str) -> Iterator[Row]:
    for part in report.parts:
        for table in part.scorecard.tables:
            for group in table.groups:
                yield from _group(part, table, group, language)


def _group(part: Part, table: Table, group: TableGroup, language: str) -> Iterator[Row]:
    named = say(language, mark("All")) if group.name == ALL else label(group.label, language, group.name)
    start: Row = (
        part.scorecard.questionnaire.name,
        table.question,
        table.item or "",
        label(table.label, language, table.item or table.question),
        table.by,
        group.name,
        named,
        figure(group.n),
        figure(group.favourable),
        figure(group.mean),
    )
    if isinstance(group.counts, Withheld):
        yield (*start, "", "", group.counts.withheld)
        return
    for choice, count in group.counts.items():
        yield (*start, choice, label(table.choices.get(choice, {}), language, choice), count)


def _gaps(report: Report, language: str) -> Iterator[Row]:
    for part in report.parts:
        for gap in part.scorecard.gaps:
            figures: Iterable[object] = (
                gap.women_favourable,
                gap.men_favourable,
                gap.difference,
                gap.cliffs_delta,
                gap.p,
                gap.p_holm,
            )
            said = label(gap.text, language, gap.item or gap.question)
            name = part.scorecard.questionnaire.name
            yield (name, gap.question, gap.item or "", said, *map(figure, figures))


def _trend(report: Report, _language: str) -> Iterator[Row]:
    for point in report.parity_trend:
        named: Row = (point.cycle, point.reference_date, point.indicator, point.group)
        yield (*named, point.women, point.men, point.other, point.share)


def _provenance(report: Report, language: str) -> Iterator[Row]:
    yield "report_digest", digest(report)
    yield "body", label(report.body, language)
    yield "audit", label(report.title, language)
    yield "cycle", report.cycle
    yield "period", f"{report.period_start}/{report.period_end}"
    yield "reference_date", str(report.reference_date)
    yield "closed_on", str(report.closed_on)
    yield "disclosure_rules", report.rule_version
    yield "software", report.software
    yield "synthetic", "yes" if report.synthetic else "no"
    yield "language", language
    for part in report.parts:
        identity = part.scorecard.questionnaire
        yield f"{identity.name}/version", identity.version
        yield f"{identity.name}/digest", identity.digest
        yield f"{identity.name}/mode", part.mode
        yield f"{identity.name}/threshold", f"{part.threshold}, {part.sensitive_threshold}"


ROWS: Mapping[str, Callable[[Report, str], Iterator[Row]]] = {
    "scores": _scores,
    "parity": _parity,
    "tables": _tables,
    "gaps": _gaps,
    "provenance": _provenance,
    "trend": _trend,
}
