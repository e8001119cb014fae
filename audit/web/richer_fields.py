"""Fields of times, orders and files: what was typed in them is more than one text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from audit.errors import mark
from audit.questionnaire.clocks import written
from audit.questionnaire.evidence import digest_of, file_name
from audit.web.asked import Option
from audit.web.fields import Posted, QuestionField, is_day

DATED = "/dated"
LONGEST_DAY = 100
TWICE = mark("Two of them have the same place. Give each a place of its own: 1 is the first.")


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a document as it stands on a page; `in_calendar` where a browser's calendar can show it."""

    typed: str

    @property
    def in_calendar(self) -> bool:
        """Whether a browser's calendar can show what is typed."""
        return is_day(self.typed)


class TimeField(QuestionField):
    """A time of the day; what is none stays a text to be mended."""

    @property
    def is_time(self) -> bool:
        """Whether the browser's clock can show what is typed."""
        return not self.value or _parses(time.fromisoformat, self.value)

    def spelled(self, value: Any) -> str:  # noqa: ANN401, D102 - as QuestionField
        return written(value) if isinstance(value, time | datetime) else str(value)


class MomentField(TimeField):
    """A day with a time."""

    @property
    def is_time(self) -> bool:  # noqa: D102 - as TimeField
        return not self.value or ("T" in self.value and _parses(datetime.fromisoformat, self.value))


class RankField(QuestionField):
    """Choices in an order: the place of each choice is a part."""

    def shown(self, value: Any) -> dict[str, str]:  # noqa: ANN401, D102 - as QuestionField
        return {name: str(place) for place, name in enumerate(value, start=1)} if isinstance(value, tuple) else {}

    def read(self, posted: Posted) -> dict[str, str]:  # noqa: D102 - as QuestionField
        typed = {each.name: (posted.get(f"{self.name}/{each.name}") or "")[:10] for each in self.asked.options}
        return {name: place for name, place in typed.items() if place}

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        return {self.name: sorted(self.typed, key=lambda name: int(self.typed[name])) or None}

    def unreadable(self) -> str:  # noqa: D102 - as QuestionField
        places = list(self.typed.values())
        if all(each.isascii() and each.isdigit() for each in places) and len(set(places)) == len(places):
            return ""
        return TWICE

    @property
    def ordered(self) -> tuple[Option, ...]:
        """The options in the order given so far, those without a place after them."""
        last = len(self.options)
        places = {name: int(place) for name, place in self.typed.items() if place.isascii() and place.isdigit()}
        return tuple(sorted(self.options, key=lambda each: places.get(each.name, last + 1)))


class FileField(QuestionField):
    """A file as evidence: what is attached stays until it is taken away; the page posts bytes, never a reference.

    In a named set the day that the document bears is asked beside it.
    """

    changed = False
    day: Day | None = None

    def take(self, posted: Posted | None, value: object) -> None:  # noqa: D102 - as QuestionField
        super().take(None, value)
        self.typed |= day_typed(self, posted)

    def attach(self, reference: str) -> None:
        """Answer with a file that was just kept."""
        self.typed, self.changed = {**self.typed, "": reference}, True

    def take_away(self) -> None:
        """Answer with nothing."""
        self.typed, self.changed = {}, True

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        return super().raw() if self.changed else {}

    @property
    def parts(self) -> tuple[str, ...]:  # noqa: D102 - as QuestionField
        return (DATED,)

    @property
    def file(self) -> str:
        """The name of the attached file."""
        return file_name(self.value)

    @property
    def digest(self) -> str:
        """The digest of the attached file."""
        return digest_of(self.value)


class LinkField(QuestionField):
    """The address of a page; in a named set the day that the page bears is asked beside it."""

    day: Day | None = None

    def read(self, posted: Posted) -> dict[str, str]:  # noqa: D102 - as QuestionField
        return super().read(posted) | day_typed(self, posted)

    @property
    def parts(self) -> tuple[str, ...]:  # noqa: D102 - as QuestionField
        return (DATED,)


def day_typed(field: QuestionField, posted: Posted | None) -> dict[str, str]:
    """Return what was typed as the day of a document, by its part."""
    typed = (posted.get(f"{field.name}{DATED}") or "")[:LONGEST_DAY] if posted is not None else ""
    return {DATED: typed} if typed else {}


def _parses(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except ValueError:
        return False
    return True
