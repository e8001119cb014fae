"""One WTForms field a kind of question: it keeps what was typed as it was typed and gives it as a file would."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import get_decimal_symbol
from werkzeug.datastructures import MultiDict
from wtforms import Field

from audit.questionnaire.answers import Absent
from audit.questionnaire.schema import Sex
from audit.web.asked import OTHER, Asked, Wording, filled

KEPT_CHARACTERS = 100_000
COLUMNS = tuple(sex.value for sex in Sex)


Posted = MultiDict[str, str]


class QuestionField(Field):
    """A question on a page: `typed` by part of the question, `faults` by part; the part "" is the question itself."""

    def __init__(self, asked: Asked, **options: Any) -> None:  # noqa: ANN401 - WTForms' own options
        super().__init__(asked.label.text, id=f"q-{options['name']}", **options)
        self.asked = asked
        self.typed: dict[str, str] = {}
        self.faults: dict[str, str] = {}
        self.options, self.items, self.needed = asked.options, asked.items, asked.required
        self.said: Mapping[str, str] = {}
        self.locked: tuple[str, ...] | None = None

    def take(self, posted: Posted | None, value: object) -> None:
        """Take what was posted, or else show the answer that is kept (WTForms' `process` knows one part only)."""
        self.data = value
        self.typed = self.shown(value) if posted is None else self.read(posted)

    def shown(self, value: Any) -> dict[str, str]:  # noqa: ANN401 - any kind's value
        """Return an answer as it would be typed."""
        return {} if value is None or isinstance(value, Absent) else {"": self.spelled(value)}

    def spelled(self, value: str | int | Decimal | date) -> str:
        """Return one scalar as it would be typed in this language."""
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", get_decimal_symbol(self.asked.language))
        return str(value)

    def read(self, posted: Posted) -> dict[str, str]:
        """Return what was typed; texts beyond what a page can show again are cut."""
        typed = (posted.get(self.name) or "")[:KEPT_CHARACTERS]
        return {"": typed} if typed else {}

    def raw(self) -> dict[str, Any]:
        """Return what was typed in an answer file's form, by name; None for what is not answered."""
        return {self.name: self.typed.get("") or None}

    def marked(self, part: str, choice: str, mark: str) -> str:
        """Return `mark` (such as ` checked`) where this choice of this part is the one chosen."""
        return mark if self.typed.get(part) == choice else ""

    @property
    def words(self) -> Wording:
        """The question's words with the earlier answers that they quote."""
        return filled(self.asked.label, self.said)

    @property
    def hint(self) -> Wording:
        """The hint with the earlier answers that it quotes."""
        return filled(self.asked.hint, self.said)

    def unreadable(self) -> str:
        """Return a template of what is wrong with what was typed before it can be read at all, or nothing."""
        return ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that a fault of their own can stand beside."""
        return (f"/{OTHER}",) if self.asked.other else ()

    @property
    def value(self) -> str:
        """What is typed in a question of one part."""
        return self.typed.get("", "")

    @property
    def fault(self) -> str:
        """What is wrong with the question as a whole."""
        return self.faults.get("", "")

    @property
    def described(self) -> str:
        """The ids of what describes the question: its hint and its fault."""
        ids = [f"h-{self.name}"] if self.asked.hint else []
        return " ".join([*ids, f"e-{self.name}"] if self.fault else ids)


def is_day(typed: str) -> bool:
    """Return whether a browser's calendar can show what is typed."""
    try:
        date.fromisoformat(typed)
    except ValueError:
        return not typed
    return len(typed) == len("2026-01-31")


class DateField(QuestionField):
    """A date; what is no date stays a text to be mended."""

    @property
    def is_day(self) -> bool:
        """Whether the browser's calendar can show what is typed."""
        return is_day(self.value)


class SelectOneField(QuestionField):
    """One choice, with words of her own where the list has "other"."""

    def read(self, posted: Posted) -> dict[str, str]:  # noqa: D102 - as QuestionField
        return super().read(posted) | _own_words(self, posted)

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        return super().raw() | _other_raw(self, chosen=self.value == OTHER)


class SelectMultipleField(QuestionField):
    """Any of the choices: each chosen one is a part."""

    def shown(self, value: Any) -> dict[str, str]:  # noqa: ANN401, D102 - as QuestionField
        return {name: name for name in value} if isinstance(value, tuple) else {}

    def read(self, posted: Posted) -> dict[str, str]:  # noqa: D102 - as QuestionField
        chosen = {name[:100]: name[:100] for name in posted.getlist(self.name) if name}
        return chosen | _own_words(self, posted)

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        chosen = [name for name in self.typed if not name.startswith("/")]
        return {self.name: chosen or None} | _other_raw(self, chosen=OTHER in chosen)


class MatrixField(QuestionField):
    """One choice for each item: each item is a part."""

    def shown(self, value: Any) -> dict[str, str]:  # noqa: ANN401, D102 - as QuestionField
        if not isinstance(value, Mapping):
            return {}
        return {item: choice for item, choice in value.items() if isinstance(choice, str)}

    def read(self, posted: Posted) -> dict[str, str]:  # noqa: D102 - as QuestionField
        chosen = {item.name: posted.get(f"{self.name}/{item.name}") for item in self.asked.items}
        return {item: choice[:100] for item, choice in chosen.items() if choice}

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        return {self.name: dict(self.typed) or None}

    @property
    def parts(self) -> tuple[str, ...]:  # noqa: D102 - as QuestionField
        return tuple(item.name for item in self.asked.items)


class HeadcountField(QuestionField):
    """A grid of people: each cell is a part, `row/column`."""

    def shown(self, value: Any) -> dict[str, str]:  # noqa: ANN401, D102 - as QuestionField
        if not isinstance(value, Mapping):
            return {}
        return {f"{row}/{sex}": str(number) for row, counts in value.items() for sex, number in counts.items()}

    def read(self, posted: Posted) -> dict[str, str]:  # noqa: D102 - as QuestionField
        cells = [f"{row.name}/{sex}" for row in self.asked.items for sex in COLUMNS]
        typed = {cell: (posted.get(f"{self.name}/{cell}") or "").strip()[:100] for cell in cells}
        return {cell: text for cell, text in typed.items() if text}

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        rows: dict[str, dict[str, str]] = {}
        for cell, text in self.typed.items():
            row, _, sex = cell.rpartition("/")
            rows.setdefault(row, {})[sex] = text
        return {self.name: rows or None}

    @property
    def parts(self) -> tuple[str, ...]:  # noqa: D102 - as QuestionField
        return tuple(f"{row.name}/{sex}" for row in self.asked.items for sex in COLUMNS)

    @property
    def totals(self) -> dict[str, int]:
        """The sums of what can be read as numbers: `row/` by row, `/column` by column, `/` for all; none of blanks."""
        sums: dict[str, int] = {}
        for cell, text in self.typed.items():
            if not (text.isascii() and text.isdigit()):
                continue
            row, _, sex = cell.rpartition("/")
            for key in (f"{row}/", f"/{sex}", "/"):
                sums[key] = sums.get(key, 0) + int(text)
        return sums


class NoteField(QuestionField):
    """Words between questions."""

    def raw(self) -> dict[str, Any]:  # noqa: D102 - as QuestionField
        return {}


class RepeatField(NoteField):
    """Entries of the same questions; what is typed in them stands in fields of their own."""

    def shown(self, value: Any) -> dict[str, str]:  # noqa: ANN401, D102 - as QuestionField
        return {}


class CalculateField(NoteField):
    """A value that is worked out; it shows only where other words quote it."""


def _own_words(field: QuestionField, posted: Posted) -> dict[str, str]:
    typed = posted.get(f"{field.name}/{OTHER}") if field.asked.other else None
    return {f"/{OTHER}": typed[:KEPT_CHARACTERS]} if typed else {}


def _other_raw(field: QuestionField, *, chosen: bool) -> dict[str, Any]:
    if not field.asked.other:
        return {}
    return {f"{field.name}_{OTHER}": field.typed.get(f"/{OTHER}") if chosen else None}
