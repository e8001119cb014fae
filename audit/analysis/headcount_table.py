"""A printed table of head-counts, recomputed: every group judged, every figure that does not follow is named.

Nothing is corrected: the counts stand, and a printed total or share that disagrees with them is a warning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from audit import wording
from audit.analysis import parity
from audit.analysis.printed_headcounts import PrintedRow
from audit.analysis.report import Group
from audit.errors import Message, Mistake, Severity, mark, message

HALF = Fraction(1, 2)
Printed = int | Decimal | None
Computed = int | Fraction | None

# What is wrong, by code; the remedy is the same for all, because only the table's author knows the true figure.
WARNINGS = {
    "total": mark("the printed total is %(printed)s, but the counts add up to %(computed)s"),
    "percentage": mark("the printed share of women is %(printed)s%%, but the counts give %(computed)s%%"),
    "percentage-truncated": mark(
        "the printed share of women, %(printed)s%%, is cut off instead of rounded: the counts give %(computed)s%%"
    ),
    "percentage-without-counts": mark("the printed share of women, %(printed)s%%, has no counts to follow from"),
    "no-counts": mark("the counts do not say how many women and how many men there are"),
    "men-from-total": mark("the number of men is not printed: total less women is %(computed)s"),
    "women-from-total": mark("the number of women is not printed: total less men is %(computed)s"),
    "total-below-counts": mark("the printed total is %(printed)s, less than the %(computed)s people counted"),
}
REMEDY = mark("Check it against the source; nothing was corrected.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A printed figure that does not follow from the counts, beside the one that does (percentages in per cent)."""

    code: str
    line: int
    group: str
    printed: Printed = None
    computed: Computed = None

    def said(self, language: str) -> Message:
        """Return the finding as a message, its figures written in a language's manner."""
        figures = {"printed": _written(language, self.printed), "computed": _written(language, self.computed)}
        return Message(WARNINGS[self.code], figures)

    def warning(self, file: str, language: str) -> Mistake:
        """Return the finding as a warning with its place in a file."""
        place = (message("line %(line)d", line=self.line), message("group '%(name)s'", name=self.group))
        said = self.said(language)
        return Mistake(self.code, place, said, message(REMEDY), file=file, severity=Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The groups that can be judged, in the table's order, and what does not follow."""

    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]


def recompute(rows: Sequence[PrintedRow], *, rule: parity.Rule = parity.DEFAULT) -> Recomputed:
    """Judge every row by its counts, and hold its printed total and share against them."""
    groups: list[Group] = []
    findings: list[Finding] = []
    for row in rows:
        counted, found = _counted(row)
        findings += found
        if counted.women is None or counted.men is None:
            continue
        standing = parity.judge(counted.women, counted.men, other=counted.other or 0, rule=rule)
        groups.append(standing.group(row.group))
        findings += _total(row) + _percentage(row, counted.women, counted.men, counted.other or 0)
    return Recomputed(tuple(groups), tuple(findings))


def _counted(row: PrintedRow) -> tuple[PrintedRow, list[Finding]]:
    """Return the row with the missing one of women and men taken from the total, and what has to be said of that."""
    missing = [name for name in ("women", "men") if getattr(row, name) is None]
    if not missing:
        return row, []
    if len(missing) == 2 or row.total is None:
        code = "no-counts" if row.percent is None else "percentage-without-counts"
        return row, [Finding(code, row.line, row.group, row.percent)]
    counted = (row.women or 0) + (row.men or 0) + (row.other or 0)
    rest = row.total - counted
    if rest < 0:
        return row, [Finding("total-below-counts", row.line, row.group, row.total, counted)]
    found = Finding(f"{missing[0]}-from-total", row.line, row.group, None, rest)
    return replace(row, women=rest if row.women is None else row.women, men=rest if row.men is None else row.men), [
        found
    ]


def _total(row: PrintedRow) -> list[Finding]:
    if row.total is None or row.women is None or row.men is None:
        return []
    computed = row.women + row.men + (row.other or 0)
    return [] if computed == row.total else [Finding("total", row.line, row.group, row.total, computed)]


def _percentage(row: PrintedRow, women: int, men: int, other: int) -> list[Finding]:
    """Hold a printed share against the counts, by both bases; it agrees when equal after rounding half up."""
    if row.percent is None:
        return []
    shares = [Fraction(100 * women, base) for base in (women + men, women + men + other) if base]
    if not shares:
        return [Finding("percentage-without-counts", row.line, row.group, row.percent)]
    scale = 10 ** max(0, -int(row.percent.as_tuple().exponent))
    printed = Fraction(row.percent) * scale
    if any(floor(share * scale + HALF) == printed for share in shares):
        return []
    is_cut = any(floor(share * scale) == printed for share in shares)
    code = "percentage-truncated" if is_cut else "percentage"
    return [Finding(code, row.line, row.group, row.percent, shares[0])]


def _written(language: str, figure: Printed | Computed) -> str:
    if isinstance(figure, Fraction):
        return wording.number(language, figure, 2)
    if isinstance(figure, Decimal):
        return wording.number(language, figure, max(0, -int(figure.as_tuple().exponent)))
    return "" if figure is None else wording.number(language, figure)
