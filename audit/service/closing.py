"""What closing an audit does to its answers: forgets drafts, lays anonymous ones anew, and makes the Report."""

from datetime import date

from sqlalchemy.orm import Session

from audit.analysis import assembly
from audit.analysis.earlier import Earlier
from audit.analysis.report import Report, canonical, digest
from audit.analysis.rules import rule_set
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import definitions, former
from audit.service.answering import typed
from audit.service.staffing import staff_list
from audit.store import files, papers, queries, responses
from audit.store.models import Audit, Body, Enquiry, Snapshot


def forget_drafts(session: Session, audit: Audit) -> None:
    """Delete what people began and did not submit, as they were promised; an institution's own draft stays.

    A draft is found by a link's digest or by a participation, so whoever kept the links could read what somebody chose
    not to say.
    """
    for enquiry in audit.enquiries:
        if enquiry.mode is not Mode.NAMED:
            responses.forget_drafts(session, enquiry.id)


def shuffle(session: Session, audit: Audit) -> None:
    """Rewrite every anonymous response and participation at once, responses under fresh random identifiers.

    Neither the place of a row in the file nor the transaction that wrote it tells any more when it came.
    """
    for enquiry in audit.enquiries:
        if enquiry.mode is Mode.ANONYMOUS:
            responses.relay(session, enquiry.id)
            queries.tick(session, enquiry.id)


def snapshot(session: Session, audit: Audit, *, body: Body) -> Snapshot:
    """Work out the Report of an audit that is being closed, and keep it."""
    report = _report(session, audit, body=body, closed_on=audit.closed_on or date.today())
    kept = Snapshot(
        audit_id=audit.id,
        number=len(queries.snapshots(session, audit.id)) + 1,
        digest=digest(report),
        report=canonical(report),
        closed_on=report.closed_on,
    )
    session.add(kept)
    session.flush()
    return kept


def _report(session: Session, audit: Audit, *, body: Body, closed_on: date) -> Report:
    asked = definitions.kept(session, {enquiry.digest for enquiry in audit.enquiries})
    facts = assembly.AuditFacts(
        body=dict(body.name),
        title=dict(audit.title),
        synthetic=body.synthetic,
        languages=tuple(audit.languages),
        cycle=audit.cycle,
        period_start=audit.period_start,
        period_end=audit.period_end,
        reference_date=audit.reference_date,
        closed_on=closed_on,
    )
    before = _before(session, audit)
    earlier = _earlier(session, audit)
    last = max(earlier, key=lambda each: each.reference_date, default=None)
    parts = [
        _part(session, each, asked[each.digest], before=before.get(each.questionnaire_name), last=last)
        for each in audit.enquiries
    ]
    return assembly.build(facts, parts, earlier, staff=staff_list(session, body))


def _before(session: Session, audit: Audit) -> dict[str, Earlier | None]:
    """Return what the latest report of this audit published, retired as it may be, by the questionnaire's name."""
    kept = queries.snapshots(session, audit.id)
    parts = Report.model_validate_json(kept[-1].report).parts if kept else ()
    return {part.scorecard.questionnaire.name: Earlier.of(part) for part in parts}


def _part(
    session: Session, enquiry: Enquiry, questionnaire: Questionnaire, *, before: Earlier | None, last: Report | None
) -> assembly.EnquiryFacts:
    kept = responses.of_enquiry(session, enquiry.id, submitted=True)
    given = tuple(typed(questionnaire, kept[response_id]) for response_id in sorted(kept))
    versions = former.versions_of(session, enquiry, response_ids=sorted(kept), last=last)
    counts = queries.counts_by_unit(session, enquiry.id).values()
    return assembly.EnquiryFacts(
        questionnaire=questionnaire,
        digest=enquiry.digest,
        mode=enquiry.mode,
        threshold=enquiry.threshold,
        sensitive_threshold=enquiry.sensitive_threshold,
        invited=sum(invited for invited, _ in counts),
        paper=papers.counts(session, enquiry.id)[1],
        responses=former.not_asked(versions, given, mode=enquiry.mode),
        before=before,
        versions=versions,
        rules=rule_set(enquiry.rules),
        dates=files.dates_of_enquiry(session, enquiry.id),
    )


def _earlier(session: Session, audit: Audit) -> list[Report]:
    return [
        Report.model_validate_json(kept.report)
        for other, kept in queries.reports_in_force(session, audit.body_id)
        if other.id != audit.id and other.reference_date < audit.reference_date
    ]
