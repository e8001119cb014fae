"""A section as a WTForms class, built once for a questionnaire's digest, section and language, and kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import ClassVar

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from audit.questionnaire import foreseeing, instances
from audit.questionnaire.answers import Answers
from audit.questionnaire.instances import HERE
from audit.questionnaire.schema import Questionnaire, Section, members
from audit.web import asked
from audit.web.asked import Asked, Wording
from audit.web.fields import (
    CalculateField,
    DateField,
    HeadcountField,
    MatrixField,
    NoteField,
    Posted,
    QuestionField,
    RepeatField,
    SelectMultipleField,
    SelectOneField,
)
from audit.web.languages import interface
from audit.web.richer_fields import FileField, LinkField, MomentField, RankField, TimeField

KEPT_FORMS = 1024
#: Kinds that are not shown, or whose entries only the server can draw.
DRAWN_BY_THE_SERVER = frozenset({"calculate", "hidden", "repeat"})

FIELDS: Mapping[str, type[QuestionField]] = {
    "text": QuestionField,
    "integer": QuestionField,
    "decimal": QuestionField,
    "percent": QuestionField,
    "money": QuestionField,
    "date": DateField,
    "time": TimeField,
    "datetime": MomentField,
    "range": QuestionField,
    "acknowledge": QuestionField,
    "hidden": CalculateField,
    "link": LinkField,
    "file": FileField,
    "rank": RankField,
    "repeat": RepeatField,
    "select_one": SelectOneField,
    "select_multiple": SelectMultipleField,
    "matrix": MatrixField,
    "headcount": HeadcountField,
    "note": NoteField,
    "calculate": CalculateField,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A questionnaire known by its digest alone, so that what is made for it can be kept and found again."""

    digest: str
    questionnaire: Questionnaire = field(compare=False, repr=False)

    def page_language(self, language: str) -> str:
        """Return the language of buttons and sentences when the questions are asked in `language`."""
        return interface(language, self.questionnaire.languages)


class SectionForm(BaseForm):
    """One section's questions; `label` and `hint` are the section's own words."""

    fields: ClassVar[tuple[tuple[str, "UnboundField[QuestionField]"], ...]] = ()
    name: ClassVar[str] = ""
    label: ClassVar[Wording]
    hint: ClassVar[Wording]
    #: Whether what is asked here stands in entries, or may be closed to change; whether files are sent with it.
    repeats: ClassVar[bool] = False
    lockable: ClassVar[bool] = False
    files: ClassVar[bool] = False
    #: The questions that a page brings up and puts away by itself, and their conditions as it reads them.
    foreseen: ClassVar[frozenset[str]] = frozenset()
    twin: ClassVar[Markup] = Markup()

    def __init__(
        self,
        answers: Answers,
        posted: Posted | None = None,
        *,
        spoken: frozenset[str] = frozenset(),
        entries: Sequence[tuple[str, Asked]] = (),
    ) -> None:
        """Show the answers that are kept, except where the post speaks of the question: there what was typed.

        `entries` are the questions of entries by their instance paths.
        """
        super().__init__(self._in_order(entries) if entries else self.fields)
        self.spoken = spoken
        for question in self.questions:
            where, name = instances.parted(question.name) if entries else (HERE, question.name)
            kept = instances.given(answers, where) if where else answers
            own = posted if question.name in spoken else None
            question.take(own, kept.get(name))
            other = kept.get(f"{name}_{asked.OTHER}") if question.asked.other else None
            if own is None and isinstance(other, str):
                question.typed[f"/{asked.OTHER}"] = other

    @classmethod
    def _in_order(cls, entries: Sequence[tuple[str, Asked]]) -> Iterator[tuple[str, "UnboundField[QuestionField]"]]:
        for name, unbound in cls.fields:
            yield name, unbound
            for path, each in entries:
                if path.startswith(f"{name}/"):
                    yield path, FIELDS[each.kind](each)  # type: ignore[misc]  # WTForms makes an UnboundField of it

    @property
    def questions(self) -> tuple[QuestionField, ...]:
        """The fields in the order of asking."""
        return tuple(each for each in self if isinstance(each, QuestionField))

    def question(self, name: str) -> QuestionField:
        """Return the field of one question; KeyError where the section does not have it."""
        found = self[name]
        assert isinstance(found, QuestionField)  # noqa: S101 - every one of `fields` is made from FIELDS
        return found


@lru_cache(maxsize=KEPT_FORMS)
def section_form(edition: Edition, section: str, language: str) -> type[SectionForm]:
    """Return the form class of a section in a language; StopIteration where there is no such section."""
    page = edition.page_language(language)
    found = next(each for each in edition.questionnaire.sections if each.name == section)
    ready = [asked.asked(question, language, page) for question in found.questions]
    fields = tuple((each.name, FIELDS[each.kind](each)) for each in ready)
    words = {
        "label": asked.wording(found.label, language, page),
        "hint": asked.wording(found.hint, language, page),
    }
    every = [each for _, each in members(found.questions)]
    traits: dict[str, object] = {
        "repeats": any(each.type == "repeat" for each in every),
        "lockable": any(asked.lockable(each) for each in every),
        "files": any(each.type == "file" for each in every),
    }
    traits |= _twin(found, ready)
    return type("SectionForm", (SectionForm,), {"fields": fields, "name": section, **words, **traits})


def _twin(section: Section, ready: Sequence[Asked]) -> dict[str, object]:
    showable = frozenset(each.name for each in ready if not each.live and each.kind not in DRAWN_BY_THE_SERVER)
    trees = foreseeing.foreseen(section, showable=showable)
    return {"foreseen": frozenset(trees), "twin": _json(foreseeing.by_condition(trees))}


def _json(value: object) -> Markup:
    return htmlsafe_json_dumps(value, partial(json.dumps, separators=(",", ":")))


@lru_cache(maxsize=KEPT_FORMS)
def title(edition: Edition, language: str) -> Wording:
    """Return the questionnaire's title as it is printed on pages in this language."""
    return asked.wording(edition.questionnaire.title, language, edition.page_language(language))
