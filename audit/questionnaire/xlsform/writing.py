"""Writes a questionnaire as an XLSForm: what the format knows in its own words, the rest in columns `paritet::…`."""

from collections.abc import Iterator, Mapping
from typing import cast

from audit import wording
from audit.questionnaire.plain import Plain, plain
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.workbook import Page, written
from audit.questionnaire.xlsform import own
from audit.questionnaire.xlsform.headers import OWN, OWN_OF_CHOICES, of_choices
from audit.questionnaire.xlsform.languages import shown
from audit.questionnaire.xlsform.survey import Row, Survey, list_name_of
from audit.questionnaire.xlsform.tabling import Table, text_cells

STANDARD = frozenset({"name", "label", "list_name", "list name", "value", "caption", "image", "audio", "video", "media",
                      "big-image", "text", "list"})  # fmt: skip


def workbook(questionnaire: Questionnaire) -> bytes:
    """Return the questionnaire as an XLSForm workbook (.xlsx); reading it gives the same questionnaire.

    Raises ValueError for a text longer than a cell holds (32,767 characters).
    """
    return written(pages(questionnaire))


def pages(questionnaire: Questionnaire) -> tuple[Page, ...]:
    """Return the sheets: survey, choices, settings, and ours."""
    form = _Form(questionnaire)
    survey = form.survey.table()
    tables = [survey, form.choices(), form.settings(), form.whole(), *form.lists()]
    return tuple(table.page() for table in tables if table.rows)


class _Form:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.plain = plain(questionnaire)
        self.languages = questionnaire.languages
        self.survey = Survey(questionnaire)

    def choices(self) -> Table:
        """Return the sheet of choices: the named lists, then those of single questions."""
        table = Table("choices", self.languages)
        named = cast(dict[str, list[Plain]], self.plain.get("choices", {}))
        for key, listed in named.items():
            for choice in listed:
                more = {"list": key} if list_name_of(key) != key else {}
                table.add(self._choice(list_name_of(key), cast(dict[str, Plain], choice), more))
        for list_name, listed in self.survey.inline.items():
            for choice in listed:
                table.add(self._choice(list_name, cast(dict[str, Plain], choice), {}))
        return table

    def _choice(self, list_name: str, choice: dict[str, Plain], more: Mapping[str, Plain]) -> Row:
        rest = {key: value for key, value in choice.items() if key not in ("name", "label")}
        attributes = cast(dict[str, Plain], rest.pop("attributes", {}))
        bare = {key: str(value) for key, value in attributes.items() if _is_bare(key, str(value))}
        kept = {key: value for key, value in attributes.items() if key not in bare}
        row: Row = {"list_name": list_name, "name": str(choice["name"]), **text_cells("label", choice["label"]), **bare}
        ours = own.flat({**more, **rest, **({"attributes": kept} if kept else {})})
        return {**row, **{of_choices(header): text for header, text in ours.items()}}

    def settings(self) -> Table:
        """Return the sheet of settings."""
        asked = self.questionnaire
        title = wording.in_language(asked.title, asked.languages[0])[0]
        row = {"form_title": title, "form_id": asked.name, "version": asked.version}
        return Table("settings", rows=[{**row, "default_language": shown(asked.languages[0]), "style": "pages"}])

    def whole(self) -> Table:
        """Return what our own sheet says of the questionnaire as a whole."""
        said: dict[str, Plain] = {
            key: value
            for key, value in self.plain.items()
            if key not in ("name", "version", "choices") and not _is_sheet(value)
        }
        if not self.questionnaire.version.strip():
            said["version"] = self.questionnaire.version
        rows = [{"key": header, "value": text} for header, text in own.flat({"exact": True, **said}).items()]
        return Table(OWN, rows=rows)

    def lists(self) -> Iterator[Table]:
        """Yield a sheet for each list of parts: scale, dimensions, indicators, contradictions."""
        for key, value in self.plain.items():
            if key not in ("sections", "choices") and _is_sheet(value):
                yield Table(f"{OWN}_{key}", rows=[own.flat(part) for part in cast(list[dict[str, Plain]], value)])


def _is_sheet(value: Plain) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _is_bare(key: str, text: str) -> bool:
    return (
        text.strip() != ""
        and not key.startswith(OWN_OF_CHOICES)
        and key.casefold() not in STANDARD
        and "_".join(key.casefold().split()) not in STANDARD
    )
