"""What the entries of a repeat come to together: people row by row, numbers added up, entries counted."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from audit.questionnaire.answers import Absence, Absent, Answers, Value
from audit.questionnaire.schema import HeadcountQuestion, Questionnaire, RepeatQuestion

NOT_ANSWERED = Absent(Absence.NOT_ANSWERED)
# An entry in which a question was not put, or does not apply, says nothing about it and lacks nothing.
LACKING_NOTHING = frozenset({Absence.NOT_SHOWN, Absence.NOT_APPLICABLE, Absence.NOT_ASKED})


def pooled(questionnaire: Questionnaire, values: Answers, path: str) -> Value:
    """Return what a path of repeats (`delegations/people`) comes to over all entries.

    A head-count is pooled row by row; a row that an entry lacks is lacking in the whole, for nothing is pooled over a
    gap. Numbers are added up, a head-count where a number is wanted is everybody. A repeat itself is the number of its
    entries. Where entries lack an answer the whole is that absence; where all leave the question out, it is theirs.
    """
    question = questionnaire.at(path)
    if isinstance(question, RepeatQuestion):
        found = [each for each in _reached(values, path.split("/")) if isinstance(each, Mapping)]
        has_entries = isinstance(values.get(path.partition("/")[0]), tuple)
        return len(found) if has_entries else _outermost(values, path)
    told = list(_reached(values, path.split("/")))
    said = [each for each in told if not (isinstance(each, Absent) and each.reason in LACKING_NOTHING)]
    if not said:
        return told[0] if told and isinstance(told[0], Absent) else _outermost(values, path)
    absent = next((each for each in said if isinstance(each, Absent)), None)
    if isinstance(question, HeadcountQuestion):
        rows = [row.name for row in question.rows]
        return absent or _people([each for each in said if isinstance(each, Mapping)], rows)
    return absent or _sum(said)


def everybody(value: Value) -> Value:
    """Return the number of people in a head-count, where a number is measured; any other value as it is."""
    if not isinstance(value, Mapping):
        return value
    counts = [count for cells in value.values() if isinstance(cells, Mapping) for count in cells.values()]
    return sum(counts) if counts else NOT_ANSWERED


def _reached(values: Mapping[str, Any], steps: Sequence[str]) -> Iterator[Any]:
    """Yield what stands at the end of a path, in every entry; of a repeat its entries."""
    name, *further = steps
    value = values.get(name)
    if not further:
        yield from value if isinstance(value, tuple) and value and isinstance(value[0], Mapping) else _one(value)
        return
    for entry in value if isinstance(value, tuple) else ():
        if isinstance(entry, Mapping):
            yield from _reached(entry, further)


def _one(value: object) -> tuple[object, ...]:
    return (NOT_ANSWERED if value is None or value in ("", ()) else value,)


def _outermost(values: Answers, path: str) -> Absent:
    """Return why there are no entries at all."""
    value = values.get(path.partition("/")[0])
    return value if isinstance(value, Absent) else NOT_ANSWERED


def _people(grids: Sequence[Mapping[str, Any]], rows: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """Add head-counts up row by row, as far as every entry has the row."""
    whole: dict[str, dict[str, int]] = {}
    for row in rows:
        cells = [grid[row] for grid in grids if isinstance(grid.get(row), Mapping)]
        if len(cells) == len(grids) and all("women" in each and "men" in each for each in cells):
            columns = dict.fromkeys(column for each in cells for column in each)
            whole[row] = {column: sum(each.get(column, 0) for each in cells) for column in columns}
    return whole


def _sum(numbers: Sequence[Any]) -> Value:
    found = [each for each in numbers if isinstance(each, int | Decimal) and not isinstance(each, bool)]
    return sum(found, 0) if len(found) == len(numbers) else NOT_ANSWERED
