"""The auditor plans: which body, which questionnaires, which period, who may see single answers."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Form, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from audit import wording
from audit.errors import mark
from audit.questionnaire.schema import Mode, Respondent
from audit.service import audits, bodies
from audit.service.views import AuditDraft, AuditView, EnquiryDraft, QuestionnaireCard
from audit.web import access

pages = Blueprint("planning", __name__)

MODE_NAMES: Mapping[Mode, str] = {
    Mode.ANONYMOUS: mark("anonymous: nobody can tell who answered what"),
    Mode.CONFIDENTIAL: mark("confidential: auditors see only groups"),
    Mode.NAMED: mark("named: auditors see each answer"),
}
#: A questionnaire for staff or the public is never asked by name; an institution's one set has nobody to hide.
MODES: Mapping[Respondent, tuple[Mode, ...]] = {
    Respondent.INSTITUTION: (Mode.NAMED,),
    Respondent.STAFF: (Mode.ANONYMOUS, Mode.CONFIDENTIAL),
    Respondent.PUBLIC: (Mode.ANONYMOUS,),
}
SMALLEST_GROUP = 3
_NEEDED = InputRequired(mark("Fill this in"))
_DATED = mark("Enter a date, for example 2026-06-30")


class PlanForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The audit itself; each offered questionnaire has its own `EnquiryForm` beside it."""

    title_ru = StringField(mark("Title in Russian"), [Optional(), Length(max=200, message=mark("200 characters at most"))])
    title_en = StringField(mark("Title in English"), [Optional(), Length(max=200, message=mark("200 characters at most"))])
    cycle = StringField(mark("Cycle, for example 2026"), [_NEEDED, Length(max=20, message=mark("20 characters at most"))])
    period_start = DateField(mark("First day of the period"), [InputRequired(_DATED)])
    period_end = DateField(mark("Last day of the period"), [InputRequired(_DATED)])
    reference_date = DateField(mark("Reference date of head-counts"), [InputRequired(_DATED)])
    deadline = DateField(mark("Last day to answer"), [Optional()])
    languages = SelectMultipleField(mark("Languages"), choices=[])

    def validate(self, extra_validators: Mapping[str, Iterable[object]] | None = None) -> bool:
        """Check the fields and what ties them together."""
        fits: bool = super().validate(extra_validators)
        if not (self.title_ru.data or self.title_en.data):
            self.title_ru.errors = [mark("Enter a title in at least one language")]
            fits = False
        if self.period_start.data and self.period_end.data and self.period_end.data < self.period_start.data:
            self.period_end.errors = [mark("The last day is before the first one")]
            fits = False
        return fits


class EnquiryForm(Form):
    """Whether a questionnaire is asked, and what its respondents are promised."""

    asked = BooleanField(mark("Ask this questionnaire"))
    mode = SelectField(mark("How answers are tied to people"), choices=[])
    threshold = IntegerField(
        mark("Smallest group that is shown"),
        [Optional(), NumberRange(min=SMALLEST_GROUP, max=1000, message=mark("Enter a whole number of 3 or more"))],
    )
    sensitive_threshold = IntegerField(
        mark("Smallest group for sensitive questions"),
        [Optional(), NumberRange(min=SMALLEST_GROUP, max=1000, message=mark("Enter a whole number of 3 or more"))],
    )


@pages.get("/audits/new")
def bodies_to_audit() -> ResponseReturnValue:
    """Choose the body first; with only one there is nothing to choose."""
    found = bodies.list_bodies(access.session(), access.actor())
    if len(found) == 1:
        return redirect(url_for("planning.new", body_id=found[0].id))
    return render_template("review/bodies.html", bodies=found)


@pages.route("/bodies/<body_id>/audits/new", methods=["GET", "POST"])
def new(body_id: str) -> ResponseReturnValue:
    """Plan a new audit of a body."""
    body = bodies.body(access.session(), access.actor(), body_id)
    form, enquiries = PlanForm(), _enquiry_forms(None)
    _offer_languages(form, enquiries)
    if _fits(form, enquiries):
        made = audits.create_audit(access.session(), access.actor(), _draft(body_id, form, enquiries))
        flash(mark("The audit is ready to be opened. Nobody has been invited yet."))
        return redirect(url_for("review.audit", audit_id=made.id), 303)
    return _shown(form, enquiries, body.name, None)


