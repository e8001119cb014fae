"""`paritet report`: an auditor makes the whole report of answer files without a server."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path

import click

from audit.analysis import assembly
from audit.analysis.assembly import AuditFacts, EnquiryFacts
from audit.analysis.report import Report
from audit.cli.answers import promised, responses
from audit.cli.speech import report_lang_option
from audit.cli.templates import template_option
from audit.errors import InvalidAnswers, Mistake, message
from audit.questionnaire import formats, loader
from audit.questionnaire.schema import Mode, Questionnaire, Respondent
from audit.render import charts
from audit.render.data.packing import pack
from audit.render.documents import DOCUMENTS, FORMATS, Document, Wish

#: What a zip of everything is called; `.csv.zip` and its like hold one kind.
WHOLE = ".zip"
ENDINGS = tuple(dict.fromkeys([*(each.ending for each in DOCUMENTS.values()), WHOLE]))


@click.command()
@click.argument("questionnaire", metavar="QUESTIONNAIRE", type=click.Path())
@click.argument("answers", metavar="ANSWERS…", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="OUT.(xlsx|pdf|docx|html|json|zip)",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to write; its ending says the kind. A zip holds every kind and the charts.",
)
@click.option(
    "--format", "kind", type=click.Choice(list(FORMATS)), help="The kind of file, where the ending does not say it."
)
@click.option(
    "--charts", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Where to write the charts, SVG and PNG."
)
@click.option("--body", metavar="NAME", help="Whom the report is about; the name of the answer file by default.")
@click.option(
    "--day",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that head-counts are of; today by default.",
)
@template_option
@report_lang_option
def report(
    questionnaire: str,
    answers: tuple[str, ...],
    output: Path,
    kind: str | None,
    folder: Path | None,
    body: str | None,
    day: datetime | None,
    template: bytes | None,
    language: str,
) -> None:
    """Make the report of answer files.

    What is published of a survey is what its threshold lets out, the same as on a server. One file is one body and
    one period; there are no trends.
    """
    chosen = _by_word(output, FORMATS[kind]) if kind else _by_ending(output)
    asked = formats.load(questionnaire)
    on = day.date() if day else date.today()
    made = _made(asked, answers, body or Path(answers[0]).stem, on, language)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in _charts(made, language):
            (folder / file).write_bytes(content)
    _write(made, output, chosen, wish=Wish(language, template=template))


def _made(asked: Questionnaire, files: tuple[str, ...], body: str, on: date, language: str) -> Report:
    given = responses(asked, files, on, language=language)
    rule = promised(asked)
    own = Mode.NAMED if asked.respondent is Respondent.INSTITUTION else Mode.ANONYMOUS
    mode = asked.confidentiality.mode if asked.confidentiality else own
    facts = AuditFacts(
        body={language: body},
        title=dict(asked.title),
        synthetic=False,
        languages=tuple(asked.languages),
        cycle=str(on.year),
        period_start=on.replace(month=1, day=1),
        period_end=on,
        reference_date=on,
        closed_on=on,
    )
    enquiry = EnquiryFacts(
        questionnaire=asked,
        digest=loader.digest(asked),
        mode=mode,
        threshold=rule.threshold,
        sensitive_threshold=rule.sensitive_threshold,
        invited=0,
        responses=given,
    )
    return assembly.build(facts, [enquiry])


def _charts(made: Report, language: str) -> Iterator[tuple[str, bytes]]:
    for chart in (*charts.charts(made, language), *charts.further(made, language)):
        yield f"{chart.name}.svg", chart.svg().encode()
        yield f"{chart.name}.png", chart.png()


def _by_word(output: Path, chosen: Document) -> Document:
    """Return the kind that was asked for by its word; raises InvalidAnswers where the file's ending says another."""
    told = next((each for each in ENDINGS if output.name.lower().endswith(each)), "")
    if not chosen.ending.endswith(told):
        wrong = message(
            "the ending %(ending)s says another kind than --format %(kind)s", ending=told, kind=chosen.format
        )
        remedy = message("Let the name end in %(ending)s, or leave --format out.", ending=chosen.ending)
        raise InvalidAnswers((Mistake("another-ending", (), wrong, remedy, file=str(output)),))
    return chosen


def _by_ending(output: Path) -> Document | None:
    """Return the kind that a file's ending asks for, None for all of them; raises InvalidAnswers for any other."""
    name = output.name.lower()
    chosen = next((each for each in DOCUMENTS.values() if name.endswith(each.ending)), None)
    if chosen is None and not name.endswith(WHOLE):
        wrong = message("a report is not written in this format")
        remedy = message("Use one of: %(known)s.", known=", ".join(ENDINGS))
        raise InvalidAnswers((Mistake("unknown-ending", (), wrong, remedy, file=str(output)),))
    return chosen


def _write(made: Report, output: Path, chosen: Document | None, *, wish: Wish) -> None:
    with output.open("wb") as out:
        if chosen:
            chosen.write(made, out, wish)
            return
        documents = ((f"{name}{each.ending}", each.made(made, wish)) for name, each in DOCUMENTS.items())
        pack(out, chain(documents, ((f"charts/{name}", content) for name, content in _charts(made, wish.language))))
