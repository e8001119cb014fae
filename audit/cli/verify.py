"""`paritet verify`: whether a file still says what the report says that it was made of, and where it does not."""

import dataclasses
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from audit.analysis.report import Report, digest
from audit.cli.audits import standing_session
from audit.cli.differences import as_data, lines
from audit.cli.speech import INPUT_IS_WRONG, json_option, lang_option, print_json
from audit.errors import InvalidAnswers, Mistake, Mistaken, message
from audit.render.verifying import VERIFIERS, Claim, Kept
from audit.render.verifying.claims import loaded, refused, unknown
from audit.service import bodies, reporting, word_templates
from audit.service.actors import SYSTEM


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--report",
    "reports",
    metavar="REPORT.json",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A report to hold the file against, in place of what the instance keeps; once more for each earlier one.",
)
@click.option(
    "--template",
    metavar="FILE.docx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The body's own template that a Word report was filled into, where the instance does not keep it.",
)
@json_option
@lang_option
def verify(file: Path, reports: tuple[Path, ...], template: Path | None, as_json: bool, language: str) -> None:
    """Say whether an exported file is unchanged.

    A workbook or a report (JSON, PDF, Word) is held against the report that it was made of. Of a workbook values,
    formulas and formats of numbers are compared, of a Word document words and pictures, so that a file saved again by
    an office program is still what it was; colours and widths are not, but hidden words are told. Of a PDF all that is
    reached from its pages is compared. Ends with 1 where something differs.
    """
    verifier = VERIFIERS.get(file.suffix.lower())
    if verifier is None:
        wrong, known = message("a file of this format cannot be verified"), ", ".join(VERIFIERS)
        remedy = message("Use one of: %(known)s.", known=known)
        raise InvalidAnswers((Mistake("unknown-ending", (), wrong, remedy, file=str(file)),))
    claimed = verifier.claim(file)
    if claimed.template:
        claimed = dataclasses.replace(claimed, filled=_filled(claimed, template, file))
    kept, retired = _given(claimed, reports, file) if reports else _found(claimed, file)
    found = verifier.compare(file, claimed, kept)
    if as_json:
        print_json(as_data(file, claimed, kept[0], found, retired))
    else:
        for line in lines(kept[0].report, found, retired, language):
            click.echo(line)
    if found.differences:
        sys.exit(INPUT_IS_WRONG)


def _filled(claimed: Claim, given: Path | None, file: Path) -> bytes:
    """Return the template that a Word report says it was filled into; raises Mistaken where it is not at hand."""
    at_hand = [given.read_bytes()] if given else _templates()
    found = next((each for each in at_hand if hashlib.sha256(each).hexdigest() == claimed.template), None)
    if found is None:
        wrong = message("the template of this file (%(digest)s…) is not kept here", digest=claimed.template[:12])
        remedy = message("Give the template that the report was filled into with --template.")
        raise Mistaken((Mistake("unknown-template", (), wrong, remedy, file=str(file)),))
    return found


def _templates() -> list[bytes]:
    """Return the templates that the bodies of the instance use."""
    with standing_session() as session:
        found = (word_templates.content(session, SYSTEM, each.id) for each in bodies.list_bodies(session, SYSTEM))
        return [each for each in found if each]


Origin = tuple[tuple[Kept, ...], str]


def _given(claimed: Claim, reports: Sequence[Path], file: Path) -> Origin:
    """Return the reports given, the file's own first; raises Mistaken where the file names one that is not there."""
    given = {each.digest: each for each in map(_read, reports)}
    if claimed.content is not None:
        return (next(iter(given.values())),), ""
    asked = (claimed.digest, *claimed.earlier)
    missing = next((name for name in asked if name not in given), None)
    if missing is not None:
        raise unknown(file, missing)
    return tuple(given[name] for name in asked), ""


def _read(path: Path) -> Kept:
    try:
        report = Report.model_validate(loaded(path))
    except ValueError:
        raise refused("no-report", path) from None
    return Kept(digest(report), report)


def _found(claimed: Claim, file: Path) -> Origin:
    """Return the reports that the instance keeps; a changed JSON report is held against the latest of its cycle."""
    with standing_session() as session:
        found = [reporting.kept(session, SYSTEM, digest=name) for name in (claimed.digest, *claimed.earlier)]
        if claimed.content is not None and not found[0]:
            found = [reporting.kept(session, SYSTEM, cycle=str(claimed.content["cycle"]))]
            same = [each for each in found[0] if each.report.body == claimed.content["body"]]
            found = [tuple(same) or found[0]]
    if not all(found):
        missing = next(name for name, kept in zip((claimed.digest, *claimed.earlier), found, strict=False) if not kept)
        raise unknown(file, missing)
    retired = found[0][0].retired_on
    return tuple(Kept(each[0].digest, each[0].report) for each in found), retired.isoformat() if retired else ""
