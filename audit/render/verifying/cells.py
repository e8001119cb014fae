"""Whether two cells of two workbooks say the same, whichever spreadsheet program saved them."""

from datetime import date, datetime, time, timedelta
from math import isclose

from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.escape import unescape

from audit.render.verifying.claims import Kind
from audit.render.verifying.formulas import spelled

Cell = ReadOnlyCell | EmptyCell | None
#: What is left of a figure when a spreadsheet program has written it with its fifteen digits.
RELATIVE, ABSOLUTE = 1e-13, 1e-13
EPOCH, DAY = datetime(1899, 12, 30), timedelta(days=1)


def apart(file: Cell, report: Cell) -> Kind | None:
    """Return how the cell of a file differs from the report's; None where they say the same."""
    one, other = _value(file), _value(report)
    if one is None or other is None:
        return None if one is other else Kind.ADDED if other is None else Kind.REMOVED
    if _is_formula(report):
        if not _is_formula(file):
            return Kind.REPLACED
        return None if spelled(str(one)) == spelled(str(other)) else Kind.CHANGED
    if _is_formula(file) or not _same(one, other):
        return Kind.CHANGED
    return Kind.FORMAT if isinstance(other, float) and _format(file) != _format(report) else None


def shown(cell: Cell, kind: Kind) -> object:
    """Return what a difference names: the value as it stands, or the format of a number."""
    if kind is Kind.FORMAT:
        return _format(cell)
    return None if cell is None else cell.value


def _value(cell: Cell) -> object:
    """Return what a cell says: every number, day and time as a number, a text without escapes, nothing as None."""
    found = None if cell is None else cell.value
    if isinstance(found, str):
        return _unescaped(found) or None
    if isinstance(found, time):
        return timedelta(hours=found.hour, minutes=found.minute, seconds=found.second) / DAY
    if isinstance(found, date):
        at = found if isinstance(found, datetime) else datetime.combine(found, time())
        return (at - EPOCH) / DAY
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else found


def _unescaped(said: str) -> str:
    """Return a text without its escapes, however deep: LibreOffice reads `_x005F_` and does not write it again."""
    plain: str = unescape(said)
    return plain if plain == said else _unescaped(plain)


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return one == other


def _is_formula(cell: Cell) -> bool:
    return cell is not None and cell.data_type == "f"


def _format(cell: Cell) -> str:
    """Return the format of a number without the strokes that a program puts before its signs."""
    said = cell.number_format if isinstance(cell, ReadOnlyCell) else ""
    return str(said or "General").replace("\\", "")
