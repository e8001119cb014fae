"""The columns in which responses leave the system: stable over versions, each absence by its name."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from audit.analysis.report import CodebookChoice, CodebookEntry, Part, Report, Why
from audit.errors import mark
from audit.render.words import label
from audit.wording import say

Row = Mapping[str, Any]
CYCLE, VERSION = "__cycle__", "__version__"
ENTRY = "#"
#: Why an answer is not there, as a cell says it; a legend of these names stands in every codebook.
ABSENCES = (
    Why.NOT_ASKED,
    Why.NOT_SHOWN,
    Why.NOT_ANSWERED,
    Why.NOT_APPLICABLE,
    Why.DONT_KNOW,
    Why.PREFER_NOT_TO_SAY,
)
NAMES = {why.value: why for why in Why}
#: What stands where a row has no such column: an entry that a repeat does not have, a question of another version.
NO_COLUMN = {"absent": Why.NOT_ASKED.value}


class Multiple(StrEnum):
    """How the chosen of several choices are written: in one column, in a column a choice, or both."""

    BOTH = "both"
    SUMMARY = "summary"
    DETAILS = "details"


class Told(StrEnum):
    """Whether a choice is written by its stored name or by its text in the language of the document."""

    CODES = "codes"
    LABELS = "labels"


class Versions(StrEnum):
    """Whose rows: of this audit, or also those that earlier audits of the body asked the same questionnaire for."""

    ONE = "one"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Layout:
    """How responses are laid out."""

    multiple: Multiple = Multiple.BOTH
    told: Told = Told.CODES
    versions: Versions = Versions.ONE

    @property
    def word(self) -> str:
        """The layout as one word, which `layout` reads again; empty for the usual one."""
        return "" if self == Layout() else ".".join((self.multiple, self.told, self.versions))


def layout(word: str) -> Layout:
    """Return the layout that a word names (`both.codes.one`); the usual one for no word.

    Raises ValueError for what is no way to lay out responses.
    """
    if not word:
        return Layout()
    multiple, told, versions = word.split(".")
    return Layout(Multiple(multiple), Told(told), Versions(versions))


@dataclass(frozen=True, slots=True)
class Release:
    """The rows of one questionnaire as one audit asked it; they can be gone through more than once and are counted."""

    cycle: str
    version: str
    codebook: tuple[CodebookEntry, ...]
    rows: Collection[Row]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the export: its stable name, its label, where its value is read; `choice` makes it a 0 or 1."""

    name: str
    label: str
    entry: CodebookEntry
    choice: str = ""


def releases(
    report: Report, part: Part, earlier: Iterable[Report] = (), *, rows: Collection[Row] | None = None
) -> tuple[Release, ...]:
    """Return the rows of a set and, after them, of the same questionnaire in earlier reports, the latest first.

    Only named sets have rows at all; a report holds none of the others. `rows` stand for the report's own where they
    are too many to be held.
    """
    name = part.scorecard.questionnaire.name
    before = sorted(earlier, key=lambda told: told.reference_date, reverse=True)
    others = [(told.cycle, each) for told in before for each in told.parts]
    same = [(cycle, each) for cycle, each in others if each.scorecard.questionnaire.name == name and each.rows]
    version = part.scorecard.questionnaire.version
    return (
        Release(report.cycle, version, part.codebook, part.rows if rows is None else rows),
        *(Release(cycle, each.scorecard.questionnaire.version, each.codebook, each.rows) for cycle, each in same),
    )


def asked(found: Sequence[Release]) -> tuple[CodebookEntry, ...]:
    """Return what all versions asked: the first one's columns in its order, then what only the others asked.

    Choices that only other versions offered come after the first one's.
    """
    return _merged(entry for release in found for entry in release.codebook)


def entries(found: Sequence[Release]) -> tuple[CodebookEntry, ...]:
    """Return the columns of all versions as they are written.

    As `asked`; a column within a repeat (`repeat/#/member`) stands once for every entry that any response has.
    """
    return _merged(entry for release in found for entry in _counted(release))


def _merged(every: Iterable[CodebookEntry]) -> tuple[CodebookEntry, ...]:
    merged: dict[str, CodebookEntry] = {}
    for entry in every:
        known = merged.get(entry.column)
        merged[entry.column] = _widened(known, entry.choices) if known else entry
    return tuple(merged.values())


