"""What the use cases ask of responses and their answers: held, kept question by question, read, laid anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from audit.store.connection import alone
from audit.store.models import Answer, Enquiry, Response, identifier

RESPONSES, ANSWERS = Response.__table__, Answer.__table__
UNSEEN = {"synchronize_session": False}
DIALECTS: Mapping[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def drafts(session: Session, enquiry_id: str) -> int:
    """Return how many drafts an enquiry has."""
    wanted = select(func.count()).where(Response.enquiry_id == enquiry_id, Response.submitted.is_(False))
    return session.scalars(wanted).one()


@dataclass(frozen=True, slots=True)
class Draft:
    """One response as its respondent meets it, with its answers: question → JSON text."""

    id: str
    submitted: bool
    language: str | None
    texts: Mapping[str, str]


def _own(column: str) -> Select[Any]:
    return select(RESPONSES.c.id).where(RESPONSES.c[column] == bindparam("own"))


def _with_answers(own: Select[Any]) -> Select[Any]:
    told = own.outerjoin(ANSWERS, ANSWERS.c.response_id == RESPONSES.c.id)
    return told.add_columns(RESPONSES.c.submitted, RESPONSES.c.language, ANSWERS.c.question, ANSWERS.c.value)


def _upsert(rows: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return rows.on_conflict_do_update(
        index_elements=[Answer.response_id, Answer.question], set_={"value": rows.excluded.value}
    )


#: What every page of a respondent asks is put together once: by a draft's key, and by a participation.
BY_KEY, BY_PARTICIPATION = _own("key"), _own("participation_id")
ANSWERED_BY_KEY, ANSWERED_BY_PARTICIPATION = _with_answers(BY_KEY), _with_answers(BY_PARTICIPATION)
HELD_BY_KEY, HELD_BY_PARTICIPATION = BY_KEY.with_for_update(), BY_PARTICIPATION.with_for_update()
UPSERTS = {name: _upsert(dialect.insert(Answer)) for name, dialect in DIALECTS.items()}


def one(session: Session, *, key: str | None, participation_id: str | None) -> Draft | None:
    """Return the response of an anonymous draft's key, or of a participation, and its answers."""
    wanted = ANSWERED_BY_KEY if key else ANSWERED_BY_PARTICIPATION
    rows = session.connection().execute(wanted, {"own": key or participation_id}).all()
    if not rows:
        return None
    identity, submitted, language, *_ = rows[0]
    return Draft(identity, submitted, language, {row[3]: row[4] for row in rows if row[3] is not None})


def held(session: Session, *, key: str | None, participation_id: str | None) -> Draft | None:
    """Return the response as `one` does, held until this transaction ends; it is read after the wait for it."""
    if not alone(session):
        own = {"own": key or participation_id}
        session.connection().execute(HELD_BY_KEY if key else HELD_BY_PARTICIPATION, own)
    return one(session, key=key, participation_id=participation_id)


def begun(session: Session, enquiry: Enquiry, *, key: str | None, participation_id: str | None) -> Draft | None:
    """Begin a response unless somebody just did, and return it held; None when it was submitted, and so went."""
    made = {"id": identifier(), "key": key, "participation_id": participation_id, "submitted": False}
    values = {"enquiry_id": enquiry.id, "mode": enquiry.mode, **made}
    rows = DIALECTS[session.get_bind().dialect.name].insert(Response)
    session.execute(rows.values(values).on_conflict_do_nothing())
    return held(session, key=key, participation_id=participation_id)


def change(session: Session, response_id: str, **values: Any) -> None:  # noqa: ANN401 - any column's value
    """Write some columns of a response."""
    session.execute(update(Response).where(Response.id == response_id).values(**values), execution_options=UNSEEN)


def forget(session: Session, response_id: str) -> None:
    """Delete a response with its answers."""
    session.execute(delete(Response).where(Response.id == response_id), execution_options=UNSEEN)


def forget_drafts(session: Session, enquiry_id: str) -> None:
    """Delete what of an enquiry was begun and not submitted, with its answers."""
    unsent = delete(Response).where(Response.enquiry_id == enquiry_id, Response.submitted.is_(False))
    session.execute(unsent, execution_options=UNSEEN)


def keep(session: Session, response_id: str, *, values: Mapping[str, str | None]) -> None:
    """Write the named answers and no other; None deletes one."""
    cleared = [question for question, value in values.items() if value is None]
    if cleared:
        session.execute(delete(Answer).where(Answer.response_id == response_id, Answer.question.in_(cleared)))
    rows = [
        {"response_id": response_id, "question": question, "value": value}
        for question, value in values.items()
        if value is not None
    ]
    if rows:
        session.connection().execute(UPSERTS[session.get_bind().dialect.name], rows)


def of_enquiry(session: Session, enquiry_id: str, *, submitted: bool) -> Mapping[str, dict[str, str]]:
    """Return the submitted responses of an enquiry, or its drafts, by identifier: question → JSON text."""
    own = (Response.enquiry_id == enquiry_id, Response.submitted.is_(submitted))
    found: dict[str, dict[str, str]] = {each: {} for each in session.scalars(select(Response.id).where(*own))}
    wanted = select(Answer.response_id, Answer.question, Answer.value).join(Response).where(*own)
    for response_id, question, value in session.execute(wanted.order_by(Answer.response_id)):
        found[response_id][question] = value
    return found


def relay(session: Session, enquiry_id: str) -> None:
    """Lay the responses of an enquiry and their answers anew, under fresh random identifiers and in their order."""
    rows_of, told_in = RESPONSES, ANSWERS
    own = rows_of.c.enquiry_id == enquiry_id
    rows = [dict(row) for row in session.execute(select(rows_of).where(own)).mappings()]
    told = session.execute(select(told_in).join(rows_of).where(own)).mappings()
    fresh = {row["id"]: identifier() for row in rows}
    laid = [{**row, "response_id": fresh[row["response_id"]]} for row in told]
    session.execute(delete(Response).where(own), execution_options=UNSEEN)
    for table, made in ((Response, [{**row, "id": fresh[row["id"]]} for row in rows]), (Answer, laid)):
        if made:
            session.execute(insert(table), sorted(made, key=lambda row: (*row.values(),)[:2]))
