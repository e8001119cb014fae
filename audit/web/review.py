"""The auditor runs an audit: opens it, invites, follows, closes, reads the scorecard, exports, reopens."""

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import Mistaken, NotFound, Refused, mark, message
from audit.lifecycle import AUDITORS, STATE_NAMES, State, Step, refusal
from audit.questionnaire.schema import Respondent
from audit.render import consistency, excel
from audit.render.columns import Versions
from audit.service import audits, bodies, checking, invitations, people, reporting
from audit.service.follow_up import actions
from audit.service.views import AuditView, EnquiryView
from audit.web import access, figures, inviting, lacking, layouts, outlook, placed_wording_of
from audit.web.plan_forms import ReopenForm

pages = Blueprint("review", __name__)

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/audits/<audit_id>")
def audit(audit_id: str) -> ResponseReturnValue:
    """Show where an audit stands and what can be done next."""
    return _audit_page(audit_id)


def _audit_page(audit_id: str, *, wrong: tuple[tuple[str, str], ...] = (), reopening: ReopenForm | None = None) -> str:
    session, actor = access.session(), access.actor()
    shown = audits.audit(session, actor, audit_id)
    roles = actor.roles_for(shown.body_id)
    auditing = bool(roles & AUDITORS)
    may = {step.value: refusal(roles, step, shown.state) is None for step in Step}
    progress = audits.progress(session, actor, audit_id) if auditing and shown.state is not State.DRAFT else ()
    return render_template(
        "review/audit.html",
        audit=shown,
        state=STATE_NAMES[shown.state],
        may=may,
        auditing=auditing,
        progress={one.enquiry_id: one for one in progress},
        vacant=people.vacant(session, actor, shown.body_id) if auditing else frozenset(),
        lacking=lacking.sentences(progress, access.language()) if may[Step.CLOSE] else (),
        disagreeing=_disagreeing(audit_id) if may[Step.CLOSE] else (),
        still_open=True,
        events=figures.history(audits.events(session, actor, audit_id)) if auditing else (),
        layouts=layouts.LAYOUTS,
        workbooks=shown.languages,
        wrong=wrong,
        reopening=reopening or ReopenForm.of(shown),
    )


def _disagreeing(audit_id: str) -> tuple[consistency.SaidInconsistency, ...]:
    found = checking.inconsistencies(access.session(), access.actor(), audit_id)
    return consistency.said(found, access.language())


@pages.post("/audits/<audit_id>/open")
def open_audit(audit_id: str) -> ResponseReturnValue:
    """Open the audit: from now on its questionnaires do not change."""
    try:
        took = _took(lambda: audits.open_audit(access.session(), access.actor(), audit_id), audit_id, State.OPEN)
    except Mistaken as mistaken:
        access.session().rollback()
        return _audit_page(audit_id, wrong=tuple(("opening", said) for said in placed_wording_of(mistaken))), 422
    flash(
        mark("The audit is open. Invite staff, and let the focal point fill the institution's set.")
        if took
        else mark("The audit was open already.")
    )
    return _back(audit_id)


@pages.post("/audits/<audit_id>/close")
def close(audit_id: str) -> ResponseReturnValue:
    """Close the audit and make its report; where something is lacking, only once the auditor says that she knows it."""
    progress = audits.progress(access.session(), access.actor(), audit_id)
    still = audits.audit(access.session(), access.actor(), audit_id).state is State.OPEN
    missing = lacking.sentences(progress, access.language())
    if still and missing and not request.form.get("knowing"):
        return _audit_page(audit_id, wrong=tuple(("knowing", said) for said in missing)), 422
    took = _took(lambda: audits.close_audit(access.session(), access.actor(), audit_id), audit_id, State.CLOSED)
    flash(mark("The audit is closed and its report is made.") if took else mark("The audit was closed already."))
    return redirect(url_for("review.scorecard", audit_id=audit_id), 303)


@pages.post("/audits/<audit_id>/reopen")
def reopen(audit_id: str) -> ResponseReturnValue:
    """Reopen the audit; the reason is kept for good."""
    form = ReopenForm(request.form)
    if not form.validate():
        wrong = tuple((field.id, field.errors[0]) for field in form if field.errors)
        return _audit_page(audit_id, wrong=wrong, reopening=form), 422
    session, actor, reason = access.session(), access.actor(), form.reason.data or ""
    took = _took(
        lambda: audits.reopen_audit(session, actor, audit_id, reason=reason, deadline=form.deadline.data),
        audit_id,
        State.OPEN,
    )
    flash(
        mark("The audit is open again. Its earlier report is kept and marked as retired.")
        if took
        else mark("The audit was open already.")
    )
    return _back(audit_id)


def _took(step: Callable[[], AuditView], audit_id: str, reached: State) -> bool:
    """Take a step; False when somebody has taken it a moment ago, as a second press of the same button does."""
    try:
        step()
    except Refused as refused:
        now = audits.audit(access.session(), access.actor(), audit_id).state
        if refused.code != "wrong-state" or now is not reached:
            raise
        return False
    return True


