"""A filled-in Excel form opened: which questionnaire it is of, and its cells by their keys, each with its place.

It is read by its hidden column and sheet (`audit.render.blank_excel` writes them), whatever the sheets are called.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import InvalidAnswers, Message, Mistake, Severity, message
from audit.questionnaire import filled, loader, schema, workbook
from audit.questionnaire.filled import Cell
from audit.questionnaire.values import Answers

IDENTITY = "_paritet"
FORMAT = "1"
ANSWER = 3
COLUMNS = {3: "women", 4: "men", 5: "other"}
LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Form:
    """A form that came back: of which questionnaire, version and digest, in which language, and all its cells."""

    file: str
    name: str
    version: str
    digest: str
    language: str
    sheets: tuple[workbook.Sheet, ...]


def opened(source: Path | bytes, *, file: str = "") -> Form:
    """Open a form; BadWorkbook for what is no workbook, InvalidAnswers for a workbook that is no such form."""
    named = file or (str(source) if isinstance(source, Path) else "")
    sheets = workbook.read(source, file=named)
    identity: Mapping[str, str] = next(
        ({row[0]: row[1] for row in sheet.rows if len(row) > 1} for sheet in sheets if sheet.name == IDENTITY), {}
    )
    if identity.get("format") != FORMAT or not identity.get("digest"):
        wrong = message("this workbook is not a form that was made here")
        remedy = message("Make a form with `paritet blank`, fill it in and give it back whole.")
        raise InvalidAnswers((Mistake("not-a-form", (), wrong, remedy, file=named),))
    told = {key: identity.get(key, "") for key in ("name", "version", "digest", "language")}
    return Form(named, **told, sheets=tuple(each for each in sheets if not each.name.startswith("_")))


def fitting(form: Form, questionnaire: schema.Questionnaire) -> tuple[Mistake, ...]:
    """Return a warning where the form is of another version; InvalidAnswers where it is of another questionnaire."""
    if form.name != questionnaire.name:
        wrong = message(
            "this form is of the questionnaire '%(own)s', not of '%(asked)s'", own=form.name, asked=questionnaire.name
        )
        remedy = message("Give the form of the right questionnaire.")
        raise InvalidAnswers((Mistake("other-questionnaire", (), wrong, remedy, file=form.file),))
    if form.digest == loader.digest(questionnaire):
        return ()
    wrong = message(
        "this form is of version %(own)s, and version %(asked)s is asked", own=form.version, asked=questionnaire.version
    )
    if form.version == questionnaire.version:
        wrong = message("the questionnaire has changed since this form was made, though its version is the same")
    remedy = message("Compare the answers to the questions that have changed.")
    return (Mistake("other-version", (), wrong, remedy, file=form.file, severity=Severity.WARNING),)


def answers(form: Form, questionnaire: schema.Questionnaire) -> Answers:
    """Return a form's answers; InvalidAnswers with every mistake at its sheet and cell."""
    fitting(form, questionnaire)
    return filled.answers(questionnaire, cells(form, questionnaire), file=form.file)


def cells(form: Form, questionnaire: schema.Questionnaire) -> Iterator[Cell]:
    """Yield the cells that hold something, by key; a line of a head-count has one for each of its columns."""
    for sheet in form.sheets:
        for number, row in enumerate(sheet.rows, start=1):
            if not row or not row[0]:
                continue
            for column in COLUMNS if _is_counted(questionnaire, row[0]) else (ANSWER,):
                if len(row) > column and row[column]:
                    key = f"{row[0]}/{COLUMNS[column]}" if _is_counted(questionnaire, row[0]) else row[0]
                    yield Cell(key, row[column], _place(sheet.name, f"{LETTERS[column]}{number}"))


def _is_counted(questionnaire: schema.Questionnaire, key: str) -> bool:
    steps = key.split("/")
    return len(steps) > 1 and isinstance(questionnaire.every.get(steps[-2]), schema.HeadcountQuestion)


def _place(sheet: str, cell: str) -> tuple[Message, ...]:
    return (message("sheet '%(sheet)s'", sheet=sheet), message("cell %(cell)s", cell=cell))