@pages.route("/audits/<audit_id>/plan", methods=["GET", "POST"])
def change(audit_id: str) -> ResponseReturnValue:
    """Change an audit that is not opened yet."""
    audit = audits.audit(access.session(), access.actor(), audit_id)
    form, enquiries = PlanForm(data=_filled(audit)), _enquiry_forms(audit)
    _offer_languages(form, enquiries)
    if _fits(form, enquiries):
        audits.update_audit(access.session(), access.actor(), audit_id, _draft(audit.body_id, form, enquiries))
        flash(mark("The plan is changed."))
        return redirect(url_for("review.audit", audit_id=audit_id), 303)
    return _shown(form, enquiries, audit.body_name, audit_id)


Enquiries = tuple[tuple[QuestionnaireCard, EnquiryForm], ...]


def _enquiry_forms(audit: AuditView | None) -> Enquiries:
    kept = {enquiry.questionnaire_name: enquiry for enquiry in audit.enquiries} if audit else {}
    return tuple((card, _enquiry_form(card, kept.get(card.name))) for card in audits.questionnaires())


def _enquiry_form(card: QuestionnaireCard, kept: object) -> EnquiryForm:
    source = kept or card
    form = EnquiryForm(
        request.form if request.method == "POST" else None,
        prefix=f"{card.name}-",
        data={
            "asked": kept is not None,
            "mode": getattr(source, "mode"),  # noqa: B009 - a card and an enquiry share these three names and no class
            "threshold": getattr(source, "threshold"),  # noqa: B009 - as above
            "sensitive_threshold": getattr(source, "sensitive_threshold"),  # noqa: B009 - as above
        },
    )
    form.mode.choices = [(mode.value, MODE_NAMES[mode]) for mode in MODES[card.respondent]]
    return form


def _offer_languages(form: PlanForm, enquiries: Enquiries) -> None:
    offered = list(dict.fromkeys(language for card, _ in enquiries for language in card.languages))
    form.languages.choices = [(language, language) for language in offered]
    if request.method == "GET" and not form.languages.data:
        form.languages.data = [language for language in offered if language in wording.languages()]


def _fits(form: PlanForm, enquiries: Enquiries) -> bool:
    """Check everything, so that all mistakes are shown at once."""
    if request.method != "POST":
        return False
    asked = [one for _, one in enquiries if one.asked.data]
    fits = all([form.validate(), *(one.validate() for one in asked)])
    if not form.languages.data:
        form.languages.errors = [mark("Choose at least one language")]
        fits = False
    if not asked:
        form.form_errors.append(mark("Choose at least one questionnaire"))
    return fits and bool(asked)


def _draft(body_id: str, form: PlanForm, enquiries: Enquiries) -> AuditDraft:
    titles = {"ru": form.title_ru.data, "en": form.title_en.data}
    return AuditDraft(
        body_id=body_id,
        title={language: title for language, title in titles.items() if title},
        cycle=form.cycle.data or "",
        period_start=_day(form.period_start),
        period_end=_day(form.period_end),
        reference_date=_day(form.reference_date),
        deadline=form.deadline.data,
        languages=tuple(form.languages.data or ()),
        enquiries=tuple(
            EnquiryDraft(card.name, Mode(one.mode.data), one.threshold.data, one.sensitive_threshold.data)
            for card, one in enquiries
            if one.asked.data
        ),
    )


def _day(field: DateField) -> date:
    """Return a date that validation has made sure of."""
    if field.data is None:
        raise ValueError(field.name)
    return field.data


def _filled(audit: AuditView) -> dict[str, object]:
    return {
        "title_ru": audit.title.get("ru", ""),
        "title_en": audit.title.get("en", ""),
        "cycle": audit.cycle,
        "period_start": audit.period_start,
        "period_end": audit.period_end,
        "reference_date": audit.reference_date,
        "deadline": audit.deadline,
        "languages": list(audit.languages),
    }


def _shown(
    form: PlanForm, enquiries: Enquiries, body_name: Mapping[str, str], audit_id: str | None
) -> ResponseReturnValue:
    page = render_template(
        "review/plan.html", form=form, enquiries=enquiries, body_name=body_name, audit_id=audit_id
    )
    return page, 422 if request.method == "POST" else 200
