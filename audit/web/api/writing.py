"""Operations that change something: head-counts, audits and their steps, invitations; and the check of a text."""

from datetime import date
from typing import Annotated

from flask import url_for
from pydantic import BaseModel, ConfigDict, Field

from audit.analysis.rules import RuleName
from audit.errors import DefinitionError
from audit.questionnaire.schema import Mode, Sex
from audit.service import audits, bodies, definitions, invitations
from audit.service.invitations import Invitee
from audit.service.views import AuditDraft, EnquiryDraft
from audit.web.api import models, problems
from audit.web.api.operations import Call

Name = Annotated[str, Field(min_length=1, max_length=100)]
Words = Annotated[str, Field(max_length=2000)]
Said = Annotated[dict[Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], Words], Field(max_length=20)]
People = Annotated[int, Field(ge=0, le=10_000_000)]


class Request(BaseModel):
    """The parent of what is sent: an unknown field is refused, so that no mistyped one is passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Counts(Request):
    """A head-count: people by level and sex."""

    counts: Annotated[dict[Name, dict[Sex, People]], Field(max_length=200)]


class PlannedEnquiry(Request):
    """A questionnaire to be asked; what is null is as the questionnaire declares."""

    questionnaire_name: Name
    mode: Mode | None = None
    threshold: Annotated[int, Field(ge=3, le=1000)] | None = None
    sensitive_threshold: Annotated[int, Field(ge=3, le=1000)] | None = None
    rules: RuleName = RuleName.THRESHOLD


class Plan(Request):
    """What an audit is planned with."""

    body_id: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    title: Said
    cycle: Name
    period_start: date
    period_end: date
    reference_date: date
    languages: Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)]
    deadline: date | None = None
    enquiries: Annotated[tuple[PlannedEnquiry, ...], Field(max_length=20)] = ()


class Reopening(Request):
    """Why an audit is opened again, and until when answers are taken."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    deadline: date | None = None


class Person(Request):
    """Somebody to invite: how she is called, and her unit and level by name."""

    label: Annotated[str, Field(min_length=1, max_length=200)]
    unit: Name | None = None
    level: Name | None = None


class Invitees(Request):
    """Those to invite."""

    people: Annotated[tuple[Person, ...], Field(min_length=1, max_length=1000)]


class Written(Request):
    """A questionnaire as YAML."""

    yaml: Annotated[str, Field(max_length=1_000_000)]


def record_headcount(call: Call) -> models.HeadCount:
    """Keep the head-count of a day, in place of what was kept for it."""
    kept = bodies.record_headcount(
        call.session, call.actor, call.path["body_id"], on=date.fromisoformat(call.path["day"]), counts=call.body.counts
    )
    return models.HeadCount.model_validate(kept)


def plan_audit(call: Call) -> models.Audit:
    """Begin an audit."""
    return models.Audit.model_validate(audits.create_audit(call.session, call.actor, _draft(call.body)))


def change_audit(call: Call) -> models.Audit:
    """Change the plan of an audit that is not open yet; its body stays."""
    made = audits.update_audit(call.session, call.actor, call.path["audit_id"], _draft(call.body))
    return models.Audit.model_validate(made)


def open_audit(call: Call) -> models.Audit:
    """Freeze the questionnaires and let answers in."""
    made = audits.open_audit(call.session, call.actor, call.path["audit_id"], today=call.today)
    return models.Audit.model_validate(made)


def close_audit(call: Call) -> models.Audit:
    """Close an audit and keep its report."""
    made = audits.close_audit(call.session, call.actor, call.path["audit_id"], today=call.today)
    return models.Audit.model_validate(made)


def reopen_audit(call: Call) -> models.Audit:
    """Let answers in again; the reason stays in the audit's history."""
    made = audits.reopen_audit(
        call.session,
        call.actor,
        call.path["audit_id"],
        reason=call.body.reason,
        deadline=call.body.deadline,
        today=call.today,
    )
    return models.Audit.model_validate(made)


def invite(call: Call) -> models.Links:
    """Make personal links; they are told in this answer and never again."""
    made = invitations.invite(
        call.session,
        call.actor,
        call.path["audit_id"],
        enquiry_id=call.path["enquiry_id"],
        invitees=[Invitee(each.label, each.unit, each.level) for each in call.body.people],
    )
    return models.Links(
        links=tuple(
            models.Link(
                participation_id=each.participation_id,
                label=each.label,
                url=url_for("respond.start", token=each.token, _external=True),
            )
            for each in made
        )
    )


def check_questionnaire(call: Call) -> models.Checked:
    """Tell whether a questionnaire can be used, and every mistake in it by its place."""
    try:
        definitions.parsed(call.body.yaml)
    except DefinitionError as refusal:
        return models.Checked(usable=False, mistakes=problems.faults(refusal.mistakes))
    return models.Checked(usable=True)


def _draft(sent: Plan) -> AuditDraft:
    return AuditDraft(
        body_id=sent.body_id,
        title=dict(sent.title),
        cycle=sent.cycle,
        period_start=sent.period_start,
        period_end=sent.period_end,
        reference_date=sent.reference_date,
        languages=sent.languages,
        deadline=sent.deadline,
        enquiries=tuple(EnquiryDraft(**dict(each)) for each in sent.enquiries),
    )
