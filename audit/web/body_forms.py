"""The forms of a body: names in two languages, levels and units as rows with room for more, a head-count by level."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, FieldList, Form, FormField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from audit.errors import mark
from audit.questionnaire.schema import Sex
from audit.service.bodies import BodyDraft, BodyView, HeadcountView, LevelDraft, UnitDraft

ROOM_FOR_MORE = 3
SHOWN = frozenset({"ru", "en"})
LONGEST = Length(max=200, message=mark("This is too long. Use at most 200 characters."))


class UnitRow(Form):
    """A unit: its names, and the code that tables call it by."""

    name = StringField(
        mark("Code"), [Optional(), Length(max=60, message=mark("This is too long. Use a shorter code."))]
    )
    ru = StringField(mark("Name in Russian"), [LONGEST])
    en = StringField(mark("Name in English"), [LONGEST])

    def label(self) -> dict[str, str]:
        """Return the names that were given."""
        return _names(self.ru.data, self.en.data)


class LevelRow(UnitRow):
    """A level of posts."""

    decision_making = BooleanField(mark("Takes decisions"))


class BodyForm(Form):
    """A body; rows left empty are left out, and a code left empty is made from the name."""

    ru = StringField(mark("Name in Russian"), [LONGEST])
    en = StringField(mark("Name in English"), [LONGEST])
    levels = FieldList(FormField(LevelRow))
    units = FieldList(FormField(UnitRow))

    def with_room(self) -> "BodyForm":
        """Return the form with empty rows at the end of each list."""
        for rows in (self.levels, self.units):
            while sum(not entry.form.label() for entry in rows) < ROOM_FOR_MORE:
                rows.append_entry()
        return self

    @staticmethod
    def filled_from(body: BodyView) -> dict[str, Any]:
        """Return what the form shows of a body that is kept."""
        return {
            **_texts(body.name),
            "levels": [
                {"name": each.name, **_texts(each.label), "decision_making": each.decision_making}
                for each in body.levels
            ],
            "units": [{"name": each.name, **_texts(each.label)} for each in body.units],
        }

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Refuse a body without any name."""
        fits = super().validate(extra_validators)
        if _names(self.ru.data, self.en.data):
            return bool(fits)
        self.ru.errors = [mark("Type the name in at least one language.")]
        return False

    def draft(self, kept: BodyView | None = None) -> BodyDraft:
        """Return the body as given; names kept in languages that the form does not show stay."""
        levels = [row.form for row in self.levels if row.form.label()]
        units = [row.form for row in self.units if row.form.label()]
        return BodyDraft(
            name=_unshown(kept.name if kept else {}) | _names(self.ru.data, self.en.data),
            levels=tuple(_level(row, _code(row, levels, "level"), kept) for row in levels),
            units=tuple(_unit(row, _code(row, units, "unit"), kept) for row in units),
            synthetic=kept.synthetic if kept else False,
        )


COUNT = [
    Optional(),
    NumberRange(min=0, max=1_000_000, message=mark("Type a whole number from 0 up.")),
]


class CountRow(Form):
    """The people of one level."""

    women = IntegerField(mark("Women"), COUNT)
    men = IntegerField(mark("Men"), COUNT)
    other = IntegerField(mark("Another or undisclosed"), COUNT)


class HeadcountForm(Form):
    """A head-count of a day, by level; a cell left empty counts nobody."""

    on = DateField(mark("Counted on"), [InputRequired(mark("Choose the day of the count."))])
    rows = FieldList(FormField(CountRow))

    @staticmethod
    def filled_from(body: BodyView, kept: Sequence[HeadcountView], *, on: date | None) -> dict[str, Any]:
        """Return one row a level, with the figures of that day where they are kept."""
        counts = next((each.counts for each in kept if each.on == on), {})
        empty: Mapping[Sex, int] = {}
        rows = [{sex.value: counts.get(level.name, empty).get(sex) for sex in Sex} for level in body.levels]
        return {"on": on, "rows": rows}

    def counts(self, body: BodyView) -> dict[str, dict[Sex, int]]:
        """Return level → sex → people."""
        return {
            level.name: {sex: int(row.form[sex.value].data or 0) for sex in Sex}
            for level, row in zip(body.levels, self.rows, strict=True)
        }


def _level(row: LevelRow, code: str, kept: BodyView | None) -> LevelDraft:
    before = next((each.label for each in kept.levels if each.name == code), {}) if kept else {}
    return LevelDraft(code, _unshown(before) | row.label(), bool(row.decision_making.data))


def _unit(row: UnitRow, code: str, kept: BodyView | None) -> UnitDraft:
    before = next((each.label for each in kept.units if each.name == code), {}) if kept else {}
    return UnitDraft(code, _unshown(before) | row.label())


def _unshown(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if language not in SHOWN}


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    return {"ru": texts.get("ru", ""), "en": texts.get("en", "")}


def _names(ru: str | None, en: str | None) -> dict[str, str]:
    return {language: text.strip() for language, text in (("ru", ru), ("en", en)) if text and text.strip()}


def _code(row: UnitRow, rows: Sequence[UnitRow], kind: str) -> str:
    """Return the code given, else one made from the English name, else one made from the place in the list."""
    if row.name.data:
        return str(row.name.data).strip()
    plain = unicodedata.normalize("NFKD", row.en.data or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or f"{kind}_{rows.index(row) + 1}"
