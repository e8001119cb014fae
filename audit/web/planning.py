"""The auditor plans: which body, which questionnaires, which period, who may see single answers."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.analysis.rules import RuleName
from audit.errors import Mistaken, mark
from audit.lifecycle import AUDITORS, Step, refusal
from audit.questionnaire.schema import Mode
from audit.service import audits, bodies, definitions
from audit.service.authoring import publishing
from audit.service.views import AuditDraft, AuditView, EnquiryDraft, QuestionnaireCard
from audit.web import access, languages, wording_of
from audit.web.plan_forms import Day, EnquiryForm, PlanForm, enquiry_form

pages = Blueprint("planning", __name__)

Enquiries = tuple[tuple[QuestionnaireCard, EnquiryForm], ...]


@pages.get("/audits/new")
def bodies_to_audit() -> ResponseReturnValue:
    """Choose the body first; with only one there is nothing to choose."""
    found = bodies.list_bodies(access.session(), access.actor())
    own = [each for each in found if access.actor().roles_for(each.id) & AUDITORS]
    if len(own) == 1:
        return redirect(url_for("planning.new", body_id=own[0].id))
    return render_template("review/bodies.html", bodies=own)


@pages.route("/bodies/<body_id>/audits/new", methods=["GET", "POST"])
def new(body_id: str) -> ResponseReturnValue:
    """Plan a new audit of a body."""
    body = bodies.body(access.session(), access.actor(), body_id)
    form, enquiries = _forms(body_id, None)
    if _fits(form, enquiries):
        try:
            made = audits.create_audit(access.session(), access.actor(), _draft(body_id, form, enquiries))
        except Mistaken as mistaken:
            form.form_errors.extend(wording_of(mistaken))
        else:
            flash(mark("The audit is ready to be opened. Nobody has been invited yet."))
            return redirect(url_for("review.audit", audit_id=made.id), 303)
    return _shown(form, enquiries, body.name, None)


@pages.route("/audits/<audit_id>/plan", methods=["GET", "POST"])
def change(audit_id: str) -> ResponseReturnValue:
    """Change an audit that is not opened yet."""
    audit = audits.audit(access.session(), access.actor(), audit_id)
    refused = refusal(access.actor().roles_for(audit.body_id), Step.EDIT, audit.state)
    if refused is not None:
        raise refused
    form, enquiries = _forms(audit.body_id, audit)
    if _fits(form, enquiries):
        try:
            audits.update_audit(access.session(), access.actor(), audit_id, _draft(audit.body_id, form, enquiries))
        except Mistaken as mistaken:
            form.form_errors.extend(wording_of(mistaken))
        else:
            flash(mark("The plan is changed."))
            return redirect(url_for("review.audit", audit_id=audit_id), 303)
    return _shown(form, enquiries, audit.body_name, audit_id)


def _forms(body_id: str, audit: AuditView | None) -> tuple[PlanForm, Enquiries]:
    kept = {enquiry.questionnaire_name: enquiry for enquiry in audit.enquiries} if audit else {}
    offered = publishing.offered(access.session(), access.actor(), body_id)
    enquiries = tuple((card, enquiry_form(card, kept.get(card.name))) for card in offered)
    typed = request.form if request.method == "POST" else None
    form = PlanForm(typed, data=PlanForm.filled_from(audit) if audit else {})
    spoken = dict.fromkeys(language for card, _ in enquiries for language in card.languages)
    form.offer(languages.ordered(spoken), chosen=wording.languages())
    return form, enquiries


def _fits(form: PlanForm, enquiries: Enquiries) -> bool:
    """Check everything, so that all mistakes are shown at once."""
    if request.method != "POST":
        return False
    asked = [one for _, one in enquiries if one.asked.data]
    fits = [form.validate(), *(one.validate() for one in asked)]
    if not asked and enquiries:
        enquiries[0][1].asked.errors = [mark("Choose at least one questionnaire")]
    return all(fits) and bool(asked)


def _draft(body_id: str, form: PlanForm, enquiries: Enquiries) -> AuditDraft:
    return AuditDraft(
        body_id=body_id,
        title=form.titles(),
        cycle=(form.cycle.data or "").strip(),
        period_start=_day(form.period_start),
        period_end=_day(form.period_end),
        reference_date=_day(form.reference_date),
        deadline=form.deadline.data,
        languages=form.chosen(),
        enquiries=tuple(
            EnquiryDraft(
                card.name,
                Mode(one.mode.data),
                one.threshold.data,
                one.sensitive_threshold.data,
                RuleName(one.rules.data),
            )
            for card, one in enquiries
            if one.asked.data
        ),
    )


def _day(field: Day) -> date:
    """Return a date that validation has made sure of."""
    if field.data is None:
        raise ValueError(field.name)
    return field.data


def _shown(
    form: PlanForm, enquiries: Enquiries, body_name: Mapping[str, str], audit_id: str | None
) -> ResponseReturnValue:
    page = render_template(
        "review/plan.html",
        form=form,
        enquiries=enquiries,
        left_off=definitions.left_off(),
        body_name=body_name,
        audit_id=audit_id,
    )
    return page, 422 if request.method == "POST" else 200
