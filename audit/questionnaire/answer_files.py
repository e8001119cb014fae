"""Answer files: JSON as one object or a list of them, CSV with one row a response, the filled-in Excel form."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from audit.errors import InvalidAnswers, Message, Mistake, message
from audit.questionnaire import filled_form, schema
from audit.questionnaire.answer_columns import response
from audit.questionnaire.reading import read, shortened
from audit.questionnaire.values import Answers

EXACT_DIGITS = 400
FORMS = (".xlsx", ".xls")


def read_file(questionnaire: schema.Questionnaire, path: Path | str) -> tuple[Answers, ...]:
    """Read every response of a JSON or CSV file, or of a filled-in form (.xlsx), which is one response.

    Raises InvalidAnswers with every mistake, its response and its question, or its sheet and cell.
    """
    file = str(path)
    if file.lower().endswith(FORMS):
        return (filled_form.answers(filled_form.opened(Path(path)), questionnaire),)
    return read_text(questionnaire, _text(Path(path)), file=file)


def read_bytes(questionnaire: schema.Questionnaire, content: bytes, *, file: str) -> tuple[Answers, ...]:
    """Read what `read_file` reads from bytes that were sent under a name."""
    if file.lower().endswith(FORMS):
        return (filled_form.answers(filled_form.opened(content, file=file), questionnaire),)
    return read_text(questionnaire, _decoded(content, file), file=file)


def read_text(questionnaire: schema.Questionnaire, text: str, *, file: str) -> tuple[Answers, ...]:
    """Read every response of a JSON or CSV text; the name of the file says which."""
    raws = _csv(questionnaire, text, file) if file.lower().endswith(".csv") else _json(text, file)
    answers: list[Answers] = []
    mistakes: list[Mistake] = []
    for number, raw in enumerate(raws, start=1):
        try:
            answers.append(read(questionnaire, raw, file=file))
        except InvalidAnswers as refusal:
            where = (message("response %(number)d", number=number),) if len(raws) > 1 else ()
            mistakes += [replace(each, place=(*where, *each.place)) for each in refusal.mistakes]
    if mistakes:
        raise InvalidAnswers(tuple(mistakes))
    return tuple(answers)


def _refuse(code: str, file: str, wrong: Message, remedy: Message) -> InvalidAnswers:
    return InvalidAnswers((Mistake(code, (), wrong, remedy, file=file),))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        remedy = message("Name its files: %(files)s.", files=path / "*.json")
        raise _refuse("folder", str(path), message("this is a folder"), remedy) from None
    except OSError:
        remedy = message("Check its name and whether you may open it.")
        raise _refuse("unreadable-file", str(path), message("the file cannot be read"), remedy) from None
    return _decoded(content, str(path))


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = message("Save it as UTF-8 and try again.")
        raise _refuse("not-utf-8", file, message("the file is not in UTF-8"), remedy) from None


class _KeyTwice(ValueError):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, each in pairs:
        if key in found:
            raise _KeyTwice(key)
        found[key] = each
    return found


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= EXACT_DIGITS else Decimal("Infinity")


def _json(text: str, file: str) -> list[Mapping[str, Any]]:
    try:
        found = json.loads(
            text, object_pairs_hook=_object, parse_float=Decimal, parse_int=_whole, parse_constant=Decimal
        )
    except _KeyTwice as twice:
        wrong = message("the key '%(key)s' is written twice", key=shortened(twice))
        raise _refuse("duplicate-key", file, wrong, message("Keep one of them.")) from None
    except json.JSONDecodeError as error:
        wrong = message(
            "this is not valid JSON at line %(line)d, column %(column)d", line=error.lineno, column=error.colno
        )
        raise _refuse("json-syntax", file, wrong, message("Check commas, quotes and brackets there.")) from None
    except RecursionError:
        wrong = message("the values are nested too deeply")
        raise _refuse("too-deep", file, wrong, message("Check the brackets.")) from None
    responses = found if isinstance(found, list) else [found]
    if not all(isinstance(each, dict) for each in responses):
        remedy = message('Write {"question": value, …}, or a list of them.')
        raise _refuse("not-an-object", file, message("the file holds no answers by question"), remedy)
    return responses


def _csv(questionnaire: schema.Questionnaire, text: str, file: str) -> list[Mapping[str, Any]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        wrong = message("this is not a valid CSV table")
        raise _refuse("csv-syntax", file, wrong, message("Check the quotes, or save the table as CSV again.")) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise _refuse("empty-file", file, message("the file is empty"), message("Begin with a row of question names."))
    header = [name.strip() for name in rows[0]]
    _well_formed(header, rows, file)
    return [response(questionnaire, zip(header, row, strict=True)) for row in rows[1:]]


def _well_formed(header: list[str], rows: list[list[str]], file: str) -> None:
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        wrong = message("the column '%(name)s' stands twice", name=shortened(twice))
        raise _refuse("duplicate-column", file, wrong, message("Keep one of them."))
    ragged = next((number for number, row in enumerate(rows, start=1) if len(row) != len(header)), None)
    if ragged is not None:
        wrong = message("row %(number)d has another number of cells than the first row", number=ragged)
        raise _refuse("ragged-row", file, wrong, message("Check the quotes and the separators in it."))