@pages.route("/audits/<audit_id>/<enquiry_id>/links", methods=["GET", "POST"])
def links(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """Make personal links: one line a person; the answer is the only moment the links can be seen."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    enquiry = _asked_of_people(shown, enquiry_id)
    if request.method == "GET":
        return _links_page(shown, enquiry)
    if lost := request.form.get("replace"):
        access.look_for(lost)
        return _replaced(shown, enquiry, lost)
    given = inviting.people(request.form.get("people", ""), request.form.get("unit") or None, access.language())
    if given.wrong:
        return _links_page(shown, enquiry, wrong=given.wrong), 422
    try:
        made = invitations.invite(
            access.session(), access.actor(), audit_id, enquiry_id=enquiry_id, invitees=given.invitees
        )
    except Mistaken as mistaken:
        return _links_page(shown, enquiry, wrong=inviting.told(mistaken, given.lines, access.language())), 422
    return _file_of_links(shown, made, unit=request.form.get("unit", ""))


def _asked_of_people(shown: AuditView, enquiry_id: str) -> EnquiryView:
    refused = refusal(access.actor().roles_for(shown.body_id), Step.INVITE, shown.state)
    if refused is not None:
        raise refused
    enquiry = next((one for one in shown.enquiries if one.id == enquiry_id), None)
    if enquiry is None or enquiry.respondent is Respondent.INSTITUTION:
        raise NotFound("unknown-enquiry", message("There is no such questionnaire in this audit"))
    return enquiry


def _replaced(shown: AuditView, enquiry: EnquiryView, lost: str) -> ResponseReturnValue:
    try:
        made = invitations.replace_link(access.session(), access.actor(), lost)
    except Refused as refused:
        if refused.code != "draft-could-be-lost":
            raise
        return _links_page(shown, enquiry, wrong=(wording.tell(access.language(), refused.said),)), 422
    return _file_of_links(shown, (made,))


def _links_page(shown: AuditView, enquiry: EnquiryView, *, wrong: tuple[str, ...] = ()) -> str:
    session, actor = access.session(), access.actor()
    units = bodies.body(session, actor, shown.body_id).units
    return render_template(
        "review/links.html",
        audit=shown,
        enquiry=enquiry,
        units=units,
        unit_names={unit.name: unit.label for unit in units},
        invited=invitations.participations(session, actor, shown.id, enquiry_id=enquiry.id),
        typed=request.form.get("people", ""),
        unit=request.form.get("unit", ""),
        wrong=wrong,
    )


def _file_of_links(shown: AuditView, made: tuple[invitations.Invitation, ...], *, unit: str = "") -> Response:
    """Hand out the links as a file; they are kept nowhere else."""
    found = [(one, url_for("respond.start", token=one.token, _external=True)) for one in made]
    units = {each.name: each.label for each in bodies.body(access.session(), access.actor(), shown.body_id).units}
    of = [shown.body_name, shown.title, *([units[unit]] if unit in units else [])]
    name = inviting.file_name(of, len(made), language=access.language(), on=date.today())
    plain = f"paritet-links-{reporting.plain(shown.cycle)}-{date.today().isoformat()}.csv"
    return _file(inviting.file(found, access.language()), plain, "text/csv; charset=utf-8", spoken=name)


@pages.get("/audits/<audit_id>/scorecard")
def scorecard(audit_id: str) -> ResponseReturnValue:
    """Show every score with its tree, down to the answers it was made from."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    report = reporting.report(access.session(), access.actor(), audit_id)
    auditing = bool(access.actor().roles_for(shown.body_id) & AUDITORS)
    language = access.language()
    return render_template(
        "review/scorecard.html",
        audit=shown,
        report=report,
        auditing=auditing,
        ahead=outlook.ahead(report, language),
        opened=request.args.get("node", ""),
        disagreeing=consistency.said(report.inconsistencies or (), language),
        still_open=False,
    )


@pages.get("/audits/<audit_id>/workbook.xlsx")
def workbook(audit_id: str) -> ResponseReturnValue:
    """Hand out the workbook in the language asked for."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    asked = request.args.get("language", "")
    language = asked if asked in (*shown.languages, *wording.languages()) else access.language()
    name, layout = reporting.document_name(shown.cycle, language), layouts.asked(request.args)
    report = reporting.export(access.session(), access.actor(), audit_id, document=name)
    is_wide = layout.versions is Versions.ALL
    earlier = reporting.earlier(access.session(), access.actor(), audit_id) if is_wide else ()
    follow_up = actions.following(access.session(), access.actor(), audit_id, today=date.today())
    made = excel.workbook(report, language, layout=layout, earlier=earlier, follow_up=follow_up)
    return _file(made, name, WORKBOOK_TYPE)


def _back(audit_id: str) -> ResponseReturnValue:
    return redirect(url_for("review.audit", audit_id=audit_id), 303)


def _file(content: bytes, name: str, mimetype: str, *, spoken: str = "") -> Response:
    """Hand out a file; `spoken` is its name for browsers that read any letters, `name` for all others."""
    named = f"; filename*=UTF-8''{quote(spoken, safe='')}" if spoken else ""
    headers = {"Content-Disposition": f'attachment; filename="{name}"{named}', "Cache-Control": "no-store"}
    return Response(content, mimetype=mimetype, headers=headers)
