"""Which answers in people's own words may be published: rules before anything is made publishable.

A text is never published unread: its words name people, places and days that no rule can find. So an auditor reads each
one and lets it stand, rewrites it without what tells its author, or leaves it out. Only then does the gate count them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audit.analysis.report import Reason, Withheld
from audit.analysis.rules import TEXTS_NEED, Rule
from audit.lifecycle import Reading
from audit.questionnaire.schema import TextQuestion


@dataclass(frozen=True, slots=True)
class Written:
    """One person's answer in her own words, raw, with what an auditor made of it; `redacted` is the auditor's wording.

    Raises ValueError where a redacted text has no words of the auditor's.
    """

    text: str
    reading: Reading = Reading.UNREAD
    redacted: str = ""

    def __post_init__(self) -> None:
        if self.reading is Reading.REDACTED and not self.redacted.strip():
            raise ValueError("a redacted text says what is left of it; one of which nothing is left is left out")

    @property
    def words(self) -> str:
        """Return the text as it may be published: without the blanks around and within by which a hand is known."""
        told = self.redacted if self.reading is Reading.REDACTED else self.text
        return " ".join(told.split())


def least(question: TextQuestion, rule: Rule) -> int:
    """Return of how many people texts are published: twice as many as a figure needs, never below the sensitive one."""
    return max(TEXTS_NEED * rule.least(sensitive=question.sensitive), rule.least(sensitive=True))


def publishable(question: TextQuestion, written: Sequence[Written], rule: Rule) -> tuple[str, ...] | Withheld:
    """Return the texts that may be published, in no meaningful order; withheld where too few wrote, or are left.

    Raises ValueError for a question that does not say `publish: true`.
    """
    if not question.publish:
        raise ValueError(f"the texts of {question.name} were never to be published")
    given = [each for each in written if each.text.strip()]
    if len(given) < least(question, rule):
        return Withheld(withheld=Reason.SMALL)
    if any(each.reading is Reading.UNREAD for each in given):
        return Withheld(withheld=Reason.UNREAD)
    left = words(written)
    return left if len(left) >= least(question, rule) else Withheld(withheld=Reason.SMALL)


def words(written: Sequence[Written]) -> tuple[str, ...]:
    """Return what an auditor has read and not left out, in the order of the alphabet."""
    told = (each for each in written if each.reading in (Reading.LEFT_STANDING, Reading.REDACTED))
    return tuple(sorted(each.words for each in told if each.text.strip()))


def continued(
    before: Sequence[str], written: Sequence[Written], *, question: TextQuestion, rule: Rule
) -> tuple[tuple[str, ...], int]:
    """Return what is published after texts were published before, and how many new ones wait, unread ones too.

    Whoever kept the first report subtracts it, so new texts appear only when they are as many as a first publication
    needs. What the auditor has since taken back disappears at once.
    """
    now = words(written)
    unread = sum(each.reading is Reading.UNREAD and bool(each.text.strip()) for each in written)
    kept = Counter(before) & Counter(now)
    new = Counter(now) - kept
    if unread or 0 < new.total() < least(question, rule):
        return tuple(sorted(kept.elements())), new.total() + unread
    return now, 0