def _widened(entry: CodebookEntry, others: Iterable[CodebookChoice]) -> CodebookEntry:
    names = {choice.name for choice in entry.choices}
    return entry.model_copy(update={"choices": (*entry.choices, *(each for each in others if each.name not in names))})


def _counted(release: Release) -> Iterable[CodebookEntry]:
    """Yield the columns of one version, those within repeats once an entry, entry by entry."""
    repeated = [entry for entry in release.codebook if ENTRY in entry.column]
    if not repeated:
        yield from release.codebook
        return
    held = {column for row in release.rows for column in row}
    placed: dict[str, list[CodebookEntry]] = {}
    for entry in repeated:
        placed.setdefault(entry.column.partition(ENTRY)[0], []).append(entry)
    for entry in release.codebook:
        if ENTRY not in entry.column:
            yield entry
            continue
        together = placed.pop(entry.column.partition(ENTRY)[0], [])
        numbered = [each for member in together for each in _entries(member, held)]
        yield from sorted(numbered, key=_numbers)


def _entries(entry: CodebookEntry, held: Iterable[str]) -> list[CodebookEntry]:
    pattern = re.compile(re.escape(entry.column).replace(re.escape(ENTRY), r"\d+"))
    return [entry.model_copy(update={"column": column}) for column in held if pattern.fullmatch(column)]


def _numbers(entry: CodebookEntry) -> list[int]:
    return [int(part) for part in entry.column.split("/") if part.isdigit()]


def fields(found: Sequence[Release], layout: Layout, language: str) -> tuple[Field, ...]:
    """Return the columns to write; with all versions the first two say which cycle and version a row is of."""
    asked = tuple(field for entry in entries(found) for field in _fields(entry, layout.multiple, language))
    if layout.versions is Versions.ONE:
        return asked
    cycle, version = say(language, mark("Cycle")), say(language, mark("Version of the questionnaire"))
    told = [(CYCLE, cycle), (VERSION, version)]
    named = (Field(name, said, CodebookEntry(column=name, question="", type="text", label={})) for name, said in told)
    return (*named, *asked)


def _fields(entry: CodebookEntry, multiple: Multiple, language: str) -> list[Field]:
    named = label(entry.label, language, entry.column)
    whole = Field(entry.column, named, entry)
    if entry.type != "select_multiple" or not entry.choices:
        return [whole]
    details = [
        replace(
            whole,
            name=f"{entry.column}/{choice.name}",
            label=f"{named}: {label(choice.label, language, choice.name)}",
            choice=choice.name,
        )
        for choice in entry.choices
    ]
    return {Multiple.SUMMARY: [whole], Multiple.DETAILS: details, Multiple.BOTH: [whole, *details]}[multiple]


def asks(release: Release, field: Field) -> bool:
    """Whether a version has a column: it asked the question, and offered the choice."""
    if field.name in (CYCLE, VERSION):
        return True
    own = next((each for each in release.codebook if _is(each.column, field.entry.column)), None)
    return own is not None and (not field.choice or any(each.name == field.choice for each in own.choices))


def _is(general: str, column: str) -> bool:
    if ENTRY not in general:
        return general == column
    return re.fullmatch(re.escape(general).replace(re.escape(ENTRY), r"\d+"), column) is not None


def absence_of(raw: object) -> Why | None:
    """Return why an answer is not there; None where it is."""
    if raw is None:
        return Why.NOT_ANSWERED
    named = raw.get("absent") if isinstance(raw, Mapping) else None
    return NAMES.get(named) if isinstance(named, str) else None


def file_name(reference: str) -> str:
    """Return the name of the file that an answer refers to: `sha256:<digits>/<name>`."""
    return reference.partition("/")[2] or reference


def said(raw: object, names: Mapping[str, str]) -> str:
    """Return an answer as a text: the chosen by their names or, where `names` has them, by their labels."""
    if isinstance(raw, list | tuple):
        return ("; " if names else " ").join(names.get(str(each), str(each)) for each in raw)
    if isinstance(raw, Mapping):
        return "; ".join(f"{key}: {value}" for key, value in raw.items())
    return names.get(str(raw), str(raw))
