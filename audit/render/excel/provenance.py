"""The sheet Provenance: what a reader needs to trace and to recompute every figure of the workbook."""

from collections.abc import Sequence

from audit.analysis.report import CodebookEntry, Part, Report, Text, Withheld, digest
from audit.errors import mark
from audit.render.excel.cells import Column, Look, Value
from audit.render.excel.making import Making
from audit.render.excel.page import Page
from audit.render.words import evidence, label, step_of
from audit.render.words import withheld as reason
from audit.wording import language_name, say, spoken

MODES = {"anonymous": mark("anonymous"), "confidential": mark("confidential"), "named": mark("named")}
SYNTHETIC = mark("Synthetic data: made up for training, it describes no real body.")


def provenance(page: Page, report: Report, making: Making, earlier: Sequence[Report] = ()) -> None:
    """Write the sheet: the report, the earlier ones whose rows stand beside it, then each questionnaire."""
    page.widths([Column("", 38), Column("", 74, left=True)])
    page.text(page.say(mark("Provenance")), Look(bold=True, size=14))
    facts: list[tuple[str, Value]] = [
        (mark("Body"), label(report.body, page.language)),
        (mark("Audit"), label(report.title, page.language)),
        (mark("Cycle"), report.cycle),
        (mark("Period from"), report.period_start),
        (mark("Period to"), report.period_end),
        (mark("Reference date"), report.reference_date),
        (mark("Closed on"), report.closed_on),
        (mark("Rules of disclosure, version"), report.rule_version),
        (mark("Digest of the report (SHA-256 of its canonical JSON)"), digest(report)),
        (mark("Software"), report.software),
        (mark("This workbook was made by"), str(making)),
        *((say(page.language, "Rows of cycle %(cycle)s, digest", cycle=told.cycle), digest(told)) for told in earlier),
    ]
    facts.append((mark("Evidence"), evidence(page.language)))
    facts += _words(page, report)
    facts += _scoring(page, report)
    if report.synthetic:
        facts.append((mark("Kind of data"), page.say(SYNTHETIC)))
    _facts(page, facts)
    for part in report.parts:
        page.row += 1
        identity = part.scorecard.questionnaire
        page.text(label(identity.title, page.language, identity.name), Look(bold=True, size=12), across=2)
        _facts(page, _about(page, part))
    page.finish(head=0, filters=False, portrait=True)


def _words(page: Page, report: Report) -> list[tuple[str, Value]]:
    """Say in which language our own words and the questionnaires' texts stand, where that is not the workbook's."""
    language = page.language
    texts = [each for part in report.parts for entry in part.codebook for each in _texts(entry)]
    lacking = [page.lacking(each) for each in texts if page.lacking(each)]
    told: list[tuple[str, Value]] = [(mark("Language"), language_name(language, language))]
    if spoken(language) != language:
        told.append((mark("Language of headings and sentences"), language_name(spoken(language), language)))
    if lacking:
        names = ", ".join(sorted(set(lacking)))
        template = mark("%(lacking)d of %(all)d stand in another language, as there is no translation: %(languages)s")
        said = say(language, template, lacking=len(lacking), all=len(texts), languages=names)
        told.append((mark("Texts of the questionnaires"), said))
    return told


def _texts(entry: CodebookEntry) -> tuple[Text, ...]:
    return tuple(filter(None, (entry.label, entry.hint, *(choice.label for choice in entry.choices))))


def _scoring(page: Page, report: Report) -> list[tuple[str, Value]]:
    """Say by which rules scores are made: the questionnaires' own, or others by name, version and digest."""
    rules = report.scoring
    if rules is None:
        return [(mark("Scored by"), page.say(mark("the questionnaires’ own rules")))]
    named = label(rules.label, page.language, rules.name)
    said = say(page.language, "%(rules)s, version %(version)s", rules=named, version=rules.version)
    return [(mark("Scored by"), said), (mark("Rules of scoring, digest (SHA-256)"), rules.digest)]


def _facts(page: Page, facts: list[tuple[str, Value]]) -> None:
    for name, value in facts:
        page.add([page.say(name), value])


def _about(page: Page, part: Part) -> list[tuple[str, Value]]:
    identity = part.scorecard.questionnaire
    mean = mark("geometric") if part.scorecard.mean == "geometric" else mark("arithmetic")
    return [
        (mark("Questionnaire, name"), identity.name),
        (mark("Questionnaire, version"), identity.version),
        (mark("Questionnaire, digest (SHA-256)"), identity.digest),
        (mark("Answers are"), page.say(MODES[part.mode]) if part.mode in MODES else part.mode),
        (mark("Invited"), _count(part.invited, page.language)),
        (mark("Answered (base)"), _count(part.submitted, page.language)),
        *([(mark("Of these, typed in from paper"), _count(part.paper, page.language))] if part.paper else []),
        *([(mark("Rules of disclosure"), part.rules)] if part.rules else []),
        *_rounded(page, part),
        (mark("Smallest group published"), part.threshold),
        (mark("Smallest group published, sensitive questions"), part.sensitive_threshold),
        (mark("Mean of the total"), page.say(mean)),
        (
            mark("Rounding"),
            say(page.language, "none in the figures; half up where they are shown"),
        ),
    ]


def _rounded(page: Page, part: Part) -> list[tuple[str, Value]]:
    """Say to what counts of answers are rounded, where the rules of disclosure ask for it."""
    base = step_of(part)
    said = say(page.language, "to the nearest multiple of %(base)d; the parts need not add up to the whole", base=base)
    return [(mark("Counts in tables are rounded"), said)] if base else []


def _count(figure: int | Withheld, language: str) -> Value:
    return reason(language, figure) if isinstance(figure, Withheld) else figure
