"""What lies ahead, as `paritet parity` says it: vacancies day by day, and levels carried forward by their flows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from audit import wording
from audit.analysis import stock_flow
from audit.analysis.dated_vacancies import Timetable, Vacancy
from audit.analysis.flow_rates import LevelFlows
from audit.analysis.printed_headcounts import PrintedRow
from audit.analysis.report import StockFlow
from audit.analysis.vacancies import Path
from audit.cli import path
from audit.errors import mark
from audit.questionnaire.values import Sex
from audit.render import stock_flows, words

HELD_BY = {"": None, "woman": Sex.WOMEN, "man": Sex.MEN}
WRONG_VACANCY = mark(
    "A vacancy is a day, as 2027-03-01, with :woman or :man after it where it is known whose post it is."
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was asked of the future: a way by vacancies, their days, levels carried forward."""

    way: Path | None
    days: Timetable | None
    flows: tuple[StockFlow, ...]

    def as_data(self) -> dict[str, Any]:
        """Return what was asked for, for `--json`."""
        told = {"path": path.as_data(self.way)} if self.way else {}
        told |= {"timetable": _timetable_data(self.days)} if self.days else {}
        return told | ({"stock_flow": [flow.model_dump(mode="json") for flow in self.flows]} if self.flows else {})

    def lines(self, language: str) -> Iterator[str]:
        """Say what was asked for, a line each."""
        if self.way:
            yield path.as_text(self.way, language)
        if self.days:
            yield from _timetable_lines(self.days, language)
        for flow in self.flows:
            yield f"{stock_flows.named(flow, language)}: {stock_flows.said(flow, language)}"


def vacancies(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[Vacancy, ...]:
    """Read the days of `--vacancy`; wrong usage for what is no day."""
    return tuple(_vacancy(each) for each in given)


def _vacancy(given: str) -> Vacancy:
    day, _, held_by = given.partition(":")
    try:
        return Vacancy(date.fromisoformat(day), HELD_BY[held_by])
    except (ValueError, KeyError):
        raise click.BadParameter(WRONG_VACANCY) from None


def _timetable_data(found: Timetable) -> dict[str, Any]:
    return {
        "earliest": found.earliest.on.isoformat() if found.earliest else None,
        "assured": found.assured.on.isoformat() if found.assured else None,
        "days": [{"on": stand.on.isoformat(), **path.as_data(stand.path)} for stand in found.stands],
    }


def _timetable_lines(found: Timetable, language: str) -> Iterator[str]:
    """Say what is possible day by day, and before which day parity cannot be reached."""
    for stand in found.stands:
        yield f"{words.day(stand.on, language)}: {path.as_text(stand.path, language)}"
    yield _bound(found, language)


def _bound(found: Timetable, language: str) -> str:
    if found.earliest is None:
        last = words.day(found.stands[-1].on, language)
        return wording.say(language, "Parity cannot be reached by %(day)s with these vacancies", day=last)
    return wording.say(language, "Parity cannot be reached before %(day)s", day=words.day(found.earliest.on, language))


def levels(rows: Iterable[PrintedRow]) -> tuple[LevelFlows, ...]:
    """Return the rows of a table that say how many women and men there are as levels with their flows."""
    return tuple(
        LevelFlows(
            row.group,
            (row.women, row.men),
            appointed=_pair(row, "appointed"),
            left=_pair(row, "left"),
            promoted=_pair(row, "promoted"),
        )
        for row in rows
        if row.women is not None and row.men is not None
    )


def _pair(row: PrintedRow, kind: str) -> tuple[int, int]:
    return row.flows[f"women_{kind}"], row.flows[f"men_{kind}"]


def carried(rows: Sequence[PrintedRow], since: date) -> tuple[StockFlow, ...]:
    """Carry the levels of a table (highest first) forward from the day of their head-count; the flows are of a year."""
    return stock_flow.carried(levels(rows), stock_flow.Setting(since))
