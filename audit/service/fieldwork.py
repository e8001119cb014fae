"""An audit's steps: opened with frozen questionnaires and notice, closed into a Report, reopened with a reason."""

from datetime import date

from sqlalchemy.orm import Session

from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import Step, after
from audit.questionnaire.schema import Respondent
from audit.service import closing, definitions, drafting, notice, reading_texts, showing, texts, translating
from audit.service.actors import Actor, require_step
from audit.service.authoring import publishing
from audit.service.history import record_audit
from audit.service.views import AuditView, EnquiryDraft
from audit.store import queries, settle, writing
from audit.store.models import Audit, Body, Enquiry, Participation


def open_audit(session: Session, actor: Actor, audit_id: str, *, today: date | None = None) -> AuditView:
    """Freeze the questionnaires' newest text and the notice, and let answers in.

    Mistaken where a text lacks in a language of the audit that its questionnaire is written in.

    Refused where nothing is asked, and where the last day for answers has passed, for nobody could answer.
    """
    day = today or date.today()
    with writing(session):
        row = _step(session, actor, audit_id, step=Step.OPEN)
        if not row.enquiries:
            raise Refused("nothing-to-ask", message("This audit asks nothing yet. Add a questionnaire to it first"))
        if row.deadline is not None and row.deadline < day:
            said = message(
                "The last day for answers, %(day)s, has passed. Change the plan first", day=row.deadline.isoformat()
            )
            raise Refused("deadline-has-passed", said)
        body = showing.body_for(session, actor, row.body_id)
        for enquiry in row.enquiries:
            _freeze(session, enquiry, audit=row, body=body)
        row.state, row.opened_on = after(Step.OPEN, row.state), day
        digests = {each.questionnaire_name: [each.digest, each.notice_digest] for each in row.enquiries}
        record_audit(session, actor, "audit-opened", audit=row, digests=digests)
        return showing.audit_view(session, row)


def close_audit(session: Session, actor: Actor, audit_id: str, *, today: date | None = None) -> AuditView:
    """Close the audit and keep its Report, in one transaction; drafts of other than named sets are deleted.

    Anonymous rows are laid anew in random order.
    """
    with writing(session):
        row = _step(session, actor, audit_id, step=Step.CLOSE)
        row.closed_on = today or date.today()
        row.state = after(Step.CLOSE, row.state)
        session.flush()
        closing.forget_drafts(session, row)
        closing.shuffle(session, row)
        kept = closing.snapshot(session, row, body=showing.body_for(session, actor, row.body_id))
        reading_texts.note(session, row)
        record_audit(session, actor, "audit-closed", audit=row, report=kept.digest)
        view = showing.audit_view(session, row)
    settle(session)
    return view


def reopen_audit(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    reason: str,
    deadline: date | None = None,
    today: date | None = None,
) -> AuditView:
    """Let answers in again, until a new last day or without one; the report so far stays, marked as retired.

    The earlier last day does not stay: once it has passed, every link would say that the time is over. Mistaken for
    a reason that is none and for a last day that has passed.
    """
    day = today or date.today()
    mistakes = texts.check((reason,))
    if deadline is not None and deadline < day:
        wrong = message("the new last day, %(day)s, has passed already", day=deadline.isoformat())
        remedy = message("Give today or a later day, or none.")
        mistakes.append(Mistake("deadline-has-passed", (), wrong, remedy))
    if not reason.strip():
        wrong, remedy = message("no reason is given"), message("Say why the audit is opened again.")
        mistakes.append(Mistake("no-reason", (), wrong, remedy))
    if mistakes:
        raise Mistaken(tuple(mistakes))
    with writing(session):
        row = _step(session, actor, audit_id, step=Step.REOPEN)
        for kept in queries.snapshots(session, audit_id):
            kept.retired_on = kept.retired_on or day
        row.state, row.closed_on = after(Step.REOPEN, row.state), None
        row.deadline = deadline
        body = showing.body_for(session, actor, row.body_id)
        for enquiry in row.enquiries:
            notice.promise(enquiry, audit=row, body=body)
        record_audit(session, actor, "audit-reopened", audit=row, reason=reason.strip())
        return showing.audit_view(session, row)


def _step(session: Session, actor: Actor, audit_id: str, *, step: Step) -> Audit:
    row = showing.locked_audit_for(session, actor, audit_id)
    require_step(actor, row.body_id, step=step, state=row.state)
    return row


def _freeze(session: Session, enquiry: Enquiry, *, audit: Audit, body: Body) -> None:
    try:
        text = publishing.text_for(session, body.id, enquiry.questionnaire_name)
    except NotFound:
        # The file has left the shelf since; the text that the draft was made with is asked.
        asked = definitions.kept(session, {enquiry.digest})[enquiry.digest]
    else:
        enquiry.digest, asked = definitions.keep(session, text), definitions.parsed(text)
    kept = EnquiryDraft(asked.name, enquiry.mode, enquiry.threshold, enquiry.sensitive_threshold)
    drafting.check_terms(kept, asked, languages=audit.languages)
    if lacking := translating.mistakes(asked, languages=audit.languages):
        raise Mistaken(lacking)
    notice.promise(enquiry, audit=audit, body=body)
    if asked.respondent is Respondent.INSTITUTION:
        session.flush()
        session.add(Participation(id=enquiry.id, enquiry_id=enquiry.id, mode=enquiry.mode, label=""))
