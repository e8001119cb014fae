"""Tables as Parquet: typed columns, and beside a column with absences another that names them."""

import io
import json
from collections.abc import Sequence

import polars

from audit.analysis.report import Reason, Why
from audit.render.data.variables import Cell, Dataset, Kind, Variable

ABSENT = "absent"


def table(dataset: Dataset) -> bytes:
    """Return a table as one Parquet file; labels of variables and choices stand in its metadata as JSON.

    A value that is not there is null, and `<column>:absent` says why: an absence by its name, or `withheld:small`.
    """
    columns: dict[str, polars.Series] = {}
    for at, variable in enumerate(dataset.variables):
        cells = [row[at] for row in dataset.rows]
        columns[variable.name] = polars.Series(variable.name, [_value(cell) for cell in cells], _kind(variable, cells))
        why = [_absence(cell) for cell in cells]
        if any(why):
            name = f"{variable.name}:{ABSENT}"
            columns[name] = polars.Series(name, why, polars.String)
    out = io.BytesIO()
    polars.DataFrame(columns).write_parquet(out, metadata={"paritet": _described(dataset)})
    return out.getvalue()


def _value(cell: Cell) -> object:
    if isinstance(cell, Why | Reason):
        return None
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def _absence(cell: Cell) -> str | None:
    if isinstance(cell, Reason):
        return f"withheld:{cell.value}"
    return cell.value if isinstance(cell, Why) else None


def _kind(variable: Variable, cells: Sequence[Cell]) -> polars.DataType:
    if variable.kind is Kind.CHOICE:
        return polars.Enum([option.name for option in variable.options])
    if variable.kind is Kind.NUMBER:
        figures = [cell for cell in cells if isinstance(cell, int | float)]
        whole = all(isinstance(figure, int) and abs(figure) < 2**63 for figure in figures)
        return polars.Int64() if whole else polars.Float64()
    return KINDS[variable.kind]


KINDS: dict[Kind, polars.DataType] = {
    Kind.TEXT: polars.String(),
    Kind.TICK: polars.Int8(),
    Kind.DAY: polars.Date(),
    Kind.MOMENT: polars.Datetime(),
    Kind.CLOCK: polars.Time(),
}


def _described(dataset: Dataset) -> str:
    told = {
        variable.name: {
            "label": variable.label,
            "kind": variable.kind.value,
            "choices": {option.name: option.label for option in variable.options},
        }
        for variable in dataset.variables
    }
    return json.dumps({"title": dataset.title, "variables": told}, ensure_ascii=False, sort_keys=True)
