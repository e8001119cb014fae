"""Files that a post brings, and files that are handed out again to whoever may see them."""

from contextlib import closing

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.http import dump_options_header

from audit.errors import InvalidAnswers, Refused
from audit.questionnaire.schema import FileQuestion
from audit.service.evidence import LARGEST_FILE, Kept
from audit.service.responding import Desk
from audit.web.doors import Door
from audit.web.forms import SectionForm
from audit.web.journey import sentence
from audit.web.richer_fields import FileField
from audit.web.visit import Visit
from audit.wording import tell


def attached(here: Visit, form: SectionForm, desk: Desk) -> dict[str, str]:
    """Keep the files of a post and answer with them; return what is wrong with those not kept, by question."""
    wrong: dict[str, str] = {}
    for field in form.questions if form.files else ():
        sent = request.files.get(field.name)
        question = here.edition.questionnaire.every[field.asked.name]
        if not isinstance(field, FileField) or not isinstance(question, FileQuestion):
            continue
        if sent is None or not sent.filename or field.name not in form.spoken or desk.attach is None:
            continue
        try:
            field.attach(desk.attach(sent.filename, _read(sent), question))
        except InvalidAnswers as refusal:
            wrong[field.name] = sentence(refusal.mistakes[0], here.page)
        except Refused as refusal:
            wrong[field.name] = tell(here.page, refusal.said)
    return wrong


def _read(sent: FileStorage) -> bytes:
    """Return at most one byte more than the largest file; a large one lies in a file of the system until closed."""
    with closing(sent):
        return sent.stream.read(LARGEST_FILE + 1)


def file(digest: str) -> ResponseReturnValue:
    """Hand out a file of this set, to be kept and never shown within a page of ours."""
    door: Door = g.door
    return handed_out(door.file(digest))


def handed_out(kept: Kept) -> Response:
    """Return a file as a download that a browser neither guesses at nor shows."""
    answer = Response(kept.content, mimetype=kept.kind)
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": kept.name})
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "no-store"
    return answer
