"""Files as evidence: checked by their content, kept by their digest beside the named set that they belong to."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.errors import InvalidAnswers, Message, Mistake, NotFound, Refused, message
from audit.lifecycle import Role
from audit.questionnaire import instances
from audit.questionnaire.answers import Answers
from audit.questionnaire.documents import Dates, asks_for_any, documents
from audit.questionnaire.evidence import LONGEST_NAME, digest_of, file_name
from audit.questionnaire.schema import FileQuestion, Mode, Questionnaire
from audit.service import answering, definitions, seats, showing
from audit.service.actors import Actor, require_role
from audit.service.file_kinds import Kind, accepted, kind_of
from audit.service.seats import Seat
from audit.store import files, queries, reading, responses
from audit.store.responses import Draft

LARGEST_FILE = 10 * 1024 * 1024
MOST_FILES = 200
LONGEST_KEPT = 150
#: Who may open the files of an institution's set: who fills it in, and those who see single answers of named sets.
SEES = frozenset({Role.FOCAL_POINT, Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is handed out: its name, its media type, its bytes."""

    name: str
    kind: str
    content: bytes


def attach(session: Session, seat: Seat, *, name: str, content: bytes, question: FileQuestion, today: date) -> str:
    """Keep a file of a seat and return the reference that answers the question; InvalidAnswers says why it is not kept.

    The same bytes are kept once. Refused outside named sets, for a file says who sent it.
    """
    if seat.enquiry.mode is not Mode.NAMED:
        raise Refused("no-files", message("Only a named set takes files"))
    shown = cleaned(name)
    kind = _checked(shown, content, question)
    digest = hashlib.sha256(content).hexdigest()
    if files.find(session, seat.person.id, digest=digest) is None:
        if files.count(session, seat.person.id) >= MOST_FILES:
            wrong = message("there are %(most)d files in this set already", most=MOST_FILES)
            raise _unfit(question, "too-many-files", wrong, message("Remove one that is not needed any more."))
        files.keep(session, seat.person.id, digest=digest, kind=kind.media, content=content, added_on=today)
    return f"sha256:{digest}/{shown}"


def cleaned(name: str) -> str:
    """Return a file's name without folders and unprintable characters, short enough to keep with its ending."""
    plain = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in plain if letter.isprintable()).strip(" .") or "file"
    stem, dot, end = plain.rpartition(".")
    return f"{stem[:LONGEST_KEPT]}{dot}{end}"[:LONGEST_NAME] if dot else plain[:LONGEST_KEPT]


def of_link(session: Session, token: str, digest: str) -> Kept:
    """Return a file of the set that a link opens; NotFound when it holds none such."""
    with reading(session):
        seat = seats.by_link(session, token)
        return _kept(session, seat.questionnaire, seat.person.id, digest)


def of_set(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, digest: str) -> Kept:
    """Return a file of an institution's set, for whoever fills it in and whoever may export its answers."""
    with reading(session):
        audit = showing.audit_for(session, actor, audit_id)
        require_role(actor, audit.body_id, allowed=SEES)
        enquiry = showing.enquiry_of(audit, enquiry_id)
        person = queries.participation(session, enquiry.id)
        if person is None:
            raise unknown()
        asked = definitions.kept(session, {enquiry.digest})[enquiry.digest]
        return _kept(session, asked, person.id, digest)


def dates(session: Session, seat: Seat) -> Dates:
    """Return the days of the documents of a named set; of no other is any kept."""
    if seat.enquiry.mode is not Mode.NAMED or not asks_for_any(seat.questionnaire):
        return {}
    return files.dates(session, seat.person.id)


def date_document(session: Session, seat: Seat, value: str, *, dated: date | None) -> None:
    """Keep the day that a document of a named set bears, None for none; NotFound where no answer is this document.

    The day is the document's: wherever the set gives the same file or page as an answer, it bears that day.
    """
    if seat.enquiry.mode is not Mode.NAMED:
        raise Refused("no-files", message("Only a named set takes files"))
    draft = seats.response(session, seat)
    if draft is None or draft.submitted:
        raise unknown()
    given = documents(seat.questionnaire, answering.typed(seat.questionnaire, draft.texts), {})
    digest = next((each.digest for each in given if each.value == value), None)
    if digest is None:
        raise unknown()
    files.set_date(session, seat.person.id, digest=digest, dated=dated)


def tidy(session: Session, seat: Seat, draft: Draft, answers: Answers) -> None:
    """Delete the files and the dates of documents that a set had before and that no answer refers to any more."""
    questionnaire = seat.questionnaire
    if not draft.texts or not asks_for_any(questionnaire):
        return
    before = documents(questionnaire, answering.typed(questionnaire, draft.texts), {})
    kept = {each.digest for each in documents(questionnaire, answers, {})}
    for digest in {each.digest for each in before} - kept:
        files.forget(session, seat.person.id, digest=digest)


def references(questionnaire: Questionnaire, answers: Answers) -> Iterator[str]:
    """Yield the references of files among answers, those in entries too."""
    for _, within in instances.instances(questionnaire, answers):
        for name, value in within.items():
            if isinstance(questionnaire.every.get(name), FileQuestion) and isinstance(value, str):
                yield value


def handed(
    session: Session, questionnaire: Questionnaire, answers: Answers, *, participation_id: str, digest: str
) -> Kept:
    """Return a file that these answers of a participation refer to; NotFound for any other."""
    found = files.find(session, participation_id, digest=digest)
    named = [file_name(each) for each in references(questionnaire, answers) if digest_of(each) == digest]
    if found is None or not named:
        raise unknown()
    return Kept(named[0], found.kind, found.content)


def _kept(session: Session, questionnaire: Questionnaire, participation_id: str, digest: str) -> Kept:
    draft = responses.one(session, key=None, participation_id=participation_id)
    answers = answering.typed(questionnaire, draft.texts) if draft is not None else {}
    return handed(session, questionnaire, answers, participation_id=participation_id, digest=digest)


def _checked(name: str, content: bytes, question: FileQuestion) -> Kind:
    if not content:
        raise _unfit(question, "empty-file", message("this file is empty"), message("Choose it once more."))
    if len(content) > LARGEST_FILE:
        remedy = message("Make it smaller, or give the address of where it lies in your words.")
        raise _unfit(question, "file-too-large", message("this file is larger than 10 megabytes"), remedy)
    kind = kind_of(name, content)
    if kind is None:
        remedy = message("Choose a PDF, a picture or an office document without macros; keep the ending of its name.")
        raise _unfit(question, "unknown-file", message("this is not a kind of file that is taken here"), remedy)
    if not accepted(question.accepts, name, kind):
        wanted = ", ".join(question.accepts)
        remedy = message("Choose one of these kinds: %(kinds)s.", kinds=wanted)
        raise _unfit(question, "other-file", message("this question takes other kinds of files"), remedy)
    return kind


def _unfit(question: FileQuestion, code: str, wrong: Message, remedy: Message) -> InvalidAnswers:
    return InvalidAnswers((Mistake(code, (message("question '%(name)s'", name=question.name),), wrong, remedy),))


def unknown() -> NotFound:
    """Return the refusal of a file that is not there."""
    return NotFound("unknown-file", message("There is no such file here"))
