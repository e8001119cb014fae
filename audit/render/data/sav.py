"""Tables as SPSS files: labels in the reader's language, choices as labelled numbers, absences as missing codes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars
import pyreadstat
from pyreadstat.pyclasses import MissingRange

from audit.analysis.report import Reason, Why
from audit.errors import mark
from audit.render.columns import ABSENCES
from audit.render.data.variables import Cell, Dataset, Kind, Option, Variable
from audit.render.words import REASONS, WHYS
from audit.wording import say

#: Far below every figure that an audit holds, so that no answer is taken for an absence.
CODES: Mapping[Why | Reason, int] = {
    **{why: -999_991 - at for at, why in enumerate([*ABSENCES, *(why for why in Why if why not in ABSENCES)])},
    **{reason: -999_981 - at for at, reason in enumerate(Reason)},
}
MISSING = (MissingRange(lo=min(CODES.values()), hi=max(CODES.values())),)
EPOCH = datetime(1582, 10, 14)
FORMATS = {Kind.DAY: "SDATE10", Kind.MOMENT: "DATETIME20", Kind.CLOCK: "TIME8"}
NAME_BYTES, LABEL_BYTES, CHOICE_BYTES, TEXT_BYTES = 60, 255, 120, 32_000
RESERVED = frozenset({"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"})
UNFIT = re.compile(r"[^\w.@#$]")
WHOLE = re.compile(r"-?\d{1,9}")


def table(dataset: Dataset, language: str) -> bytes:
    """Return a table as one .sav file.

    Choices named by whole numbers keep them as codes, others are numbered from 1 in their order. Every absence has a
    code of its own below −999,980, labelled and declared as missing; in a column of texts it is the absence's name.
    """
    names = fitting([variable.name for variable in dataset.variables])
    numbered = {variable.name: _numbered(variable.options) for variable in dataset.variables}
    columns: dict[str, polars.Series] = {}
    for at, (name, variable) in enumerate(zip(names, dataset.variables, strict=True)):
        cells = [_stored(row[at], variable, numbered[variable.name]) for row in dataset.rows]
        kind = polars.String if variable.kind is Kind.TEXT else polars.Float64
        columns[name] = polars.Series(name, cells, kind)
    described = list(zip(names, dataset.variables, strict=True))
    figures = [name for name, variable in described if variable.kind is not Kind.TEXT]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "table.sav"
        pyreadstat.write_sav(
            polars.DataFrame(columns),
            file,
            file_label=cut(dataset.title, 64),
            column_labels={name: cut(variable.label, LABEL_BYTES) for name, variable in described},
            variable_value_labels={
                name: _labels(variable, numbered[variable.name], _absences(dataset, at), language)
                for at, (name, variable) in enumerate(described)
                if variable.kind is not Kind.TEXT
            },
            missing_ranges={name: list(MISSING) for name in figures},
            variable_measure={name: _measure(variable) for name, variable in described},
            variable_format={name: FORMATS[variable.kind] for name, variable in described if variable.kind in FORMATS},
            row_compress=True,
        )
        return file.read_bytes()


def fitting(names: Iterable[str]) -> list[str]:
    """Return names that SPSS takes: letters first, at most 64 bytes, no reserved word, none twice in any case."""
    taken: set[str] = set()
    found = []
    for name in names:
        fit = UNFIT.sub(".", name).strip("._") or "v"
        fit = fit if fit[0].isalpha() else f"v{fit}"
        fit = cut(fit, NAME_BYTES, end="").rstrip("._")
        fit = f"{fit}_v" if fit.upper() in RESERVED else fit
        tried = next(
            each for each in (fit, *(f"{fit}.{n}" for n in range(2, len(taken) + 3))) if each.upper() not in taken
        )
        taken.add(tried.upper())
        found.append(tried)
    return found


def cut(text: str, most: int, *, end: str = "…") -> str:
    """Return a text of at most `most` bytes, never cut within a letter."""
    kept = text.encode("utf-8", "replace").replace(b"\0", b" ")
    if len(kept) <= most:
        return kept.decode()
    return kept[: most - len(end.encode())].decode("utf-8", "ignore") + end


def _numbered(options: Sequence[Option]) -> dict[str, int]:
    present = [option for option in options if option.absent is None]
    whole = all(WHOLE.fullmatch(option.name) and int(option.name) > max(CODES.values()) for option in present)
    codes = {option.name: int(option.name) if whole else at for at, option in enumerate(present, start=1)}
    return codes | {option.name: CODES[option.absent] for option in options if option.absent is not None}


def _absences(dataset: Dataset, at: int) -> set[Why | Reason]:
    """Return what a column can lack: every absence where people answered, else what it does lack."""
    found: set[Why | Reason] = {cell for cell in (row[at] for row in dataset.rows) if isinstance(cell, Why | Reason)}
    return found | set(ABSENCES) if dataset.variables[at].question else found


def _labels(
    variable: Variable, numbered: Mapping[str, int], absences: Iterable[Why | Reason], language: str
) -> dict[int | float, str]:
    told: dict[int | float, str] = {
        CODES[each]: say(language, WHYS[each] if isinstance(each, Why) else REASONS[each]) for each in absences
    }
    if variable.kind is Kind.TICK:
        told |= {0: say(language, mark("not chosen")), 1: say(language, mark("chosen"))}
    told |= {numbered[option.name]: option.label for option in variable.options}
    return {code: cut(text, CHOICE_BYTES) for code, text in told.items()}


def _stored(cell: Cell, variable: Variable, numbered: Mapping[str, int]) -> Any:  # noqa: ANN401 - text or number
    if variable.kind is Kind.TEXT:
        return "" if cell is None else cut(cell.value if isinstance(cell, Why | Reason) else str(cell), TEXT_BYTES)
    if isinstance(cell, Why | Reason):
        return float(CODES[cell])
    if variable.kind is Kind.CHOICE:
        return float(numbered[str(cell)])
    return _seconds(cell) if isinstance(cell, date | time) else cell if cell is None else float(cell)


def _seconds(cell: date | time) -> float:
    """Return a day or a time as SPSS counts it: seconds since 14 October 1582, or since midnight."""
    if isinstance(cell, time):
        return float(cell.hour * 3600 + cell.minute * 60 + cell.second)
    at = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
    return (at - EPOCH).total_seconds()


def _measure(variable: Variable) -> str:
    return "nominal" if variable.kind in (Kind.TEXT, Kind.CHOICE, Kind.TICK) else "scale"
