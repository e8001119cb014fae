"""`paritet open`, `close` and `export`: an administrator takes an audit's steps without a browser."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from sqlalchemy.orm import Session

from audit import config, store, wording
from audit.cli.speech import document_lang_option, lang_option
from audit.cli.templates import template_option
from audit.errors import NotFound, message
from audit.lifecycle import STATE_NAMES
from audit.render.columns import Layout, Multiple, Told, Versions
from audit.render.documents import FORMATS, Encoding
from audit.service import audits, reporting
from audit.service.actors import SYSTEM
from audit.service.views import AuditView
from audit.worker.wishing import wish

audits_argument = click.argument("chosen", metavar="AUDIT…", nargs=-1, required=True)


@click.command("open")
@audits_argument
@lang_option
def open_(chosen: tuple[str, ...], language: str) -> None:
    """Open audits, by identifier or cycle.

    Their questionnaires are frozen, answers are let in.
    """
    with standing_session() as session:
        for view in found_audits(session, chosen, language):
            opened = audits.open_audit(session, SYSTEM, view.id)
            click.echo(wording.say(language, "%(audit)s is open", audit=_named(opened, language)))


@click.command()
@audits_argument
@lang_option
def close(chosen: tuple[str, ...], language: str) -> None:
    """Close audits, by identifier or cycle.

    No more answers are let in, and each audit keeps its report.
    """
    with standing_session() as session:
        for view in found_audits(session, chosen, language):
            closed = audits.close_audit(session, SYSTEM, view.id)
            click.echo(wording.say(language, "%(audit)s is closed", audit=_named(closed, language)))


@click.command()
@audits_argument
@click.option(
    "-o",
    "--output",
    "folder",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into.",
)
@click.option(
    "--format", "kind", type=click.Choice(list(FORMATS)), default="xlsx", show_default=True, help="The kind of file."
)
@click.option(
    "--multiple",
    type=click.Choice([each.value for each in Multiple]),
    default=Multiple.BOTH.value,
    show_default=True,
    help="How the chosen of several choices are written: a summary column, a column a choice, or both.",
)
@click.option(
    "--codes/--labels",
    "in_codes",
    default=True,
    show_default=True,
    help="Choices of responses by their stored names or by their texts.",
)
@click.option(
    "--versions",
    type=click.Choice([each.value for each in Versions]),
    default=Versions.ONE.value,
    show_default=True,
    help="Responses of this audit, or also those that earlier audits of the body asked the same questionnaire for.",
)
@click.option(
    "--encoding",
    type=click.Choice([each.value for each in Encoding]),
    default=Encoding.MARKED.value,
    show_default=True,
    help="The text of CSV files, with or without the mark that tells Excel of UTF-8.",
)
@template_option
@document_lang_option
def export(
    chosen: tuple[str, ...],
    folder: Path,
    kind: str,
    multiple: str,
    in_codes: bool,
    versions: str,
    encoding: str,
    template: bytes | None,
    language: str,
) -> None:
    """Write documents or data of closed audits.

    They are written into a folder, in the language asked for.
    """
    layout = Layout(Multiple(multiple), Told.CODES if in_codes else Told.LABELS, Versions(versions))
    made = FORMATS[kind]
    with standing_session() as session:
        found = found_audits(session, chosen, language)
        cycles = Counter(view.cycle for view in found)
        for view in found:
            reporting.require_language(language, asked_in=view.languages)
            # Two bodies may have audited the same year: one file must not take the other's place.
            name = view.cycle if cycles[view.cycle] == 1 else f"{view.cycle}-{view.id}"
            file = folder / reporting.document_name(name, language, made.own_ending)
            report = reporting.export(session, SYSTEM, view.id, document=file.name)
            wanted = wish(session, SYSTEM, view, document=made, language=language, today=date.today(), layout=layout)
            own = wanted.template if template is None else template
            content = made.made(report, replace(wanted, encoding=Encoding(encoding), template=own))
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            click.echo(str(file))


@contextmanager
def standing_session() -> Iterator[Session]:
    """Open a session on the instance's database, for commands that run beside the server."""
    engine = store.engine(config.standing_database_url(os.environ))
    try:
        with store.sessions(engine)() as session:
            yield session
    finally:
        engine.dispose()


def found_audits(session: Session, chosen: tuple[str, ...], language: str) -> list[AuditView]:
    """Return the audits of some identifiers or cycles; NotFound names those there are."""
    known = audits.audits(session, SYSTEM)
    return [_one(known, named, language) for named in chosen]


def _one(known: tuple[AuditView, ...], named: str, language: str) -> AuditView:
    fitting = [view for view in known if named in (view.id, view.cycle)]
    if len(fitting) > 1:
        names = "; ".join(f"{view.id} — {_described(view, language)}" for view in fitting)
        said = message("Several audits are called %(named)s; give the identifier: %(names)s", named=named, names=names)
        raise NotFound("several-audits", said)
    if not fitting:
        names = "; ".join(f"{view.cycle} ({view.id})" for view in known)
        said = message("Which audit is '%(named)s'? There are: %(names)s", named=named, names=names or "–")
        raise NotFound("unknown-audit", said)
    return fitting[0]


def _described(view: AuditView, language: str) -> str:
    body = wording.in_language(view.body_name, language)[0]
    return f"{body}, {wording.say(language, STATE_NAMES[view.state])}"


def _named(view: AuditView, language: str) -> str:
    return f"{wording.in_language(view.title, language)[0]} ({view.cycle})"
