"""A body's own Word template: put in place of ours after it was tried, handed out, and taken back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.lifecycle import AUDITORS
from audit.service import showing
from audit.service.actors import Actor, require_role
from audit.service.history import record
from audit.store import reading, writing
from audit.store.models import WordTemplate

LONGEST_NAME = 150
UNNAMED = "template.docx"


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template as it is kept: its file's name, its bytes, and since when it is used."""

    name: str
    content: bytes
    given_on: date


def template(session: Session, actor: Actor, body_id: str) -> TemplateView | None:
    """Return a body's own template, None where ours is used; auditors of the body only."""
    with reading(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        row = session.get(WordTemplate, body_id)
        return None if row is None else TemplateView(row.name, row.content, row.given_on)


def content(session: Session, actor: Actor, body_id: str) -> bytes | None:
    """Return the bytes that Word reports of a body are filled into, None where ours are; auditors of the body only."""
    kept = template(session, actor, body_id)
    return None if kept is None else kept.content


def replace(
    session: Session,
    actor: Actor,
    body_id: str,
    *,
    name: str,
    given: bytes,
    on: date,
    tried: Callable[[bytes], None],
) -> None:
    """Put a template in place of what the body has; `tried` raises Mistaken for one that cannot be filled."""
    template(session, actor, body_id)
    # Trying takes seconds: nobody who writes waits for it.
    tried(given)
    with writing(session):
        require_role(actor, body_id, allowed=AUDITORS)
        row = session.get(WordTemplate, body_id) or WordTemplate(body_id=body_id)
        row.name, row.content, row.given_on = _shown(name), given, on
        session.add(row)
        record(session, actor, "template-replaced", body_id=body_id, document=row.name)


def restore(session: Session, actor: Actor, body_id: str) -> None:
    """Let a body's reports be filled into our own template again; nothing happens where they are."""
    with writing(session):
        showing.body_for(session, actor, body_id)
        require_role(actor, body_id, allowed=AUDITORS)
        row = session.get(WordTemplate, body_id)
        if row is not None:
            session.delete(row)
            record(session, actor, "template-restored", body_id=body_id)


def _shown(name: str) -> str:
    """Return a file's name without folders and unprintable characters, with the ending of a Word file."""
    plain = "".join(letter for letter in re.split(r"[/\\]", name)[-1] if letter.isprintable()).strip(" .")
    stem = plain[:-5] if plain.lower().endswith(".docx") else plain
    return f"{stem[:LONGEST_NAME]}.docx" if stem else UNNAMED
