"""Nothing in the database joins participation to answers: every table is read and every join is tried."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from audit import store
from audit.service import audits, links, responding
from audit.service.actors import SYSTEM
from audit.service.responding import Progress
from audit.service.views import EnquiryDraft
from audit.store.models import Participation, Response
from tests import build
from tests.build import TODAY, FieldWork

PEOPLE = 12
PRIVATE = {"participations", "responses", "answers"}
Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def submitted(any_session: Session) -> FieldWork:
    """An open audit in which all but two have submitted, one of these has a draft, each with words of her own."""
    work = build.field_work(any_session, people=PEOPLE)
    for number, token in enumerate(work.tokens[:-1]):
        answers = {"sex": "woman", "years": number, "comment": f"words of respondent {number:03d}"}
        responding.save(any_session, token, answers, language="ru" if number % 2 else "en")
    for token in work.tokens[:-2]:
        responding.submit(any_session, token, today=TODAY)
    return work


def _dump(session: Session) -> Rows:
    """Return every row of every table, in the order in which the database gives them unasked."""
    session.rollback()
    tables = MetaData()
    tables.reflect(session.connection())
    return {
        name: [dict(row) for row in session.execute(select(table)).mappings()] for name, table in tables.tables.items()
    }


def _values(row: dict[str, object]) -> Iterator[str]:
    """Yield a row's values, long texts also by their pieces, so that no key hides inside another."""
    for value in row.values():
        if value is not None and not isinstance(value, bool):
            yield str(value)


