"""By which rules a report is scored and made publishable, where they are not the usual ones, in words."""

from collections.abc import Iterator

from audit.analysis.report import Report
from audit.errors import mark
from audit.render.comparisons import CAUTIONS
from audit.render.words import label, step_of
from audit.wording import say


def scored_by(report: Report, language: str) -> str:
    """Say by which rule set the report is scored; nothing where it is by the questionnaires' own rules."""
    if report.scoring is None:
        return ""
    named = label(report.scoring.label, language, report.scoring.name)
    template = mark("Scores follow the rule set “%(rules)s”, version %(version)s, not the questionnaires’ own rules.")
    return say(language, template, rules=named, version=report.scoring.version)


def rounded(report: Report, language: str) -> Iterator[str]:
    """Say to what the counts of each questionnaire are rounded, and what is left out with them."""
    for part in report.parts:
        step = step_of(part)
        if step:
            identity = part.scorecard.questionnaire
            template = mark(
                "“%(questionnaire)s”: all counts are rounded to the nearest %(step)d before anybody sees them; "
                "percentages and averages of small groups are withheld."
            )
            yield say(language, template, questionnaire=label(identity.title, language, identity.name), step=step)


def cautions(report: Report, language: str) -> str:
    """Say why this cycle is compared with earlier ones with care; nothing where there is no reason to."""
    own = [point.cautions for point in report.parity_trend if point.cycle == report.cycle]
    own += [point.cautions for point in report.score_trend if point.cycle == report.cycle]
    found = dict.fromkeys(caution for each in own for caution in each)
    if not found:
        return ""
    why = "; ".join(say(language, CAUTIONS[caution]) for caution in found)
    return say(language, "Compare this cycle with earlier ones with care: %(why)s.", why=why)
