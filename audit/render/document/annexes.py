"""The annexes: how figures were worked out in words, what was asked, the codebook, and where all of it comes from."""

from collections.abc import Iterator

from audit.analysis.report import CodebookEntry, FollowUp, Part, Report, Why, Withheld, digest
from audit.errors import mark
from audit.render import ruling
from audit.render.document.blocks import Block, Heading, Listing, Paragraph, Table
from audit.render.findings import rule
from audit.render.words import absence, day, evidence, label
from audit.render.words import withheld as reason
from audit.wording import number, percent, say

MODES = {"anonymous": mark("anonymous"), "confidential": mark("confidential"), "named": mark("named")}
METHOD = (
    (
        mark("Representation"),
        (
            mark("The share of women is women divided by women and men; others or undisclosed are shown beside it."),
            mark("Parity is a share inside the band, or the nearest split to a half that so few posts allow."),
            mark("A group of one person or of nobody is not judged and takes no part in a score."),
            mark("Posts to parity is the least number of posts that must change hands until there is parity."),
            mark("A score is 100 at parity; below the band it falls in proportion to the share, above it likewise."),
        ),
    ),
    (
        mark("Answers"),
        (
            mark("A choice has the points (0–100) that the questionnaire gives it; several add up to 100 at most."),
            mark("A step of a scale is worth its place between the lowest (0) and the highest (100)."),
            mark("Not applicable, don’t know and prefer not to say leave the base."),
            mark("A threshold gives the part of the goal that was reached, 100 at most."),
            mark("A ratio of rates compares women’s rate with men’s; below 0.80 it is flagged."),
        ),
    ),
    (
        mark("From indicators to the total"),
        (
            mark("A dimension is the weighted mean of its scored indicators, the total that of its dimensions."),
            mark("Coverage is the weight that was scored divided by the weight that applies."),
            mark("Figures are kept exact and rounded half up only where they are shown."),
        ),
    ),
    (
        mark("Women and men in surveys"),
        (
            mark("Favourable are the two upper steps of a scale, unless the questionnaire names others."),
            mark("Cliff’s δ says how often a woman answers higher than a man, less how often lower; it lies in −1…1."),
            mark("p is that of the Mann–Whitney test with correction for ties, corrected for the number of items."),
            mark("An interval of a share is Wilson’s (95 of 100 hold), narrower where much of the body answered."),
            mark("Weighted shares are as if every group had answered like its part of the head-count."),
        ),
    ),
    (
        mark("Confidentiality"),
        (
            mark("A group smaller than the threshold is withheld, and so is what would give it away by subtraction."),
            mark("What is withheld is named where it would stand; its value is in no part of this document."),
        ),
    ),
)


def method(report: Report, language: str) -> tuple[Block, ...]:
    """Say every formula in words, with this report's own band and thresholds."""
    blocks: list[Block] = [Paragraph(f"{_capital(rule(report, language))}.")]
    for title, sentences in METHOD:
        blocks += [Heading(say(language, title)), Listing(tuple(say(language, each) for each in sentences))]
    own = say(language, "Scores follow the rules that each questionnaire has of its own.")
    blocks.append(Paragraph(ruling.scored_by(report, language) or own))
    blocks += [Paragraph(each) for each in ruling.rounded(report, language)]
    blocks.append(Paragraph(evidence(language)))
    geometric = [_named(part, language) for part in report.parts if part.scorecard.mean == "geometric"]
    if geometric:
        template = mark("The total is the weighted geometric mean of the dimensions in: %(questionnaires)s.")
        blocks.append(Paragraph(say(language, template, questionnaires="; ".join(geometric))))
    return tuple(blocks)


