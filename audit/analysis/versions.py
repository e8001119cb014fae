"""What becomes of answers under an earlier version: tables of their own, columns of their own, a word at the trend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from audit.analysis import codebook, disclosure, tally
from audit.analysis.report import ALL, CodebookEntry, FormerTable, PartVersion
from audit.analysis.rules import Rule
from audit.errors import mark
from audit.questionnaire.answers import Value
from audit.questionnaire.changes import Apart
from audit.questionnaire.schema import Questionnaire
from audit.wording import say

VERSION = "version"
SAID = mark("Version of the questionnaire")


@dataclass(frozen=True, slots=True)
class AskedVersion:
    """One version: its number, since when it was asked, and what of it means something else in the next one."""

    number: int
    questionnaire: Questionnaire
    digest: str
    since: date
    apart: Apart = field(default_factory=Apart)


@dataclass(frozen=True, slots=True)
class FormerValue:
    """An answer that stands apart: in which version, to which question; of which response, where that is known."""

    number: int
    question: str
    value: Value = field(repr=False)
    response: int | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of an enquiry, the earliest first, and the answers that stand apart.

    `submitted_with` is the version of each response, in their order, where it is known. `renewed` are the indicators
    that measure something else than in the cycle before, or than when this one began.
    """

    asked: tuple[AskedVersion, ...] = ()
    former: tuple[FormerValue, ...] = field(default=(), repr=False)
    submitted_with: tuple[int, ...] = ()
    renewed: frozenset[str] = frozenset()

    @property
    def split(self) -> frozenset[str]:
        """The questions that meant something else in an earlier version of this cycle."""
        return frozenset().union(*(each.apart.questions for each in self.asked))

    def told(self) -> tuple[PartVersion, ...]:
        """Return the versions as a report tells them; nothing where there was one."""
        if len(self.asked) < 2:
            return ()
        return tuple(
            PartVersion(version=each.questionnaire.version, digest=each.digest, since=each.since) for each in self.asked
        )


def tables(versions: Versions, rule: Rule) -> tuple[FormerTable, ...]:
    """Return what was answered while a question meant something else, as far as the disclosure gate lets it out.

    A table is of one question under one version and never broken down: whoever answered before a day of field work is
    a group that colleagues can know. It is withheld alike for few people and for nobody.
    """
    return tuple(found for each in versions.asked for found in _of_version(each, versions.former, rule))


def _of_version(asked: AskedVersion, former: Sequence[FormerValue], rule: Rule) -> Iterator[FormerTable]:
    whole = asked.questionnaire.model_copy(update={"disaggregate_by": ()})
    for question in tally.tabulated(whole):
        if question.name not in asked.apart.questions:
            continue
        given = [
            {question.name: each.value}
            for each in former
            if (each.number, each.question) == (asked.number, question.name)
        ]
        own = [one for one in tally.tallies(whole, given) if one.question == question.name and one.by == ALL]
        parts = asked.apart.parts.get(question.name)
        wanted = [one for one in own if parts is None or one.item in parts]
        for table in disclosure.protect(whole, wanted, rule):
            yield FormerTable(version=asked.questionnaire.version, table=table)


def entries(questionnaire: Questionnaire, versions: Versions) -> tuple[CodebookEntry, ...]:
    """Return the codebook over all versions: each column at its place, those of an earlier meaning after it.

    A column of an earlier meaning is called by its version too (`posts/head/women@1`). What is no longer asked stands
    after all that is. A first column says which version a response was submitted with.
    """
    own = codebook.entries(questionnaire)
    if not versions.split:
        return own
    label = {language: say(language, SAID) for language in questionnaire.languages}
    found = [CodebookEntry(column=VERSION, question=VERSION, type="text", label=label), *own]
    for asked in versions.asked:
        for entry in codebook.entries(asked.questionnaire):
            if entry.column.split("/")[0].removesuffix("_other") in asked.apart.questions or (
                entry.question in asked.apart.questions
            ):
                named = entry.model_copy(update={"column": f"{entry.column}@{asked.questionnaire.version}"})
                found.insert(_after(found, entry.question), named)
    return tuple(found)


def _after(found: Sequence[CodebookEntry], question: str) -> int:
    places = [place for place, entry in enumerate(found) if entry.question == question]
    return places[-1] + 1 if places else len(found)


def rows(versions: Versions, own: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Return the rows of a named set over all versions, in the columns of `entries`."""
    if not versions.split:
        return tuple(dict(row) for row in own)
    by_number = {each.number: each for each in versions.asked}
    last = versions.asked[-1].number
    laid = []
    for place, row in enumerate(own):
        number = versions.submitted_with[place] if place < len(versions.submitted_with) else last
        former: dict[str, Any] = {}
        for each in (one for one in versions.former if one.response == place):
            asked = by_number[each.number].questionnaire
            whole = codebook.row(asked, {each.question: each.value})
            former |= {
                f"{column}@{asked.version}": cell
                for column, cell in whole.items()
                if column.split("/")[0] == each.question and cell is not None
            }
        laid.append({VERSION: by_number[number].questionnaire.version, **row, **former})
    return tuple(laid)
