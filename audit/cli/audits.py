"""`paritet open`, `close` and `export`: an administrator takes an audit's steps without a browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.orm import Session

from audit import config, store, wording
from audit.cli.speech import lang_option
from audit.errors import NotFound, message
from audit.render import excel
from audit.service import audits, reporting
from audit.service.actors import SYSTEM
from audit.service.views import AuditView

audits_argument = click.argument("chosen", metavar="AUDIT…", nargs=-1, required=True)


@click.command("open")
@audits_argument
@lang_option
def open_(chosen: tuple[str, ...], language: str) -> None:
    """Open audits (by identifier or cycle): their questionnaires are frozen, answers are let in."""
    with _session() as session:
        for view in _found(session, chosen):
            opened = audits.open_audit(session, SYSTEM, view.id)
            click.echo(wording.say(language, "%(audit)s is open", audit=_named(opened, language)))


@click.command()
@audits_argument
@lang_option
def close(chosen: tuple[str, ...], language: str) -> None:
    """Close audits: no more answers, and each keeps its report."""
    with _session() as session:
        for view in _found(session, chosen):
            closed = audits.close_audit(session, SYSTEM, view.id)
            click.echo(wording.say(language, "%(audit)s is closed", audit=_named(closed, language)))


@click.command()
@audits_argument
@click.option("-o", "--output", "folder", default=".", type=click.Path(file_okay=False, path_type=Path), help="Folder.")
@lang_option
def export(chosen: tuple[str, ...], folder: Path, language: str) -> None:
    """Write the workbook of closed audits into a folder, in the language asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    with _session() as session:
        for view in _found(session, chosen):
            report = reporting.export(session, SYSTEM, view.id, document="xlsx")
            file = folder / f"paritet-{view.id}.xlsx"
            file.write_bytes(excel.workbook(report, language))
            click.echo(str(file))


@contextmanager
def _session() -> Iterator[Session]:
    engine = store.engine(config.standing_database_url(os.environ))
    try:
        with store.sessions(engine)() as session:
            yield session
    finally:
        engine.dispose()


def _found(session: Session, chosen: tuple[str, ...]) -> list[AuditView]:
    known = audits.audits(session, SYSTEM)
    return [_one(known, named) for named in chosen]


def _one(known: tuple[AuditView, ...], named: str) -> AuditView:
    fitting = [view for view in known if named in (view.id, view.cycle)]
    if len(fitting) != 1:
        names = "; ".join(f"{view.cycle} ({view.id})" for view in known)
        said = message("Which audit is '%(named)s'? There are: %(names)s", named=named, names=names)
        raise NotFound("unknown-audit", said)
    return fitting[0]


def _named(view: AuditView, language: str) -> str:
    return f"{wording.in_language(view.title, language)[0]} ({view.cycle})"
