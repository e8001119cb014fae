"""An empty form of one's own questionnaire, to print or to fill in as a workbook."""

from sqlalchemy.orm import Session

from audit.analysis.blank import blank
from audit.analysis.report import BlankForm
from audit.errors import Mistaken
from audit.questionnaire.editing.findings import examined
from audit.service import definitions
from audit.service.actors import Actor
from audit.service.authoring import drafts, publishing


def form(session: Session, actor: Actor, own_id: str, *, version: str = "") -> BlankForm:
    """Return the form of a draft, or of a version published from it; Mistaken where the draft has mistakes.

    A workbook of a draft comes back only once that very text is published: a form is known by its digest.
    """
    text = (
        publishing.published_text(session, actor, own_id, version=version)
        if version
        else drafts.draft(session, actor, own_id).text
    )
    found = examined(text)
    if found.questionnaire is None:
        raise Mistaken(tuple(each.mistake for each in found.errors))
    return blank(found.questionnaire, definitions.digest(text), promised=definitions.promised(found.questionnaire))
