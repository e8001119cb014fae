"""Beside every score stands how far it is borne out; the grade changes no score."""

import pytest

from audit.analysis import grading
from audit.analysis.report import Document, Grade, Scorecard, Why
from audit.questionnaire.schema import Respondent
from tests.analysis.asked import judged, loaded, people

ANSWERED = {
    "posts": {"head": people(1, 0), "chief": people(1, 2), "staff": people(5, 5)},
    "policy": "dk",
    "missions": 3,
}


def _grades(card: Scorecard) -> dict[str, Grade | None]:
    return {each.name: each.evidence for part in card.dimensions for each in part.indicators}


@pytest.mark.parametrize(
    ("respondent", "why", "expected"),
    [
        (Respondent.INSTITUTION, None, Grade.STATEMENT),
        (Respondent.STAFF, None, Grade.PERCEPTION),
        (Respondent.PUBLIC, Why.WITHHELD, Grade.PERCEPTION),
        (Respondent.INSTITUTION, Why.NOT_ANSWERED, Grade.NOTHING),
        (Respondent.STAFF, Why.PREFER_NOT_TO_SAY, Grade.NOTHING),
        (Respondent.INSTITUTION, Why.NOT_APPLICABLE, None),
        (Respondent.INSTITUTION, Why.NO_VERDICT, None),
    ],
)
def test_answers_alone_are_a_statement_or_a_perception(
    respondent: Respondent, why: Why | None, expected: Grade | None
) -> None:
    assert grading.grade(respondent, why) is expected


def test_what_was_asked_and_not_known_is_borne_out_by_nothing() -> None:
    grades = _grades(judged(loaded(), ANSWERED))
    assert (grades["levels"], grades["policy_adopted"], grades["days_taken"]) == (
        Grade.STATEMENT,
        Grade.NOTHING,
        Grade.NOTHING,
    )
    assert grades["hidden_count"] is None


def test_a_document_in_the_section_raises_statements_and_nothing_else() -> None:
    card = judged(loaded(), ANSWERED)
    given = Document(question="policy", where="policy", label={}, name="plan.pdf", dated=None)
    raised = grading.documented(card, loaded(), [given])
    before, after = _grades(card), _grades(raised)
    assert {name for name in before if before[name] is not after[name]} == {
        name for name in before if before[name] is Grade.STATEMENT
    }
    assert set(after.values()) == {Grade.SUPPLIED, Grade.NOTHING, None}
    assert [part.score for part in raised.dimensions] == [part.score for part in card.dimensions]
    assert grading.documented(card, loaded(), ()) == card
