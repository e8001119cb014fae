"""What goes into a document of an audit beside its report: one answer for pages, programs, commands and the worker."""

from datetime import date

from sqlalchemy.orm import Session

from audit.render.columns import Layout, Versions
from audit.render.documents import Document, Wish
from audit.service import reporting, word_templates
from audit.service.actors import Actor
from audit.service.follow_up import actions
from audit.service.views import AuditView


def wish(
    session: Session,
    actor: Actor,
    audit: AuditView,
    *,
    document: Document,
    language: str,
    today: date,
    layout: Layout | None = None,
) -> Wish:
    """Return how a document of an audit is made: with its findings and promises, and the body's own Word template.

    Earlier reports go in where rows of all of them are wanted. Refused as `reporting.report`.
    """
    laid = layout or Layout()
    wide = document.has_rows and laid.versions is Versions.ALL
    return Wish(
        language,
        layout=laid,
        earlier=reporting.earlier(session, actor, audit.id) if wide else (),
        follow_up=actions.following(session, actor, audit.id, today=today),
        template=word_templates.content(session, actor, audit.body_id),
    )
