"""The auditor writes findings on a closed audit: from what its report proposes, or from nothing."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.errors import Mistaken, mark
from audit.lifecycle import FINDING_KINDS, FINDING_STATES, PRIORITIES
from audit.service import audits
from audit.service.follow_up import findings, grounds
from audit.web import access, wording_of
from audit.web import follow_up_forms as forms
from audit.web import follow_up_saving as saving

pages = Blueprint("findings", __name__)

WORDS = {"kinds": FINDING_KINDS, "priorities": PRIORITIES, "states": FINDING_STATES}


@pages.get("/audits/<audit_id>/findings")
def listed(audit_id: str) -> ResponseReturnValue:
    """Show the findings of an audit, and what its report proposes."""
    return _listed(audit_id, forms.DismissForm())


@pages.post("/audits/<audit_id>/findings/dismissed")
def dismiss(audit_id: str) -> ResponseReturnValue:
    """Turn down a proposal, with a reason."""
    form = forms.DismissForm(request.form)
    if not form.validate():
        return _listed(audit_id, form), 422
    try:
        findings.dismiss(
            access.session(), access.actor(), audit_id, key=form.key.data or "", reason=form.reason.data or ""
        )
    except Mistaken as mistaken:
        form.reason.errors = wording_of(mistaken)
        return _listed(audit_id, form), 422
    flash(mark("The proposal is dismissed; the reason is kept."))
    return redirect(url_for("findings.listed", audit_id=audit_id), 303)


@pages.route("/audits/<audit_id>/findings/new", methods=["GET", "POST"])
def write(audit_id: str) -> ResponseReturnValue:
    """Write a finding, from a proposal or from nothing."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    offered = findings.offered(access.session(), access.actor(), audit_id)
    form = forms.finding_form(saving.typed(), shown.languages, offered, _proposed(audit_id))

    def keep() -> None:
        findings.write(access.session(), access.actor(), audit_id, form.draft())

    if saving.kept(form, keep):
        flash(mark("The finding is kept."))
        return redirect(url_for("findings.listed", audit_id=audit_id), 303)
    return render_template("review/finding.html", audit=shown, form=form, kept=None, now=None), saving.status()


@pages.route("/findings/<finding_id>", methods=["GET", "POST"])
def rewrite(finding_id: str) -> ResponseReturnValue:
    """Change a finding; what somebody else changed meanwhile is shown beside what was typed."""
    session, actor = access.session(), access.actor()
    kept = findings.finding(session, actor, finding_id)
    shown = audits.audit(session, actor, kept.audit_id)
    offered = findings.offered(session, actor, kept.audit_id)
    form = forms.finding_form(saving.typed(), shown.languages, offered, forms.of_finding(kept))

    def keep() -> None:
        findings.rewrite(session, actor, finding_id, form.draft(), edition=form.read_edition())

    if saving.kept(form, keep):
        flash(mark("The finding is kept."))
        return redirect(url_for("findings.listed", audit_id=kept.audit_id), 303)
    now = saving.now(form, kept)
    return render_template("review/finding.html", audit=shown, form=form, kept=kept, now=now, **WORDS), saving.status()


def _listed(audit_id: str, dismissing: forms.DismissForm) -> str:
    session, actor = access.session(), access.actor()
    return render_template(
        "review/findings.html",
        audit=audits.audit(session, actor, audit_id),
        findings=findings.findings(session, actor, audit_id),
        proposals=findings.proposals(session, actor, audit_id),
        dismissing=dismissing,
        **WORDS,
    )


def _proposed(audit_id: str) -> dict[str, Any]:
    wanted = request.args.get("from", "")
    if not wanted:
        return {}
    proposed = findings.proposals(access.session(), access.actor(), audit_id)
    found: grounds.Proposal | None = next((each for each in proposed if each.key == wanted), None)
    return forms.of_proposal(found) if found else {}
