"""Files and the days of documents that a post brings, and files that are handed out again to whoever may see them."""

from contextlib import closing
from dataclasses import replace
from datetime import date

from flask import Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.http import dump_options_header

from audit.errors import InvalidAnswers, Mistake, Refused, mark
from audit.questionnaire import scalars
from audit.questionnaire.documents import documents, key
from audit.questionnaire.scalars import Unfit
from audit.questionnaire.schema import FileQuestion, Mode
from audit.service.evidence import LARGEST_FILE, Kept
from audit.service.responding import Desk
from audit.web.doors import Door
from audit.web.fields import QuestionField
from audit.web.forms import SectionForm
from audit.web.journey import Taken, sentence
from audit.web.richer_fields import DATED, FileField, LinkField
from audit.web.visit import Visit
from audit.wording import say, tell

LONELY = mark("There is a date here and no document. Give the document too, or delete the date.")


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


def dated(here: Visit, form: SectionForm, desk: Desk, taken: Taken) -> Taken:
    """Keep the days that documents bear, once these are kept; return what was taken with the days that are none."""
    fields = [each for each in form.questions if isinstance(each, FileField | LinkField) and each.name in form.spoken]
    if not fields or desk.dated is None or here.sitting.enquiry.mode is not Mode.NAMED:
        return taken
    kept = {each.value for each in documents(here.edition.questionnaire, taken.values, {})}
    wrong: dict[str, dict[str, str]] = {}
    for field in (each for each in fields if each.name not in taken.faults):
        try:
            day = scalars.day(typed) if (typed := field.typed.get(DATED, "").strip()) else None
        except Unfit as unfit:
            wrong[field.name] = {DATED: sentence(Mistake(unfit.code, (), unfit.wrong, unfit.remedy), here.page)}
            continue
        value = field.value.strip()
        if value in kept and day != here.sitting.dates.get(key(value)):
            desk.dated(value, day)
        if not value and day is not None and day != _day_before(here, field):
            wrong[field.name] = {DATED: say(here.page, LONELY)}
    return replace(taken, faults={**taken.faults, **wrong})


def _day_before(here: Visit, field: QuestionField) -> date | None:
    """Return the day of the document that was the answer before this post; it goes with it."""
    return here.sitting.dates.get(key(field.data)) if isinstance(field.data, str) else None


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
