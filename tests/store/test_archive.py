"""A copy of an instance is whole or nothing: from either database into either, and found out where it is damaged."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, select
from sqlalchemy.orm import Session

from audit import store
from audit.errors import Mistaken, Refused
from audit.service import audits, jobs, responding
from audit.service.actors import SYSTEM
from audit.store import archive, files, schema
from tests import build

DATED = date(2019, 3, 5)


@pytest.fixture(autouse=True)
def _small_shelf(shelf: Path) -> None:
    """Put the small questionnaires on the shelf."""


@pytest.fixture
def bare_postgresql_url(postgresql_url: str) -> str:
    """The address of a PostgreSQL database in which nothing of ours is."""
    schema.downgrade(postgresql_url, revision="base")
    return postgresql_url


def _rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, however the database keeps it."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        told = {
            table.name: [tuple(map(str, row)) for row in connection.execute(select(table))]
            for table in found.sorted_tables
        }
    engine.dispose()
    return {name: sorted(rows) for name, rows in told.items()}


def _answered(session: Session) -> None:
    work = build.field_work(session, people=6)
    for token in work.tokens[:5]:
        given = {"sex": "woman", "comment": "«Ещё» \u2028 = 1"}
        responding.save(session, token, given, language="ru", today=build.TODAY)
        responding.submit(session, token, today=build.TODAY)
    files.keep(session, work.institution, digest="d" * 64, kind="text/plain", content=b"\x00", added_on=build.TODAY)
    files.set_date(session, work.institution, digest="d" * 64, dated=DATED)
    session.commit()
    audits.close_audit(session, SYSTEM, work.audit.id, today=build.TODAY)


def _copied(engine: Engine, path: Path) -> Path:
    with path.open("wb") as file:
        archive.write(engine, file, secrets=b"{}")
    return path


def test_a_restored_copy_holds_every_row(any_engine: Engine, any_session: Session, tmp_path: Path) -> None:
    _answered(any_session)
    any_session.close()
    copy = _copied(any_engine, tmp_path / "copy.zip")
    fresh = f"sqlite:///{tmp_path}/restored.sqlite"
    archive.restore(copy, fresh)
    assert _rows(fresh) == _rows(any_engine.url.render_as_string(hide_password=False))
    ((_, _, dated),) = _rows(fresh)["evidence_dates"]
    assert dated == DATED.isoformat()


def test_documents_that_are_not_in_the_copy_are_forgotten(engine: Engine, session: Session, tmp_path: Path) -> None:
    _answered(session)
    (audit,) = audits.audits(session, SYSTEM)
    ready, waiting = (
        jobs.ask(session, SYSTEM, audit.id, document=each, language="en", file="f")
        for each in ("report-pdf", "workbook")
    )
    jobs.begin(session, ready.id)
    jobs.finish(session, ready.id)
    fresh = f"sqlite:///{tmp_path}/restored.sqlite"
    archive.restore(_copied(engine, tmp_path / "copy.zip"), fresh)
    assert [row[0] for row in _rows(fresh)["jobs"]] == [waiting.id]


@pytest.mark.postgresql
def test_a_copy_of_sqlite_is_restored_into_postgresql_and_goes_on(
    engine: Engine, session: Session, bare_postgresql_url: str, tmp_path: Path
) -> None:
    _answered(session)
    archive.restore(_copied(engine, tmp_path / "copy.zip"), bare_postgresql_url)
    moved = store.engine(bare_postgresql_url)
    with store.sessions(moved)() as there:
        (audit,) = audits.audits(there, SYSTEM)
        audits.reopen_audit(there, SYSTEM, audit.id, reason="Somebody was forgotten")
        assert [each.what for each in audits.events(there, SYSTEM, audit.id)][:1] == ["audit-reopened"]
    moved.dispose()


def test_what_is_written_while_the_copy_is_made_is_wholly_in_it_or_not_at_all(
    engine: Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.a_body(session)
    copied = archive._copied
    others: list[object] = []

    def slow(*given: object) -> tuple[int, str]:
        if not others:
            others.append(build.a_body(session))
        return copied(*given)  # type: ignore[arg-type]  # what the copy gives

    monkeypatch.setattr(archive, "_copied", slow)
    copy = _copied(engine, tmp_path / "copy.zip")
    fresh = f"sqlite:///{tmp_path}/restored.sqlite"
    archive.restore(copy, fresh)
    told = _rows(fresh)
    assert {row[0] for row in told["levels"]} <= {row[0] for row in told["bodies"]}
    assert len(told["levels"]) == 2 * len(told["bodies"])


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _changed(whole: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as held, zipfile.ZipFile(made, "w") as other:
        for name in held.namelist():
            kept = held.read(name)
            other.writestr(name, kept.replace(b"Centre", b"Center") if name.endswith("bodies.jsonl") else kept)
    return made.getvalue()


def _without_manifest(whole: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as held, zipfile.ZipFile(made, "w") as other:
        for name in held.namelist()[:-1]:
            other.writestr(name, held.read(name))
    return made.getvalue()


def _bitten(whole: bytes) -> bytes:
    """Return a copy whose first entry is packed in a way that no packer knows."""
    names = int.from_bytes(whole[26:28], "little") + int.from_bytes(whole[28:30], "little")
    return whole[: 30 + names] + b"\xff" + whole[31 + names :]


def _with_a_list_for_tables(whole: bytes) -> bytes:
    made = io.BytesIO(whole)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as other:
        other.writestr(archive.MANIFEST, json.dumps({"format": archive.FORMAT, "revision": "0001", "tables": []}))
    return made.getvalue()


DAMAGES = [_cut, _changed, _bitten, _without_manifest, _with_a_list_for_tables, lambda _: b"", lambda _: b"PK no copy"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_copy_is_refused_and_nothing_is_made(
    engine: Engine, session: Session, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    build.a_body(session)
    copy = _copied(engine, tmp_path / "copy.zip")
    copy.write_bytes(damage(copy.read_bytes()))
    with pytest.raises(Mistaken) as refused:
        archive.restore(copy, f"sqlite:///{tmp_path}/restored.sqlite")
    assert [each.code for each in refused.value.mistakes] == ["damaged-copy"]
    assert not (tmp_path / "restored.sqlite").exists()


def test_a_copy_is_not_restored_over_an_instance(engine: Engine, database_url: str, tmp_path: Path) -> None:
    copy = _copied(engine, tmp_path / "copy.zip")
    with pytest.raises(Refused) as refused:
        archive.restore(copy, database_url)
    assert refused.value.code == "not-empty"


def test_a_restoration_that_fails_leaves_an_empty_place_to_try_again(
    engine: Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.a_body(session)
    copy, fresh = _copied(engine, tmp_path / "copy.zip"), f"sqlite:///{tmp_path}/restored.sqlite"
    with monkeypatch.context() as broken:
        broken.setattr(archive, "_fill", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            archive.restore(copy, fresh)
    assert schema.current(fresh) is None
    assert archive.restore(copy, fresh).rows > 0


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
