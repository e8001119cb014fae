"""What the use cases ask of responses and their answers: held, kept question by question, read, laid anew."""

from collections.abc import Mapping
from types import ModuleType

from sqlalchemy import Select, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from audit.store.models import Answer, Enquiry, Response, identifier

DIALECTS: Mapping[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def drafts(session: Session, enquiry_id: str) -> int:
    """Return how many drafts an enquiry has."""
    wanted = select(func.count()).where(Response.enquiry_id == enquiry_id, Response.submitted.is_(False))
    return session.scalars(wanted).one()


def _own(column: InstrumentedAttribute[str | None]) -> Select[Response]:
    return select(Response).where(column == bindparam("own")).execution_options(populate_existing=True)


def _with_answers(own: Select[Response]) -> Select[Response, str, str]:
    return own.outerjoin(Answer, Answer.response_id == Response.id).add_columns(Answer.question, Answer.value)


def _upsert(rows: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return rows.on_conflict_do_update(
        index_elements=[Answer.response_id, Answer.question], set_={"value": rows.excluded.value}
    )


#: What every page of a respondent asks is put together once: by a draft's key, and by a participation.
BY_KEY, BY_PARTICIPATION = _own(Response.key), _own(Response.participation_id)
ANSWERED_BY_KEY, ANSWERED_BY_PARTICIPATION = _with_answers(BY_KEY), _with_answers(BY_PARTICIPATION)
HELD_BY_KEY, HELD_BY_PARTICIPATION = BY_KEY.with_for_update(), BY_PARTICIPATION.with_for_update()
UPSERTS = {name: _upsert(dialect.insert(Answer)) for name, dialect in DIALECTS.items()}
ANSWERS = select(Answer.question, Answer.value).where(Answer.response_id == bindparam("response_id"))


def one(
    session: Session, *, key: str | None, participation_id: str | None
) -> tuple[Response | None, Mapping[str, str]]:
    """Return the response of an anonymous draft's key, or of a participation, and its answers by question."""
    wanted = ANSWERED_BY_KEY if key else ANSWERED_BY_PARTICIPATION
    rows = session.execute(wanted, {"own": key or participation_id}).all()
    return rows[0][0] if rows else None, {row[1]: row[2] for row in rows if row[1] is not None}


def held(session: Session, enquiry: Enquiry, *, key: str | None, participation_id: str | None) -> Response | None:
    """Return the response of a draft's key or a participation, begun if there is none, held until the end.

    None when it was submitted, and so went, while this waited for it.
    """
    wanted, own = HELD_BY_KEY if key else HELD_BY_PARTICIPATION, {"own": key or participation_id}
    found = session.scalars(wanted, own).one_or_none()
    if found is not None:
        return found
    begun = {"id": identifier(), "key": key, "participation_id": participation_id, "submitted": False}
    values = {"enquiry_id": enquiry.id, "mode": enquiry.mode, **begun}
    rows = DIALECTS[session.get_bind().dialect.name].insert(Response)
    session.execute(rows.values(values).on_conflict_do_nothing())
    return session.scalars(wanted, own).one_or_none()


def answers(session: Session, response_id: str) -> Mapping[str, str]:
    """Return the answers of a response: question → JSON text."""
    return dict(session.execute(ANSWERS, {"response_id": response_id}).all())


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
    rows_of, told_in = Response.__table__, Answer.__table__
    own = rows_of.c.enquiry_id == enquiry_id
    rows = [dict(row) for row in session.execute(select(rows_of).where(own)).mappings()]
    told = session.execute(select(told_in).join(rows_of).where(own)).mappings()
    fresh = {row["id"]: identifier() for row in rows}
    laid = [{**row, "response_id": fresh[row["response_id"]]} for row in told]
    session.execute(delete(Response).where(own), execution_options={"synchronize_session": False})
    for table, made in ((Response, [{**row, "id": fresh[row["id"]]} for row in rows]), (Answer, laid)):
        if made:
            session.execute(insert(table), sorted(made, key=lambda row: (*row.values(),)[:2]))
