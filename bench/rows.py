"""A named set of 120 answers a row, as a stream of any length: what the workbook and its peer both write."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from audit.analysis.report import CodebookChoice, CodebookEntry, Part, Report
from tests.render.sample import institution, regional_centre

COLUMNS = 120
#: Of every ten columns: six choices, a whole number, a decimal, a day, a text.
KINDS = ("select_one",) * 6 + ("integer", "decimal", "date", "text")
STEPS = tuple(
    CodebookChoice(name=f"step_{step}", label={"en": f"Step {step}", "ru": f"Шаг {step}"}) for step in "12345"
)
WORDS = ("Равенство", "возможностей", "в", "комиссиях", "по", "найму", "обсуждали", "дважды", "за", "год")
FIRST_DAY = date(2020, 1, 1)
PERIOD = 997


def codebook() -> tuple[CodebookEntry, ...]:
    """Return the columns: names, kinds and labels."""
    return tuple(_entry(at, KINDS[at % len(KINDS)]) for at in range(COLUMNS))


def _entry(at: int, kind: str) -> CodebookEntry:
    choices = STEPS if kind == "select_one" else ()
    named = {"en": f"Question {at}", "ru": f"Вопрос {at}"}
    return CodebookEntry(column=f"q{at}", question=f"q{at}", type=kind, label=named, choices=choices)


class Rows(Collection[dict[str, Any]]):
    """So many rows, each made when it is asked for and kept by nobody; the same at every reading."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        made = [_row(number) for number in range(min(PERIOD, self.count))]
        for number in range(self.count):
            row = made[number % len(made)].copy()
            row["q6"] = number
            yield row


def _row(number: int) -> dict[str, Any]:
    return {f"q{at}": _answer(KINDS[at % len(KINDS)], number * 31 + at * 7) for at in range(COLUMNS)}


def _answer(kind: str, at: int) -> object:
    if at % 23 == 0:
        return {"absent": "not_shown"} if at % 2 else None
    if kind == "select_one":
        return STEPS[at % len(STEPS)].name
    if kind == "integer":
        return at % 4001
    if kind == "decimal":
        return (at % 9973) / 7
    if kind == "date":
        return str(FIRST_DAY + timedelta(days=at % 2500))
    return " ".join(WORDS[(at + step) % len(WORDS)] for step in range(at % 8 + 1)) + f" {at}"


def report(held: tuple[dict[str, Any], ...] = ()) -> Report:
    """Return the report of a named set of these columns; rows that it does not hold are given apart, as they come."""
    part: Part = institution(codebook=codebook(), rows=held)
    return regional_centre(parts=(part,))
