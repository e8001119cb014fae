"""Whether declared contradictions can be seen: the indicator is there, the other side is another questionnaire."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.contradictions import HIGHEST_SCORE, Against, Contradiction
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what keeps a contradiction from being seen, as far as one file can tell."""
    declared = draft.questionnaire.contradictions
    if declared and draft.questionnaire.respondent is not schema.Respondent.INSTITUTION:
        wrong = message("contradictions are declared in the institutional set")
        remedy = message("Move them to a questionnaire with 'respondent: institution'.")
        yield draft.error("contradictions-elsewhere", ("contradictions",), wrong, remedy=remedy)
    for number, contradiction in enumerate(declared):
        yield from _contradiction(draft, ("contradictions", number), contradiction)


def _contradiction(draft: Draft, path: Path, contradiction: Contradiction) -> Iterator[Mistake]:
    known = [indicator.name for indicator in draft.questionnaire.indicators]
    if (contradiction.indicator is None) == (contradiction.headcount is None):
        wrong = message("one of 'indicator' and 'headcount' is needed, and only one")
        yield draft.error("indicator-or-headcount", path, wrong, remedy=message("Keep the one that is meant."))
    elif contradiction.indicator is not None and contradiction.indicator not in known and not draft.lost("indicators"):
        wrong = message("there is no indicator '%(name)s'", name=contradiction.indicator)
        yield draft.unknown("unknown-indicator", (*path, "indicator"), wrong, word=contradiction.indicator, known=known)
    if not 0 <= contradiction.at_least <= HIGHEST_SCORE:
        wrong = message("a score lies between 0 and 100")
        remedy = message("Write a number from 0 to 100.")
        yield draft.error("contradiction-score", (*path, "at_least"), wrong, remedy=remedy)
    sides: list[tuple[Path, Against]] = [(("against",), contradiction.against)]
    sides += [(("otherwise", place), against) for place, against in enumerate(contradiction.otherwise)]
    for at, against in sides:
        if against.questionnaire == draft.questionnaire.name:
            wrong = message("a contradiction needs two questionnaires")
            remedy = message("Name the questionnaire that staff answer, for example staff-survey.")
            yield draft.error("contradicts-itself", (*path, *at, "questionnaire"), wrong, remedy=remedy)
