"""What does not agree in an audit that is still open, for its auditors to look at before they close it."""

from datetime import date

from sqlalchemy.orm import Session

from audit.analysis import scorecard
from audit.analysis.consistency import Asked, Facts, found
from audit.analysis.report import Inconsistency, Report
from audit.lifecycle import Step
from audit.questionnaire import flow
from audit.questionnaire.documents import days, documents
from audit.questionnaire.schema import Mode, Questionnaire, Respondent
from audit.service import definitions, showing
from audit.service import submitted as answered
from audit.service.actors import Actor, require_step
from audit.service.staffing import staff_list
from audit.store import files, queries, reading
from audit.store.models import Audit, Enquiry


def inconsistencies(
    session: Session, actor: Actor, audit_id: str, *, today: date | None = None
) -> tuple[Inconsistency, ...]:
    """Return what does not agree so far, the gravest first; for those who may close the audit.

    An institution's set is looked at once it is submitted. Of a survey only the number invited is, since during field
    work neither its answers nor the exact number of them are known to anybody.
    """
    day = today or date.today()
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.CLOSE, state=row.state)
        asked = definitions.kept(session, {each.digest for each in row.enquiries})
        facts = Facts(
            row.period_start,
            row.period_end,
            row.reference_date,
            day,
            asked=tuple(_asked(session, each, asked[each.digest], day) for each in row.enquiries),
            staff=staff_list(session, showing.body_for(session, actor, row.body_id)),
            last=_last(session, row),
        )
    return found(facts)


def _asked(session: Session, enquiry: Enquiry, questionnaire: Questionnaire, today: date) -> Asked:
    counts = queries.counts_by_unit(session, enquiry.id).values()
    invited = sum(invited for invited, _ in counts)
    submitted = sum(done for _, done in counts) if enquiry.mode is Mode.NAMED else None
    if questionnaire.respondent is not Respondent.INSTITUTION:
        return Asked(questionnaire, invited=invited, submitted=submitted)
    given = answered.answers(session, enquiry, questionnaire)
    if not given:
        return Asked(questionnaire)
    card = scorecard.judge(questionnaire, digest=enquiry.digest, today=today, answers=given)
    found = documents(questionnaire, given, files.dates_of_enquiry(session, enquiry.id))
    evidence = days(questionnaire, ((each.question, each.dated) for each in found))
    return Asked(questionnaire, flow.walk(questionnaire, given, today).values, card, evidence=evidence)


def _last(session: Session, row: Audit) -> Report | None:
    """Return the report in force of the latest cycle before this one."""
    earlier = [
        kept
        for other, kept in queries.reports_in_force(session, row.body_id)
        if other.id != row.id and other.reference_date < row.reference_date
    ]
    return Report.model_validate_json(earlier[-1].report) if earlier else None
