"""Published versions: kept for good, offered beside the shelf when an audit of the body is planned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from audit.errors import Message, Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import AUDITORS
from audit.questionnaire.editing.findings import examined
from audit.questionnaire.schema import Questionnaire
from audit.service import definitions
from audit.service.actors import Actor
from audit.service.authoring import drafts
from audit.service.history import record
from audit.service.views import QuestionnaireCard
from audit.store import authoring, moments, queries, reading, writing
from audit.store.models import Body, OwnQuestionnaire, PublishedQuestionnaire


@dataclass(frozen=True, slots=True)
class PublishedView:
    """A version that was published from a draft."""

    own_id: str
    name: str
    version: str
    digest: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class OwnView:
    """A draft in the list of a body's questionnaires, with what was published of it, the latest first."""

    id: str
    body_id: str
    body_name: Mapping[str, str]
    name: str
    title: Mapping[str, str]
    mistakes: int
    published: tuple[PublishedView, ...]


def own(session: Session, actor: Actor) -> tuple[OwnView, ...]:
    """Return the questionnaires of every body that the actor is an auditor of."""
    with reading(session):
        rows = _bodies(session, actor)
        names = {row.id: dict(row.name) for row in rows}
        versions = [_view(each) for each in authoring.published(session, tuple(names))]
        return tuple(_own(row, names[row.body_id], versions) for row in authoring.drafts(session, tuple(names)))


def bodies(session: Session, actor: Actor) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the bodies that the actor may write questionnaires for: identifier and name."""
    with reading(session):
        return tuple((row.id, dict(row.name)) for row in _bodies(session, actor))


def publish(session: Session, actor: Actor, own_id: str, *, edition: int) -> PublishedView:
    """Publish a draft without mistakes under its version; Mistaken where it has any, or where the version is taken."""
    with writing(session):
        row = drafts.known(actor, authoring.locked_draft(session, own_id))
        if row.edition != edition:
            raise Refused("changed-meanwhile", message("Somebody else has changed this questionnaire meanwhile"))
        questionnaire = _publishable(session, row)
        digest = definitions.keep(session, row.text)
        made = PublishedQuestionnaire(
            own_id=row.id,
            body_id=row.body_id,
            number=authoring.next_number(session),
            name=questionnaire.name,
            version=questionnaire.version,
            digest=digest,
            at=moments.now(),
            user_id=actor.user_id,
            actor=actor.name,
        )
        session.add(made)
        record(session, actor, "questionnaire-published", body_id=row.body_id, name=made.name, version=made.version)
        session.flush()
        return _view(made)


def published(session: Session, actor: Actor, own_id: str) -> tuple[PublishedView, ...]:
    """Return what was published of a draft, the latest first."""
    with reading(session):
        row = drafts.known(actor, authoring.draft(session, own_id))
        return tuple(_view(each) for each in authoring.published(session, (row.body_id,)) if each.own_id == row.id)


def published_text(session: Session, actor: Actor, own_id: str, *, version: str) -> str:
    """Return the text of a published version of a draft; NotFound where there is none."""
    with reading(session):
        row = drafts.known(actor, authoring.draft(session, own_id))
        for each in authoring.published(session, (row.body_id,)):
            if each.own_id == row.id and each.version == version:
                return queries.texts(session, (each.digest,))[each.digest]
    raise NotFound("unknown-version", message("This version was not published"))


def offered(session: Session, actor: Actor, body_id: str) -> tuple[QuestionnaireCard, ...]:
    """Return what an audit of a body can ask: its own questionnaires in their latest versions, then the shelf."""
    if not actor.roles_for(body_id) & AUDITORS:
        return definitions.questionnaires()
    with reading(session):
        latest: dict[str, str] = {}
        for each in authoring.published(session, (body_id,)):
            latest.setdefault(each.name, each.digest)
        kept = definitions.kept(session, set(latest.values()))
        made = [replace(definitions.card(kept[digest]), shelved=False) for digest in latest.values()]
    return (*made, *(card for card in definitions.questionnaires() if card.name not in latest))


def text_for(session: Session, body_id: str, name: str) -> str:
    """Return the text that an audit of a body asks under a name: the latest that it published, else the shelf's."""
    found = authoring.latest_published(session, body_id, name)
    if found is None:
        return definitions.shelved(name)
    return queries.texts(session, (found.digest,))[found.digest]


def _bodies(session: Session, actor: Actor) -> list[Body]:
    return [row for row in queries.bodies(session) if actor.roles_for(row.id) & AUDITORS]


def _publishable(session: Session, row: OwnQuestionnaire) -> Questionnaire:
    found = examined(row.text)
    if found.questionnaire is None:
        raise Mistaken(tuple(each.mistake for each in found.errors))
    name, version = found.questionnaire.name, found.questionnaire.version
    if name in {card.name for card in definitions.questionnaires()}:
        wrong = message("a questionnaire named '%(name)s' is on the shelf already", name=name)
        raise _refusal("name-taken", wrong, message("Give yours another name in its settings."))
    earlier = [each for each in authoring.published(session, (row.body_id,)) if each.name == name]
    if any(each.own_id != row.id for each in earlier):
        wrong = message("another questionnaire of this body was published as '%(name)s'", name=name)
        raise _refusal("name-taken", wrong, message("Give yours another name in its settings."))
    if any(each.version == version for each in earlier):
        wrong = message("version %(version)s is published already", version=version)
        raise _refusal("version-taken", wrong, message("Enter a new version in the settings, then publish."))
    return found.questionnaire


def _refusal(code: str, wrong: Message, remedy: Message) -> Mistaken:
    return Mistaken((Mistake(code, (), wrong, remedy),))


def _view(row: PublishedQuestionnaire) -> PublishedView:
    return PublishedView(row.own_id, row.name, row.version, row.digest, row.at, row.actor)


def _own(row: OwnQuestionnaire, body_name: dict[str, str], versions: list[PublishedView]) -> OwnView:
    found = examined(row.text)
    shown = found.questionnaire or found.shown
    name = shown.name if shown else ""
    title = dict(shown.title) if shown else {}
    mine = tuple(each for each in versions if each.own_id == row.id)
    return OwnView(row.id, row.body_id, body_name, name, title, len(found.errors), mine)
