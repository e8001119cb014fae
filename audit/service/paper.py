"""Answers on paper: forms handed out, and an auditor types in what came back, recorded as such.

In an anonymous enquiry a paper form stands for no invited person: whoever chose the person for it would tie the
answers to her, and would learn who has answered by her link. In the others an invited person may be chosen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from audit.errors import InvalidAnswers, Mistake, Mistaken, NotFound, Refused, message
from audit.lifecycle import Step
from audit.questionnaire import filled, flow
from audit.questionnaire.answers import Absent, Answers
from audit.questionnaire.filled import Cell
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import answering, definitions, links, showing
from audit.service.actors import Actor, require_step
from audit.service.history import record_audit
from audit.store import papers, queries, reading, responses, writing
from audit.store.models import Audit, Enquiry, PaperForm, Participation, Response, identifier

MOST_FORMS = 2000
SHEET = re.compile(r"[0-9a-f]{32}")
#: What paper may lack: nobody can be asked again, and the answers that are there must not be lost.
LACKING = frozenset({"required"})


@dataclass(frozen=True, slots=True)
class PaperCount:
    """How many paper forms were handed out, and from how many of them answers were typed in."""

    handed_out: int
    typed_in: int


def new_sheet() -> str:
    """Return a random identifier for a page to type into; the answers of the page are kept under it until closing."""
    return identifier()


def count(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str) -> PaperCount:
    """Return how far the paper forms of an enquiry are; for those who may type them in."""
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        _asked_of_people(session, actor, row, enquiry_id)
        return PaperCount(*papers.counts(session, enquiry_id))


def hand_out(session: Session, actor: Actor, audit_id: str, *, enquiry_id: str, forms: int) -> PaperCount:
    """Remember that so many forms were handed out on paper to people who were sent no link; they count as invited.

    Mistaken for a number that is none.
    """
    if not 0 < forms <= MOST_FORMS:
        wrong = message("this is not a number of forms that can be handed out")
        remedy = message("Write a whole number from 1 to %(last)d.", last=MOST_FORMS)
        raise Mistaken((Mistake("not-a-number-of-forms", (), wrong, remedy),))
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        enquiry = _asked_of_people(session, actor, row, enquiry_id)
        before, _ = papers.counts(session, enquiry_id)
        made = [
            # No link leads to the key: its token is thrown away here.
            Participation(id=identifier(), enquiry_id=enquiry.id, mode=enquiry.mode,
                          key=links.participation_key(links.token()), label=f"{papers.LABEL}{number}")
            for number in range(before + 1, before + forms + 1)
        ]  # fmt: skip
        session.add_all(made)
        session.flush()
        session.add_all(PaperForm(participation_id=each.id) for each in made)
        record_audit(session, actor, "paper-forms-handed-out", audit=row, enquiry=enquiry_id, forms=forms)
        session.flush()
        return PaperCount(*papers.counts(session, enquiry_id))


def type_in(
    session: Session,
    actor: Actor,
    audit_id: str,
    *,
    enquiry_id: str,
    cells: Iterable[Cell],
    invited: str | None = None,
    sheet: str = "",
    today: date | None = None,
) -> PaperCount:
    """Take in the answers of one paper form, by the keys of its places; also after the last day, while it is open.

    `invited` names the participation that it is of, only where answers are linked; else a form that was handed out is
    used up. `sheet` is what `new_sheet` gave for the page that was typed into: sent twice it is taken in once. A
    required answer that the paper lacks is left out; InvalidAnswers for all else that is wrong, each at its place. The
    event tells who typed and when, nothing of the answers; of anonymous ones it is kept in a transaction of
    its own, which nothing joins to them.
    """
    day = today or date.today()
    with writing(session):
        row = showing.locked_audit_for(session, actor, audit_id)
        enquiry = _asked_of_people(session, actor, row, enquiry_id)
        if SHEET.fullmatch(sheet) and session.get(Response, sheet) is not None:
            return PaperCount(*papers.counts(session, enquiry_id))
        questionnaire = definitions.kept(session, {enquiry.digest})[enquiry.digest]
        read = _read(questionnaire, cells, today=day)
        person = _whose(session, enquiry, invited)
        response_id = sheet if SHEET.fullmatch(sheet) else identifier()
        _keep(session, enquiry, person, read, response_id=response_id, day=day)
        if enquiry.mode is not Mode.ANONYMOUS:
            record_audit(session, actor, "paper-answer-typed-in", audit=row, enquiry=enquiry_id)
    with writing(session):
        row = showing.audit_for(session, actor, audit_id)
        if enquiry.mode is Mode.ANONYMOUS:
            record_audit(session, actor, "paper-answer-typed-in", audit=row, enquiry=enquiry_id)
        return PaperCount(*papers.counts(session, enquiry_id))


def _asked_of_people(session: Session, actor: Actor, row: Audit, enquiry_id: str) -> Enquiry:
    require_step(actor, row.body_id, step=Step.TYPE, state=row.state)
    enquiry = showing.enquiry_of(row, enquiry_id)
    if queries.participation(session, enquiry.id) is not None:
        said = message("An institution answers as one: bring its filled form in on the page of its set")
        raise Refused("institution-is-not-typed-in", said)
    return enquiry


def _read(questionnaire: Questionnaire, cells: Iterable[Cell], *, today: date) -> Answers:
    answers = filled.answers(questionnaire, cells)
    if not answers:
        wrong, remedy = message("nothing is filled in"), message("Type in at least one answer.")
        raise InvalidAnswers((Mistake("nothing-filled-in", (), wrong, remedy),))
    try:
        return answering.settled(questionnaire, answers, today=today, language=questionnaire.languages[0])
    except InvalidAnswers as refusal:
        wrong_ones = tuple(each for each in refusal.mistakes if each.code not in LACKING)
        if wrong_ones:
            raise InvalidAnswers(wrong_ones) from None
    shown = flow.walk(questionnaire, answers, today).values
    return {name: shown[name] for name in answers if (name in shown and not isinstance(shown[name], Absent))
            or shown.get(name) == answers[name]}  # fmt: skip


def _whose(session: Session, enquiry: Enquiry, invited: str | None) -> Participation:
    if invited is None:
        found = papers.unused(session, enquiry.id)
        if found is None:
            said = message("Every paper form that was handed out has been typed in. Say first how many more there are")
            raise Refused("no-paper-form-left", said)
        return found
    if enquiry.mode is Mode.ANONYMOUS:
        said = message("In an anonymous questionnaire nobody is chosen for a paper form")
        raise Refused("anonymous-is-not-linked", said)
    person = queries.participation(session, invited)
    if person is None or person.enquiry_id != enquiry.id:
        raise NotFound("unknown-participation", message("Nobody was invited under this name"))
    if person.submitted or responses.one(session, key=None, participation_id=person.id) is not None:
        said = message("This person has begun or submitted answers by her link")
        raise Refused("already-answering", said)
    session.merge(PaperForm(participation_id=person.id))
    return person


def _keep(
    session: Session, enquiry: Enquiry, person: Participation, answers: Answers, *, response_id: str, day: date
) -> None:
    is_linked = enquiry.mode is not Mode.ANONYMOUS
    response = Response(
        id=response_id,
        enquiry_id=enquiry.id,
        mode=enquiry.mode,
        submitted=True,
        participation_id=person.id if is_linked else None,
        submitted_on=day if is_linked else None,
    )
    session.add(response)
    session.flush()
    texts = {name: answering.as_text(value) for name, value in answers.items()}
    responses.keep(session, response.id, values=texts)
    if is_linked:
        person.submitted, person.submitted_on = True, day
        session.flush()
    else:
        queries.tick(session, enquiry.id, participation_id=person.id)
