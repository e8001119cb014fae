"""Personal links: made, handed over once, replaced; the database keeps only a digest of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from audit.errors import Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import AUDITORS, Step
from audit.questionnaire.schema import Mode
from audit.service import links, showing, texts
from audit.service.actors import Actor, require_role, require_step
from audit.service.history import record_audit
from audit.store import papers, queries, reading, responses, writing
from audit.store.models import Body, Enquiry, Participation, identifier


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: how the auditor calls her, and her unit and level by name."""

    label: str
    unit: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A personal link's token, at the only moment it exists."""

    participation_id: str
    label: str
    token: str


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """Somebody invited; `submitted` is None where the mode does not let it be seen (anonymous)."""

    id: str
    label: str
    unit: str | None
    level: str | None
    submitted: bool | None


def invite(
    session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, invitees: Sequence[Invitee]
) -> tuple[Invitation, ...]:
    """Make a personal link for each; Refused for an institution's one set.

    Mistaken for unknown units and levels and for whoever has a link already: a form sent twice makes no second links.
    """
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        require_step(actor, row.body_id, step=Step.INVITE, state=row.state)
        enquiry = showing.enquiry_of(row, enquiry_id)
        if queries.participation(session, enquiry_id) is not None:
            said = message("An institution answers as one: its focal points sign in, nobody is invited")
            raise Refused("institution-is-not-invited", said)
        linked = {each.label for each in queries.participations(session, enquiry_id)}
        _check(showing.body_for(session, actor, row.body_id), invitees, linked=linked)
        made = tuple(_made(session, enquiry, invitee) for invitee in invitees)
        record_audit(session, actor, "people-invited", audit=row, enquiry=enquiry_id, people=len(made))
        return made


def participations(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> tuple[ParticipationView, ...]:
    """Return who was invited by a link, by label; whether she submitted only in named and confidential enquiries."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        enquiry = showing.enquiry_of(row, enquiry_id)
        seen, on_paper = enquiry.mode is not Mode.ANONYMOUS, papers.handed_out(session, enquiry_id)
        return tuple(
            ParticipationView(each.id, each.label, each.unit, each.level, each.submitted if seen else None)
            for each in queries.participations(session, enquiry_id)
            if each.id != enquiry_id and each.id not in on_paper
        )


def replace_link(session: Session, actor: Actor, participation_id: str) -> Invitation:
    """Make a new link and let the old one die; refused where an anonymous draft could be lost with it.

    An anonymous draft is found by its link alone, so nobody can tell whose it is: while the enquiry has any, none of
    its links is replaced. Drafts of named and confidential enquiries stay with the participation.
    """
    with writing(session):
        person = queries.participation(session, participation_id)
        if person is None or person.key is None or person.id in papers.handed_out(session, person.enquiry_id):
            raise NotFound("unknown-participation", message("Nobody was invited under this name"))
        row = showing.locked_audit_for(session, actor, queries.audit_of(session, person.enquiry_id))
        require_step(actor, row.body_id, step=Step.INVITE, state=row.state)
        if person.mode is Mode.ANONYMOUS and responses.drafts(session, person.enquiry_id):
            said = message(
                "Answers that are begun but not submitted would be lost: in an anonymous questionnaire they are found "
                "by the link alone. Replace the link when nobody has unfinished answers"
            )
            raise Refused("draft-could-be-lost", said)
        token = links.token()
        queries.relink(session, person, key=links.participation_key(token))
        record_audit(session, actor, "link-replaced", audit=row, enquiry=person.enquiry_id)
        return Invitation(person.id, person.label, token)


def _made(session: Session, enquiry: Enquiry, invitee: Invitee) -> Invitation:
    token, participation_id = links.token(), identifier()
    session.add(
        Participation(
            id=participation_id,
            enquiry_id=enquiry.id,
            mode=enquiry.mode,
            key=links.participation_key(token),
            label=invitee.label.strip(),
            unit=invitee.unit or None,
            level=invitee.level or None,
        )
    )
    return Invitation(participation_id, invitee.label.strip(), token)


def _check(body: Body, invitees: Sequence[Invitee], *, linked: set[str]) -> None:
    units, levels = {unit.name for unit in body.units}, {level.name for level in body.levels}
    taken = set(linked)
    mistakes: list[Mistake] = []
    for number, invitee in enumerate(invitees, start=1):
        place = (message("line %(number)d", number=number),)
        mistakes += [replace(each, place=place) for each in texts.check((invitee.label,))]
        if not invitee.label.strip():
            wrong, remedy = message("nobody is named"), message("Write how you call this person.")
            mistakes.append(Mistake("no-label", place, wrong, remedy))
        elif invitee.label.strip() in taken:
            wrong = message("'%(name)s' has a link already", name=invitee.label.strip())
            remedy = message("Tell the two apart, or make a new link in place of the lost one.")
            mistakes.append(Mistake("invited-twice", place, wrong, remedy))
        taken.add(invitee.label.strip())
        if invitee.unit and invitee.unit not in units:
            wrong = message("the body has no unit '%(name)s'", name=invitee.unit)
            mistakes.append(Mistake("unknown-unit", place, wrong, message("Use the names of the body's units.")))
        if invitee.level and invitee.level not in levels:
            wrong = message("the body has no level '%(name)s'", name=invitee.level)
            mistakes.append(Mistake("unknown-level", place, wrong, message("Use the names of the body's levels.")))
    if mistakes:
        raise Mistaken(tuple(mistakes))
