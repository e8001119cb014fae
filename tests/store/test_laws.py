"""The database itself refuses what must never be kept, whatever a use case does."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Enum
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from audit import store
from audit.lifecycle import FindingKind, FindingState, Priority, Reading, State
from audit.questionnaire.schema import Mode
from audit.store.models import (
    ApiToken,
    Audit,
    Base,
    Body,
    Definition,
    Enquiry,
    Evidence,
    EvidenceDate,
    Finding,
    FormerAnswer,
    Headcount,
    Job,
    Level,
    Membership,
    Participation,
    Response,
    Snapshot,
    TextReading,
    User,
    Webhook,
)

DAY = date(2026, 1, 1)
ANONYMOUS = {"enquiry_id": "e-anonymous", "mode": Mode.ANONYMOUS}
NAMED = {"enquiry_id": "e-named", "mode": Mode.NAMED}

LAWS: dict[str, Base] = {
    "ck_responses_anonymous_is_not_linked": Response(key="k", participation_id="p-anonymous", **ANONYMOUS),
    "ck_responses_only_anonymous_draft_has_key": Response(submitted=True, key="k", **ANONYMOUS),
    "ck_responses_anonymous_has_no_day": Response(submitted=True, submitted_on=DAY, **ANONYMOUS),
    "ck_responses_anonymous_keeps_no_language": Response(submitted=True, language="ru", **ANONYMOUS),
    "ck_responses_linked_has_its_day": Response(submitted=True, participation_id="p-named", **NAMED),
    "ck_participations_anonymous_has_no_day": Participation(
        key="x", label="", submitted=True, submitted_on=DAY, **ANONYMOUS
    ),
    "ck_participations_linked_has_its_day": Participation(key="x", label="", submitted=True, **NAMED),
    "ck_participations_only_the_shared_set_has_no_link": Participation(label="", **NAMED),
    "ck_former_answers_anonymous_stands_alone": FormerAnswer(
        response_id="r-anonymous", version=1, submitted=True, question="q", value="1", **ANONYMOUS
    ),
    "ck_headcounts_people_not_negative": Headcount(body_id="b", counted_on=DAY, level="head", sex="women", people=-1),
    "ck_memberships_administrator_is_of_no_body": Membership(user_id="u", body_id="b", role="administrator"),
    "ck_snapshots_digest_is_sha256": Snapshot(audit_id="a", number=1, digest="short", report="{}", closed_on=DAY),
    "ck_definitions_digest_is_sha256": Definition(digest="short", name="", version="", text=""),
    "ck_api_tokens_digest_is_sha256": ApiToken(
        user_id="u", body_id="b", name="", digest="short", scopes=[], made_on=DAY, expires_on=DAY
    ),
    "ck_webhooks_former_has_its_end": Webhook(
        body_id="b", name="", address="", kinds=[], secret="", former="s", state="on", why="", made_on=DAY
    ),
    "ck_evidence_digest_is_sha256": Evidence(
        participation_id="p-named", digest="short", kind="", size=0, content=b"", added_on=DAY
    ),
    "ck_evidence_dates_digest_is_sha256": EvidenceDate(participation_id="p-named", digest="short", dated=DAY),
    "ck_findings_dismissed_has_its_reason": Finding(
        audit_id="a",
        number=1,
        kind=FindingKind.BARRIER,
        priority=Priority.LOW,
        state=FindingState.DISMISSED,
        title={},
        text={},
        grounds=[],
        reason="",
    ),
    "ck_jobs_progress_is_a_percentage": Job(
        audit_id="a", document="", language="", file="", progress=101, asked_at=datetime(2026, 3, 2)
    ),
    "ck_text_readings_redacted_has_its_words": TextReading(
        enquiry_id="e-anonymous", question="q", digest="d" * 64, reading=Reading.REDACTED, redacted=""
    ),
}


def _enquiry(name: str, mode: Mode, **changes: object) -> Enquiry:
    given: dict[str, Any] = {"audit_id": "a", "position": 0, "digest": "d" * 64}
    given |= {"threshold": 5, "sensitive_threshold": 10, **changes}
    return Enquiry(id=f"e-{name}", questionnaire_name=name, mode=mode, **given)


def _audit(**changes: object) -> Audit:
    given: dict[str, Any] = {"body_id": "b", "title": {}, "cycle": "1", "languages": ["en"], "reference_date": DAY}
    given |= {"period_start": DAY, "period_end": DAY, "state": State.DRAFT, **changes}
    return Audit(**given)


LAWS |= {
    "ck_enquiries_threshold_at_least_three": _enquiry("low", Mode.NAMED, threshold=2),
    "ck_enquiries_sensitive_threshold_is_no_looser": _enquiry("loose", Mode.NAMED, sensitive_threshold=4),
    "ck_enquiries_notice_is_digested": _enquiry("told", Mode.NAMED, notice="{}"),
    "ck_audits_period_runs_forward": _audit(period_end=date(2025, 1, 1)),
    "ck_audits_opened_has_its_day": _audit(state=State.OPEN),
    "ck_audits_closed_has_its_day": _audit(closed_on=DAY),
}


@pytest.fixture
def furnished(any_session: Session) -> Session:
    with store.writing(any_session):
        any_session.add_all([Body(id="b", name={}), User(id="u", email="u@example.org", name="U")])
        any_session.flush()
        any_session.add_all([Level(body_id="b", name="head", position=0, label={}), _audit(id="a")])
        any_session.add(Definition(digest="d" * 64, name="q", version="1", text=""))
        any_session.flush()
        any_session.add_all([_enquiry("anonymous", Mode.ANONYMOUS), _enquiry("named", Mode.NAMED)])
        any_session.flush()
        any_session.add(Participation(id="p-anonymous", key="1", label="", **ANONYMOUS))
        any_session.add(Participation(id="p-named", key="2", label="", **NAMED))
    return any_session


@pytest.mark.parametrize("law", LAWS)
def test_a_row_that_breaks_a_law_is_refused_by_its_name(furnished: Session, law: str) -> None:
    row = LAWS[law]
    broken = type(row)(**{key: value for key, value in vars(row).items() if not key.startswith("_")})
    with pytest.raises(IntegrityError, match=law), store.writing(furnished):
        furnished.add(broken)


def test_every_law_of_the_tables_is_tried() -> None:
    named = {str(each.name) for table in Base.metadata.tables.values() for each in table.constraints}
    words = {
        f"ck_{table.name}_{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Enum)
    }
    assert {name for name in named if name.startswith("ck_")} - words == set(LAWS)


def test_a_response_cannot_take_another_mode_than_its_enquiry(furnished: Session) -> None:
    with pytest.raises(IntegrityError), store.writing(furnished):
        furnished.add(Response(enquiry_id="e-anonymous", mode=Mode.NAMED, participation_id="p-anonymous"))


def test_only_one_report_is_in_force(furnished: Session) -> None:
    kept = [Snapshot(audit_id="a", number=number, digest="d" * 64, report="{}", closed_on=DAY) for number in (1, 2)]
    with pytest.raises(IntegrityError), store.writing(furnished):
        furnished.add_all(kept)
