"""How far each score is borne out: the grade of its evidence, which stands beside the score and never changes it."""

from collections.abc import Sequence

from audit.analysis.report import LEAVES_COVERAGE, Document, Grade, IndicatorScore, Scorecard, Why
from audit.questionnaire.schema import Questionnaire, Respondent

#: For these reasons there was an indicator to score and nothing to score it by.
NOTHING_GIVEN = frozenset({Why.NOT_ANSWERED, Why.DONT_KNOW, Why.PREFER_NOT_TO_SAY})


def grade(respondent: Respondent, why: Why | None) -> Grade | None:
    """Return what answers alone bear out: what people perceive, or what an officer states; None where nothing applies.

    The grades are a convention of this project (`docs/evidence.md`).
    """
    if why in LEAVES_COVERAGE:
        return None
    if why in NOTHING_GIVEN:
        return Grade.NOTHING
    return Grade.STATEMENT if respondent is Respondent.INSTITUTION else Grade.PERCEPTION


def documented(card: Scorecard, questionnaire: Questionnaire, documents: Sequence[Document]) -> Scorecard:
    """Return the scorecard with the statements that a document of their section bears out graded as supplied."""
    sections = {questionnaire.section_of[each.question] for each in documents}

    def raised(one: IndicatorScore) -> IndicatorScore:
        own = {questionnaire.section_of.get(source.question) for source in one.sources}
        if one.evidence is Grade.STATEMENT and own & sections:
            return one.model_copy(update={"evidence": Grade.SUPPLIED})
        return one

    return card.model_copy(
        update={
            "dimensions": tuple(
                part.model_copy(update={"indicators": tuple(map(raised, part.indicators))}) for part in card.dimensions
            )
        }
    )
