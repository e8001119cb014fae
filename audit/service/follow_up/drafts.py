"""Findings and promises as they are given, and what may be wrong in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audit.errors import Mistake, Mistaken, Refused, message
from audit.lifecycle import FindingKind, FindingState, Priority
from audit.service import texts

Text = dict[str, str]
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON, LONGEST_OFFICE = 300, 10_000, 500, 200


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """A finding as given: title and text by language, and the indicators it rests on as `questionnaire/indicator`."""

    title: Text
    text: Text
    kind: FindingKind = FindingKind.BARRIER
    priority: Priority = Priority.MEDIUM
    state: FindingState = FindingState.DRAFT
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """A promise as given: what by language, the office that answers for it, its last day, the finding it answers."""

    what: Text
    responsible: str
    due: date
    finding_id: str | None = None


def told(text: Text) -> Text:
    """Return a text without the languages in which nothing was said."""
    return {language: said.strip() for language, said in text.items() if said.strip()}


def check_finding(draft: FindingDraft) -> None:
    """Raise Mistaken with all that is wrong in a finding."""
    mistakes = texts.check((*draft.title.values(), *draft.text.values()))
    if not told(draft.title):
        remedy = message("Say in one line what you found.")
        mistakes.append(Mistake("no-title", (), message("the finding has no title"), remedy))
    if any(len(each) > LONGEST_TITLE for each in draft.title.values()):
        remedy = message("Use at most %(most)d characters.", most=LONGEST_TITLE)
        mistakes.append(Mistake("long-title", (), message("the title is too long"), remedy))
    mistakes += _too_long(draft.text.values(), most=LONGEST_TEXT)
    if draft.state is FindingState.DISMISSED:
        remedy = message("Dismiss a proposal on the page of findings, with a reason.")
        mistakes.append(Mistake("dismissed-so", (), message("a written finding is not dismissed"), remedy))
    _refuse(mistakes)


def check_action(draft: ActionDraft) -> None:
    """Raise Mistaken with all that is wrong in a promise."""
    mistakes = texts.check((*draft.what.values(), draft.responsible))
    if not told(draft.what):
        remedy = message("Say what will be done, so that anybody can tell whether it was.")
        mistakes.append(Mistake("no-action", (), message("nothing is promised"), remedy))
    if not draft.responsible.strip():
        remedy = message("Name the office or post that answers for it, not a person.")
        mistakes.append(Mistake("nobody-responsible", (), message("nobody answers for it"), remedy))
    mistakes += _too_long(draft.what.values(), most=LONGEST_TEXT)
    mistakes += _too_long((draft.responsible,), most=LONGEST_OFFICE)
    _refuse(mistakes)


def check_reason(reason: str) -> None:
    """Raise Mistaken unless a proposal is turned down for a reason that can be kept."""
    mistakes = texts.check((reason,))
    if not reason.strip():
        remedy = message("Say in a few words why it calls for nothing; the reason is kept.")
        mistakes.append(Mistake("no-reason", (), message("the reason is missing"), remedy))
    mistakes += _too_long((reason,), most=LONGEST_REASON)
    _refuse(mistakes)


def check_note(note: str) -> None:
    """Raise Mistaken unless a note on a promise can be kept."""
    _refuse([*texts.check((note,)), *_too_long((note,), most=LONGEST_TEXT)])


def require_edition(kept: int, read: int) -> None:
    """Raise Refused `changed-meanwhile` unless what is to be changed is still what was read."""
    if kept != read:
        said = message("Somebody else has changed this meanwhile. Compare both and save again")
        raise Refused("changed-meanwhile", said)


def _too_long(given: Iterable[str], *, most: int) -> list[Mistake]:
    long = [each for each in given if len(each) > most]
    remedy = message("Use at most %(most)d characters.", most=most)
    return [Mistake("long-text", (), message("the text is too long"), remedy) for _ in long[:1]]


def _refuse(mistakes: list[Mistake]) -> None:
    if mistakes:
        raise Mistaken(tuple(mistakes))