def _capital(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def asked(report: Report, language: str) -> tuple[Block, ...]:
    """List the questions of every questionnaire under their sections, with their choices."""
    blocks: list[Block] = []
    for part in report.parts:
        blocks.append(Heading(_named(part, language)))
        section = None
        lines: list[str] = []
        for entry in part.codebook:
            here = label(entry.section, language)
            if here != section:
                blocks += [Listing(tuple(lines))] if lines else []
                blocks += [Heading(here, 3)] if here else []
                section, lines = here, []
            lines.append(label(entry.label, language, entry.column))
        blocks += [Listing(tuple(lines))] if lines else []
    return tuple(blocks)


def _named(part: Part, language: str) -> str:
    identity = part.scorecard.questionnaire
    return label(identity.title, language, identity.name)


def codebook(report: Report, language: str) -> tuple[Block, ...]:
    """Give the columns of every export: name, type, and the choices with their points."""
    head = tuple(say(language, word) for word in (mark("Column"), mark("Type"), mark("Choices and points")))
    return tuple(
        Table(
            _named(part, language),
            head,
            tuple((entry.column, entry.type, _choices(entry, language)) for entry in part.codebook),
            (34, 16, 50),
        )
        for part in report.parts
        if part.codebook
    )


def _choices(entry: CodebookEntry, language: str) -> str:
    said = []
    for choice in entry.choices:
        points = "" if choice.score is None else f" = {number(language, choice.score, 0)}"
        absent = f" ({absence(language, Why(choice.absent))})" if choice.absent in set(Why) else ""
        said.append(f"{label(choice.label, language, choice.name)}{points}{absent}")
    return "; ".join(said) or "–"


def provenance(report: Report, follow_up: FollowUp | None, language: str) -> tuple[Block, ...]:
    """Say what it takes to trace and to recompute every figure: digests, versions, days, thresholds."""
    head = (say(language, "What"), say(language, "Value"))
    own = [
        (mark("Digest of the report (SHA-256 of its canonical JSON)"), digest(report)),
        (mark("Reference date"), day(report.reference_date, language)),
        (mark("Closed on"), day(report.closed_on, language)),
        (mark("Rules of disclosure, version"), report.rule_version),
        (mark("Software"), report.software),
    ]
    if report.scoring is not None:
        scored = f"{label(report.scoring.label, language, report.scoring.name)}, {report.scoring.version}"
        own.append((mark("Scored by the rule set"), scored))
        own.append((mark("Rule set, digest (SHA-256)"), report.scoring.digest))
    if follow_up is not None:
        own.append((mark("Findings and actions as of"), day(follow_up.as_of, language)))
    blocks: list[Block] = [_facts(say(language, "Report"), own, head, language)]
    blocks += [_facts(_named(part, language), list(_about(part, language)), head, language) for part in report.parts]
    return tuple(blocks)


def _facts(caption: str, facts: list[tuple[str, str]], head: tuple[str, str], language: str) -> Table:
    return Table(caption, head, tuple((say(language, name), value) for name, value in facts), (38, 62))


def _about(part: Part, language: str) -> Iterator[tuple[str, str]]:
    identity = part.scorecard.questionnaire
    yield mark("Questionnaire, name"), identity.name
    yield mark("Questionnaire, version"), identity.version
    yield mark("Questionnaire, digest (SHA-256)"), identity.digest
    yield mark("Answers are"), say(language, MODES[part.mode]) if part.mode in MODES else part.mode
    yield mark("Invited"), _count(part.invited, language)
    yield mark("Answered (base)"), _count(part.submitted, language)
    yield mark("Smallest group published"), str(part.threshold)
    yield mark("Smallest group published, sensitive questions"), str(part.sensitive_threshold)
    if part.rules:
        yield mark("Rules of disclosure, version"), part.rules
    if part.paper is not None:
        yield mark("Of them on paper"), _count(part.paper, language)
    for asked_ in part.versions:
        since = say(language, "%(version)s, since %(day)s", version=asked_.version, day=day(asked_.since, language))
        yield mark("Asked in version"), since
    coverage = part.scorecard.coverage
    if coverage is not None:
        yield mark("Coverage"), percent(language, coverage)


def _count(figure: int | Withheld, language: str) -> str:
    return reason(language, figure) if isinstance(figure, Withheld) else str(figure)
