"""A row of a table as raw answers: `question`, `question/choice`, `question/row/women`, `repeat/1/member`."""

from collections.abc import Iterable, Mapping
from typing import Any

from audit.questionnaire import schema
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX
from audit.questionnaire.questions import MOST_ENTRIES
from audit.questionnaire.values import Absence

CHOSEN = frozenset({"1", "true", "yes", "x"})
NOT_CHOSEN = frozenset({"0", "false", "no", ""})
Questions = Mapping[str, schema.Question]


def response(questionnaire: schema.Questionnaire, cells: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the raw answers of one row, to be read by `reading.read`; an unknown column stays, to be named there.

    The column of a repeat itself holds the number of its entries; entries of which no cell is filled in are only there
    where that number or a later entry says so.
    """
    raw: dict[str, Any] = {}
    for column, cell in cells:
        _place(raw, questionnaire.questions, column.split("/"), cell)
    return raw


def _place(raw: dict[str, Any], questions: Questions, steps: list[str], cell: str) -> None:
    name, *parts = steps
    question = questions.get(name)
    if isinstance(question, schema.RepeatQuestion):
        _enter(raw, question, parts, cell)
    elif not parts:
        if name not in raw or cell.strip():
            raw[name] = _named_absence(question, cell)
    elif isinstance(question, schema.SelectMultipleQuestion):
        _tick(raw, name, parts[0], cell)
    elif len(parts) in (1, 2):
        _put(raw, name, parts, _named_absence(question, cell))
    elif cell.strip():
        raw["/".join(steps)] = cell


def _enter(raw: dict[str, Any], question: schema.RepeatQuestion, parts: list[str], cell: str) -> None:
    if not cell.strip():
        return
    number = _number(parts[0] if parts else cell)
    if number is None or (parts and not (number and parts[1:])):
        raw["/".join((question.name, *parts))] = _named_absence(question, cell)
        return
    entries = raw.setdefault(question.name, [])
    if isinstance(entries, list):
        entries += [{} for _ in range(number - len(entries))]
        if parts:
            _place(entries[number - 1], {each.name: each for each in question.questions}, parts[1:], cell)


def _number(text: str) -> int | None:
    is_number = text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= len(str(MOST_ENTRIES))
    return int(text) if is_number and int(text) <= MOST_ENTRIES else None


def _named_absence(question: schema.Question | None, cell: str) -> object:
    if question is None or isinstance(question, schema.TextQuestion) or cell not in set(Absence):
        return cell
    chosen = {each.name for each in getattr(question, "choices", ())}
    return cell if cell in chosen else {"absent": cell}


def _tick(raw: dict[str, Any], name: str, part: str, cell: str) -> None:
    ticked = cell.strip().lower()
    if ticked in NOT_CHOSEN:
        return
    if part == OTHER and ticked not in CHOSEN:
        raw[f"{name}{OTHER_SUFFIX}"] = cell
        ticked = "1"
    chosen = raw.setdefault(name, [])
    if isinstance(chosen, list):
        chosen.append(part if ticked in CHOSEN else cell)


def _put(raw: dict[str, Any], name: str, parts: list[str], cell: object) -> None:
    if cell == "":
        return
    inner = raw.setdefault(name, {})
    for part in parts[:-1]:
        inner = inner.setdefault(part, {}) if isinstance(inner, dict) else {}
    if isinstance(inner, dict):
        inner[parts[-1]] = cell
