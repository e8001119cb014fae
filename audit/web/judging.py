"""How a report is judged, in a few sentences that management can check: parity, posts, answers, what is withheld."""

from collections.abc import Iterable

from audit import wording
from audit.analysis.report import CATALOGUE, Report, Weight
from audit.errors import mark
from audit.render import findings, ruling, words

ALWAYS = (
    mark("Posts to parity: the fewest posts that must change hands. A single post is shown and not judged."),
    mark("The weakest level is the farthest from parity: too few women or too few men."),
)
AHEAD = mark(
    "Where the share of women leads is carried on from who came, left and rose, or from the pace so far: no forecast. "
    "Every post is taken to be filled again."
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
    if indicator is not None and (report.stock_flows or report.vacancies):
        yield wording.say(language, AHEAD)
    asked = [part for part in report.parts if part.scorecard.gaps]
    for sentence in OF_ANSWERS if asked else ():
        yield wording.say(language, sentence)
    yield from filter(None, (ruling.scored_by(report, language), ruling.cautions(report, language)))
    yield from ruling.rounded(report, language)


def disagreeing(report: Report, language: str) -> str:
    """Say how many figures of the report cannot be and how many are to be checked; nothing where all agree."""
    weights = [CATALOGUE[each.check].weight for each in report.inconsistencies or ()]
    impossible, doubtful = weights.count(Weight.IMPOSSIBLE), weights.count(Weight.DOUBTFUL)
    said = [
        wording.count(language, "%(n)d figure cannot be", "%(n)d figures cannot be", impossible) if impossible else "",
        wording.count(language, "%(n)d figure is to be checked", "%(n)d figures are to be checked", doubtful)
        if doubtful
        else "",
    ]
    return ", ".join(filter(None, said))
