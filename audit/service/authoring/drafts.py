"""Drafts of questionnaires: read, changed only as they were read, taken back step by step; nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from audit.errors import DefinitionError, Mistake, Mistaken, NotFound, Refused, mark, message
from audit.lifecycle import AUDITORS
from audit.questionnaire.editing import tree
from audit.questionnaire.editing.findings import Examined, examined
from audit.questionnaire.scalars import unstorable
from audit.questionnaire.source import SIZE_LIMIT
from audit.service import showing
from audit.service.actors import Actor, require_role
from audit.service.history import record
from audit.store import authoring, moments, queries, reading, writing
from audit.store.models import OwnQuestionnaire, QuestionnaireEdition

Maker = Callable[[tree.Tree], tree.Tree]

#: What an author did, by the word that is kept with the edition.
DEEDS: Mapping[str, str] = {
    "begun": mark("begun"),
    "settings": mark("the settings changed"),
    "added": mark("something added"),
    "moved": mark("something moved"),
    "duplicated": mark("something duplicated"),
    "removed": mark("something deleted"),
    "section": mark("a section changed"),
    "question": mark("a question changed"),
    "list": mark("a list of choices changed"),
    "scoring": mark("dimensions and indicators changed"),
    "text": mark("the text changed"),
    "undone": mark("a change taken back"),
}


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it stands; `tree` is None where its text is not even YAML, `undoes` what taking back would undo."""

    id: str
    body_id: str
    body_name: dict[str, str]
    text: str
    edition: int
    source: str
    undoes: str

    @property
    def tree(self) -> tree.Tree | None:
        """The text as data."""
        try:
            return tree.read(self.text)
        except DefinitionError:
            return None

    @property
    def examined(self) -> Examined:
        """What the text makes, and what is wrong with it."""
        return examined(self.text)


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition of a draft."""

    number: int
    what: str
    at: datetime
    actor: str


def draft(session: Session, actor: Actor, own_id: str) -> DraftView:
    """Return a draft; NotFound for whoever is nothing to its body, Refused for whoever is no auditor of it."""
    with reading(session):
        return view(session, known(actor, authoring.draft(session, own_id)))


def history(session: Session, actor: Actor, own_id: str) -> tuple[EditionView, ...]:
    """Return the kept editions of a draft, the latest first."""
    with reading(session):
        row = known(actor, authoring.draft(session, own_id))
        kept = authoring.editions(session, row.id)
        return tuple(EditionView(each.number, DEEDS.get(each.what, each.what), each.at, each.actor) for each in kept)


def begin(session: Session, actor: Actor, body_id: str, *, text: str, source: str = "") -> DraftView:
    """Keep a new draft of a body."""
    _check(text)
    with writing(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        kept = "".join(sign for sign in source if not unstorable(sign))
        row = OwnQuestionnaire(body_id=body_id, text=text, edition=1, source=kept[:200])
        session.add(row)
        session.flush()
        _keep(session, actor, row, "begun", before=0)
        record(session, actor, "questionnaire-begun", body_id=body_id, source=row.source)
        return view(session, row)


def change(session: Session, actor: Actor, own_id: str, make: Maker, *, edition: int, what: str) -> DraftView:
    """Change a draft's data that is still as it was read; Refused `changed-meanwhile` when somebody was quicker.

    Refused too where there is nothing at the place that `make` looks for.
    """

    def written(text: str) -> str:
        try:
            return tree.write(make(tree.read(text)))
        except KeyError:
            raise NotFound("no-such-piece", message("There is nothing at this place any more")) from None

    return _changed(session, actor, own_id, written, edition=edition, what=what)


def rewrite(session: Session, actor: Actor, own_id: str, text: str, *, edition: int) -> DraftView:
    """Keep another text as it was typed, mistakes, comments and all."""
    return _changed(session, actor, own_id, lambda _: text, edition=edition, what="text")


def undo(session: Session, actor: Actor, own_id: str, *, edition: int) -> DraftView:
    """Take the last change back; again and again, as far as editions are kept."""
    with writing(session):
        row = _as_read(session, actor, own_id, edition)
        last = authoring.edition(session, row.id, row.edition)
        earlier = authoring.edition(session, row.id, last.before) if last else None
        if earlier is None:
            raise Refused("nothing-to-undo", message("There is nothing to take back"))
        row.text, row.edition = earlier.text, row.edition + 1
        _keep(session, actor, row, "undone", before=earlier.before)
        return view(session, row)


def view(session: Session, row: OwnQuestionnaire) -> DraftView:
    """Return a draft's row as a value."""
    last = authoring.edition(session, row.id, row.edition)
    earlier = authoring.edition(session, row.id, last.before) if last else None
    undoes = DEEDS.get(last.what, "") if last and earlier else ""
    body = queries.body(session, row.body_id)
    name = dict(body.name) if body else {}
    return DraftView(row.id, row.body_id, name, row.text, row.edition, row.source, undoes)


def known(actor: Actor, row: OwnQuestionnaire | None) -> OwnQuestionnaire:
    """Return a draft's row that the actor may write; NotFound or Refused otherwise."""
    if row is None or not actor.roles_for(row.body_id):
        raise NotFound("unknown-questionnaire", message("There is no such questionnaire, or you have no access to it"))
    require_role(actor, row.body_id, allowed=AUDITORS)
    return row


def _changed(
    session: Session, actor: Actor, own_id: str, make: Callable[[str], str], *, edition: int, what: str
) -> DraftView:
    with writing(session):
        row = _as_read(session, actor, own_id, edition)
        text = make(row.text)
        _check(text)
        if text == row.text:
            return view(session, row)
        before, row.text, row.edition = row.edition, text, row.edition + 1
        _keep(session, actor, row, what, before=before)
        return view(session, row)


def _as_read(session: Session, actor: Actor, own_id: str, edition: int) -> OwnQuestionnaire:
    row = known(actor, authoring.locked_draft(session, own_id))
    if row.edition != edition:
        raise Refused("changed-meanwhile", message("Somebody else has changed this questionnaire meanwhile"))
    return row


def _keep(session: Session, actor: Actor, row: OwnQuestionnaire, what: str, *, before: int) -> None:
    session.add(
        QuestionnaireEdition(
            own_id=row.id,
            number=row.edition,
            before=before,
            text=row.text,
            what=what,
            at=moments.now(),
            user_id=actor.user_id,
            actor=actor.name,
        )
    )
    authoring.forget_editions(session, row.id, below=row.edition - authoring.KEPT_EDITIONS)
    session.flush()


def _check(text: str) -> None:
    """Raise Mistaken for a text that cannot be kept at all."""
    mistakes = []
    if len(text.encode("utf-8", "surrogatepass")) > SIZE_LIMIT:
        wrong = message("the file is larger than %(limit)d MB", limit=SIZE_LIMIT // 1024 // 1024)
        mistakes.append(Mistake("file-too-large", (), wrong, message("Split the questionnaire into several.")))
    refused = next((sign for sign in text if unstorable(sign)), "")
    if refused:
        wrong = message("the text holds a character that cannot be kept (U+%(code)s)", code=f"{ord(refused):04X}")
        mistakes.append(Mistake("control-character", (), wrong, message("Delete it or type the text again.")))
    if mistakes:
        raise Mistaken(tuple(mistakes))