def _joins(people: list[dict[str, object]], responses: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return the values that stand beside some but not all people and also in some but not all responses."""
    by_person, by_response = defaultdict(set), defaultdict(set)
    for person in people:
        for value in _values(person):
            by_person[value].add(str(person["id"]))
    for response, values in responses.items():
        for value in values:
            by_response[value].add(response)
    telling = {value for value, found in by_person.items() if len(found) < len(people)}
    return [(value, response) for value in telling for response in by_response.get(value, ())]


def _invited(rows: Rows, work: FieldWork) -> list[dict[str, object]]:
    return [row for row in rows["participations"] if row["enquiry_id"] == work.staff]


def _answers(rows: Rows, *, finished: bool) -> dict[str, list[str]]:
    found = {str(row["id"]): list(_values(row)) for row in rows["responses"] if bool(row["submitted"]) is finished}
    for row in rows["answers"]:
        if str(row["response_id"]) in found:
            found[str(row["response_id"])] += list(_values(row))
    return found


def _told(rows: Rows) -> list[str]:
    """Return every answer that was submitted."""
    taken = {row["id"] for row in rows["responses"] if row["submitted"]}
    return sorted(f"{row['question']}={row['value']}" for row in rows["answers"] if row["response_id"] in taken)


@pytest.mark.parametrize("finished", [True, False])
def test_no_value_is_shared_by_a_participation_and_a_response(
    any_session: Session, submitted: FieldWork, finished: bool
) -> None:
    rows = _dump(any_session)
    assert len(_answers(rows, finished=finished)) == (PEOPLE - 2 if finished else 1)
    assert _joins(_invited(rows, submitted), _answers(rows, finished=finished)) == []


def test_the_search_finds_what_a_confidential_enquiry_does_join(session: Session) -> None:
    work = build.field_work(session, people=3, enquiries=build.CONFIDENTIAL)
    responding.save(session, work.tokens[0], {"sex": "man"})
    responding.submit(session, work.tokens[0], today=TODAY)
    rows = _dump(session)
    assert _joins(_invited(rows, work), _answers(rows, finished=True)) != []


def test_no_third_table_stands_between_them(any_session: Session, submitted: FieldWork) -> None:
    rows = _dump(any_session)
    people = {str(row["id"]) for row in rows["participations"]} | {str(row["key"]) for row in rows["participations"]}
    responses = {str(row["id"]) for row in rows["responses"]} | {str(row["key"]) for row in rows["responses"]}
    others = {name: repr(found) for name, found in rows.items() if name not in PRIVATE}
    people.discard(submitted.institution)  # The institution's shared set bears its enquiry's identifier.
    assert not [name for name, told in others.items() for each in people | responses if len(each) > 8 and each in told]


def test_no_time_and_no_day_stands_beside_either(any_session: Session, submitted: FieldWork) -> None:
    rows = _dump(any_session)
    dated = [
        value
        for name in ("participations", "responses", "answers")
        for row in rows[name]
        for value in row.values()
        if isinstance(value, date | datetime)
    ]
    assert dated == []


def test_a_submitted_response_keeps_no_language(any_session: Session, submitted: FieldWork) -> None:
    assert {row["language"] for row in _dump(any_session)["responses"] if row["submitted"]} == {None}


def test_submitting_changes_nothing_but_the_tick_the_draft_and_the_response(any_session: Session) -> None:
    work = build.field_work(any_session, people=3)
    responding.save(any_session, work.tokens[0], {"sex": "man"})
    before = _dump(any_session)
    responding.submit(any_session, work.tokens[0], today=TODAY)
    after = _dump(any_session)
    assert {name for name in before if before[name] != after[name]} == PRIVATE
    assert {row["id"] for row in before["responses"]}.isdisjoint(row["id"] for row in after["responses"])


def test_tables_lie_in_the_order_of_random_identifiers_in_sqlite(session: Session) -> None:
    work = build.field_work(session, people=PEOPLE)
    for number, token in enumerate(work.tokens):
        responding.save(session, token, {"sex": "man", "years": number})
        responding.submit(session, token, today=TODAY)
    for table in ("participations", "responses"):
        found = [str(row["id"]) for row in _dump(session)[table]]
        assert found == sorted(found)


@pytest.mark.parametrize("table", ["participations", "responses", "answers"])
def test_sqlite_keeps_no_row_numbers_of_them(session: Session, table: str) -> None:
    with pytest.raises(OperationalError, match="rowid"):
        session.execute(text(f"SELECT rowid FROM {table}"))  # noqa: S608 - the three names above


def test_closing_lays_responses_anew(any_session: Session, submitted: FieldWork) -> None:
    before = _dump(any_session)
    audits.close_audit(any_session, SYSTEM, submitted.audit.id)
    after = _dump(any_session)
    assert {row["id"] for row in before["responses"]}.isdisjoint(row["id"] for row in after["responses"])
    kept = [_told(rows) for rows in (before, after)]
    assert kept[0] == kept[1]
    assert _joins(_invited(after, submitted), _answers(after, finished=True)) == []


@pytest.mark.parametrize("asked", [build.ANONYMOUS, build.CONFIDENTIAL])
def test_closing_deletes_what_was_not_submitted(any_session: Session, asked: tuple[EnquiryDraft, ...]) -> None:
    work = build.field_work(any_session, enquiries=asked)
    responding.save(any_session, work.tokens[0], {"sex": "woman", "comment": "nobody reads this"}, language="ru")
    audits.close_audit(any_session, SYSTEM, work.audit.id)
    rows = _dump(any_session)
    assert (rows["responses"], rows["answers"]) == ([], [])
    audits.reopen_audit(any_session, SYSTEM, work.audit.id, reason="Two were ill")
    again = responding.arrive(any_session, work.tokens[0])
    assert (again.state, again.answers, again.notice.drafts_deleted) == (Progress.NEW, {}, True)


def test_a_named_draft_survives_closing_and_reopening(any_session: Session) -> None:
    work = build.field_work(any_session, enquiries=build.NAMED)
    responding.save(any_session, work.tokens[0], {"years": 7})
    audits.close_audit(any_session, SYSTEM, work.audit.id)
    audits.reopen_audit(any_session, SYSTEM, work.audit.id, reason="Two were ill")
    again = responding.arrive(any_session, work.tokens[0])
    assert (again.answers["years"], again.notice.drafts_deleted) == (7, False)


def _written_by(session: Session, table: str, column: str) -> list[str]:
    session.rollback()
    enquiry = "SELECT id FROM enquiries WHERE mode = 'anonymous'"
    wanted = f"SELECT {column}::text FROM {table} WHERE enquiry_id IN ({enquiry}) ORDER BY ctid"  # noqa: S608 - from here
    return list(session.scalars(text(wanted)))


@pytest.fixture
def on_postgresql(postgresql_url: str) -> Iterator[tuple[Engine, Session]]:
    engine = store.engine(postgresql_url)
    with store.sessions(engine)() as session:
        yield engine, session
    engine.dispose()


@pytest.mark.postgresql
def test_in_postgresql_the_writing_transaction_tells_nobody_apart(on_postgresql: tuple[Engine, Session]) -> None:
    _, session = on_postgresql
    work = build.field_work(session, people=PEOPLE)
    for number, token in enumerate(work.tokens[:6]):
        responding.save(session, token, {"sex": "man", "years": number})
        responding.submit(session, token, today=TODAY)
        assert len(set(_written_by(session, "participations", "xmin"))) == 1
    audits.close_audit(session, SYSTEM, work.audit.id)
    assert len(set(_written_by(session, "participations", "xmin"))) == 1
    assert len(set(_written_by(session, "responses", "xmin"))) == 1


@pytest.mark.postgresql
def test_in_postgresql_closed_responses_lie_in_random_order(on_postgresql: tuple[Engine, Session]) -> None:
    _, session = on_postgresql
    work = build.field_work(session, people=PEOPLE)
    for token in work.tokens:
        responding.save(session, token, {"sex": "man"})
        responding.submit(session, token, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id)
    assert _written_by(session, "responses", "id") == sorted(_written_by(session, "responses", "id"))


def test_no_key_of_a_draft_and_no_token_is_left_in_the_bytes_of_a_closed_database(
    session: Session, tmp_path: Path
) -> None:
    work = build.field_work(session, people=4)
    responding.save(session, work.tokens[-1], {"sex": "man", "comment": "8264 never submitted"})
    for token in work.tokens[:-1]:
        responding.save(session, token, {"sex": "man", "comment": "nobody reads this"})
        responding.save(session, token, {"comment": "7319 withdrawn"})
        responding.save(session, token, {"comment": "kept"})
        responding.submit(session, token, today=TODAY)
    audits.close_audit(session, SYSTEM, work.audit.id)
    session.rollback()
    left = b"".join(path.read_bytes() for path in tmp_path.glob("paritet.sqlite*") if path.is_file())
    secrets = [*work.tokens, *map(links.response_key, work.tokens), "7319 withdrawn", "8264 never submitted"]
    assert not [each for each in secrets if each.encode() in left]


def test_participation_says_who_was_invited_and_the_count_agrees(any_session: Session, submitted: FieldWork) -> None:
    any_session.rollback()
    ticked = any_session.scalar(select(func.count()).where(Participation.submitted))
    assert ticked == any_session.scalar(select(func.count()).where(Response.submitted)) == PEOPLE - 2
