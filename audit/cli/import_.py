"""`paritet import`: filled-in forms, answer files and tables of head-counts brought into the instance."""

from collections.abc import Sequence
from pathlib import Path

import click
from sqlalchemy.orm import Session

from audit import wording
from audit.analysis import dated_headcounts
from audit.cli.audits import found_audits, standing_session
from audit.cli.speech import complain, lang_option
from audit.errors import InvalidAnswers, Mistake, NotFound, message
from audit.questionnaire.merging import Conflict
from audit.questionnaire.schema import Respondent
from audit.questionnaire.values import Value
from audit.service import bodies, importing
from audit.service.actors import SYSTEM
from audit.service.answering import as_text
from audit.service.importing import KEPT, Sent
from audit.service.views import AuditView, EnquiryView

SHOWN = 60


@click.command("import")
@click.argument("audit", metavar="AUDIT")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--questionnaire", "named", metavar="NAME", help="Which institutional questionnaire of the audit.")
@click.option("--prefer", metavar="FILE", help="The file that holds where answers differ, or `kept`.")
@lang_option
def import_(audit: str, files: tuple[Path, ...], named: str | None, prefer: str | None, language: str) -> None:
    """Bring answers or head-counts into an audit.

    Files are filled Excel forms, JSON or CSV; several are put together, also with what is kept already. Where they
    differ nothing is taken and every difference is listed, unless --prefer says which holds. A table of head-counts
    of the body has the columns date, level, women, men, other; a day's count replaces the one that is kept of it.
    """
    sent = [Sent(str(path), path.read_bytes()) for path in files]
    with standing_session() as session:
        view = found_audits(session, (audit,), language)[0]
        if any(dated_headcounts.is_one(each.content, file=each.name) for each in sent):
            _headcounts(session, view, sent, language)
            return
        asked = _asked(view, named)
        filed, warnings = importing.read(session, SYSTEM, view.id, enquiry_id=asked.id, files=sent)
        complain(warnings, language)
        held = KEPT if prefer == "kept" else prefer
        chosen = {} if held is None else {name: held for each in filed for name in each.answers}
        _known(held, sent)
        brought = importing.bring(session, SYSTEM, view.id, enquiry_id=asked.id, filed=filed, chosen=chosen)
    if brought.conflicts or brought.mistakes:
        raise InvalidAnswers((*map(_conflict, brought.conflicts), *brought.mistakes))
    said = wording.count(language, "%(n)d answer taken in", "%(n)d answers taken in", len(brought.taken))
    click.echo(said)


def _headcounts(session: Session, view: AuditView, sent: Sequence[Sent], language: str) -> None:
    """Bring one table of head-counts into the audited body; raises InvalidAnswers for more files than one."""
    if len(sent) > 1:
        wrong = message("a table of head-counts stands among other files")
        raise InvalidAnswers((Mistake("several-files", (), wrong, message("Bring it by itself.")),))
    (table,) = sent
    brought = bodies.bring_headcounts(session, SYSTEM, view.body_id, file=table.name, content=table.content)
    click.echo(wording.count(language, "%(n)d head-count taken in", "%(n)d head-counts taken in", len(brought)))


def _asked(view: AuditView, named: str | None) -> EnquiryView:
    own = [each for each in view.enquiries if each.respondent is Respondent.INSTITUTION]
    fitting = [each for each in own if named in (None, each.questionnaire_name)]
    if len(fitting) == 1:
        return fitting[0]
    known = ", ".join(each.questionnaire_name for each in own) or "–"
    raise NotFound("unknown-enquiry", message("Say --questionnaire; there are: %(names)s", names=known))


def _known(prefer: str | None, sent: Sequence[Sent]) -> None:
    names = [each.name for each in sent]
    if prefer not in (None, KEPT, *names):
        wrong = message("'%(name)s' is none of the files that are brought in", name=prefer)
        raise InvalidAnswers((Mistake("unknown-file", (), wrong, message("Use one of: %(known)s.",
                              known=", ".join(["kept", *names]))),))  # fmt: skip


def _conflict(conflict: Conflict) -> Mistake:
    values = "; ".join(f"{source or 'kept'}: {_short(value)}" for source, value in conflict.values)
    return Mistake(
        "conflict",
        (message("question '%(name)s'", name=conflict.question),),
        message("the answers differ (%(values)s)", values=values),
        message("Say with --prefer which file holds, or correct the answer in the others."),
    )


def _short(value: Value) -> str:
    text = as_text(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
