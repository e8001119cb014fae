"""The auditor runs an audit: opens it, invites, follows, closes, reads the scorecard, exports, reopens with a reason."""

import csv
import io
import re
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import Message, Mistaken, NotFound, mark, message
from audit.lifecycle import STATE_NAMES, Role, State, Step, refusal
from audit.render import excel
from audit.service import audits, invitations, reporting
from audit.service.views import AuditView
from audit.web import access

pages = Blueprint("review", __name__)

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_INVITED = 2000
LONGEST_LABEL = 120
#: A spreadsheet program reads a cell that begins so as a formula.
FORMULA = re.compile(r"^[=+\-@\t]")


@pages.get("/audits/<audit_id>")
def audit(audit_id: str) -> ResponseReturnValue:
    """Show where an audit stands and what can be done next."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    roles = access.actor().roles_for(shown.body_id)
    auditing = bool(roles & {Role.ADMINISTRATOR, Role.AUDITOR})
    return render_template(
        "review/audit.html",
        audit=shown,
        state=STATE_NAMES[shown.state],
        may={step.value: refusal(roles, step, shown.state) is None for step in Step},
        auditing=auditing,
        progress=audits.progress(access.session(), access.actor(), audit_id)
        if auditing and shown.state is not State.DRAFT
        else (),
        events=audits.events(access.session(), access.actor(), audit_id) if auditing else (),
    )


@pages.post("/audits/<audit_id>/open")
def open_audit(audit_id: str) -> ResponseReturnValue:
    """Open the audit: from now on its questionnaires do not change."""
    audits.open_audit(access.session(), access.actor(), audit_id)
    flash(mark("The audit is open. Invite staff, and let the focal point fill the institution's set."))
    return _back(audit_id)


@pages.post("/audits/<audit_id>/close")
def close(audit_id: str) -> ResponseReturnValue:
    """Close the audit and make its report."""
    audits.close_audit(access.session(), access.actor(), audit_id)
    flash(mark("The audit is closed and its report is made."))
    return redirect(url_for("review.scorecard", audit_id=audit_id), 303)


@pages.post("/audits/<audit_id>/reopen")
def reopen(audit_id: str) -> ResponseReturnValue:
    """Reopen the audit; the reason is kept for good."""
    reason = request.form.get("reason", "").strip()
    if not reason:
        flash(mark("Say why the audit is reopened: the reason stays in its history."), "error")
        return _back(audit_id)
    audits.reopen_audit(access.session(), access.actor(), audit_id, reason=reason)
    flash(mark("The audit is open again. Its earlier report is kept and marked as retired."))
    return _back(audit_id)


@pages.route("/audits/<audit_id>/<enquiry_id>/links", methods=["GET", "POST"])
def links(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """Make personal links: one line a person; the answer is the only moment the links can be seen."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    typed = request.form.get("people", "")
    unit = request.form.get("unit") or None
    wrong: list[str] = []
    if request.method == "POST":
        people, wrong = _people(typed, unit)
        if people and not wrong:
            try:
                made = invitations.invite(
                    access.session(), access.actor(), audit_id, enquiry_id=enquiry_id, invitees=people
                )
            except Mistaken as mistaken:
                wrong = [_said(mistake.wrong) for mistake in mistaken.mistakes]
            else:
                return _list_of_links(shown, made)
    return _links_page(shown, enquiry_id, typed, wrong)


@pages.get("/audits/<audit_id>/scorecard")
def scorecard(audit_id: str) -> ResponseReturnValue:
    """Show every score with its tree, down to the answers it was made from."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    report = reporting.report(access.session(), access.actor(), audit_id)
    return render_template("review/scorecard.html", audit=shown, report=report)


@pages.get("/audits/<audit_id>/workbook.xlsx")
def workbook(audit_id: str) -> ResponseReturnValue:
    """Hand out the workbook in the language asked for."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    asked = request.args.get("language", "")
    language = asked if asked in wording.languages() else access.language()
    report = reporting.export(access.session(), access.actor(), audit_id, document=f"workbook-{language}.xlsx")
    return _file(excel.workbook(report, language), f"paritet-{shown.cycle}-{language}.xlsx", WORKBOOK_TYPE)


def _back(audit_id: str) -> ResponseReturnValue:
    return redirect(url_for("review.audit", audit_id=audit_id), 303)


def _said(sentence: Message) -> str:
    return wording.tell(access.language(), sentence)


def _people(typed: str, unit: str | None) -> tuple[list[invitations.Invitee], list[str]]:
    """Read one person a line; what cannot be a person is named by its line."""
    people, wrong = [], []
    for place, line in enumerate(typed.splitlines(), start=1):
        label = " ".join(line.split())
        if not label:
            continue
        if len(label) > LONGEST_LABEL or FORMULA.match(label) or not label.isprintable():
            wrong.append(
                wording.say(
                    access.language(),
                    "Line %(line)d: begin with a letter or a number and use at most %(most)d characters",
                    line=place,
                    most=LONGEST_LABEL,
                )
            )
        people.append(invitations.Invitee(label=label, unit=unit))
    if not people:
        wrong.append(wording.say(access.language(), "Write at least one person, one a line"))
    if len(people) > MOST_INVITED:
        wrong.append(wording.say(access.language(), "Invite at most %(most)d people at once", most=MOST_INVITED))
    return people, wrong


def _list_of_links(shown: AuditView, made: tuple[invitations.Invitation, ...]) -> Response:
    """Write the links as a table that a spreadsheet program opens; they are kept nowhere else."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([wording.say(access.language(), "Person"), wording.say(access.language(), "Personal link")])
    for one in made:
        table.writerow([one.label, url_for("respond.start", token=one.token, _external=True)])
    name = f"paritet-links-{shown.cycle}-{date.today().isoformat()}.csv"
    return _file(out.getvalue().encode("utf-8-sig"), name, "text/csv; charset=utf-8")


def _links_page(shown: AuditView, enquiry_id: str, typed: str, wrong: list[str]) -> ResponseReturnValue:
    enquiry = next((one for one in shown.enquiries if one.id == enquiry_id), None)
    if enquiry is None:
        raise NotFound("unknown-enquiry", message("There is no such questionnaire in this audit"))
    page = render_template("review/links.html", audit=shown, enquiry=enquiry, typed=typed, wrong=wrong)
    return page, 422 if wrong else 200


def _file(content: bytes, name: str, mimetype: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=mimetype, headers=headers)
