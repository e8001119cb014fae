"""How a report is judged, in a few sentences that management can check: parity, posts, answers, what is withheld."""

from collections.abc import Iterable

from audit import wording
from audit.analysis.report import Report
from audit.errors import mark
from audit.render import findings, words

ALWAYS = (
    mark("Posts to parity: the fewest posts that must change hands. A single post is shown and not judged."),
    mark("The lowest-scored level has the lowest score for parity: too few women or too few men."),
)
OF_ANSWERS = (
    mark(
        "A favourable answer is one of the two best on its scale, the best one of three steps or two, or what the "
        "questionnaire calls so. A difference counts as a finding only where chance hardly explains it: p under 0.05 "
        "after Holm’s correction for all items."
    ),
    mark("A figure is withheld where too few people stand behind it, or where it would give such a figure away."),
)


def notes(report: Report, language: str) -> tuple[str, ...]:
    """Return the sentences that this report calls for."""
    return tuple(_notes(report, language))


def _notes(report: Report, language: str) -> Iterable[str]:
    indicator = findings.levels_indicator(report)
    if indicator is not None:
        lower, upper = words.band(indicator.rule)
        yield wording.say(
            language,
            "Parity: the share of women is %(lower)s–%(upper)s, or the split is the nearest to half that a group of "
            "this size can have.",
            lower=wording.number(language, lower * 100),
            upper=wording.percent(language, upper),
        )
    for sentence in ALWAYS if indicator is not None else ():
        yield wording.say(language, sentence)
    asked = [part for part in report.parts if part.scorecard.gaps]
    for sentence in OF_ANSWERS if asked else ():
        yield wording.say(language, sentence)
