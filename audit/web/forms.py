"""A section as a WTForms class, built once for a questionnaire's digest, section and language, and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from audit.web import asked
from audit.web.asked import Wording
from audit.web.fields import (
    CalculateField,
    DateField,
    HeadcountField,
    MatrixField,
    NoteField,
    Posted,
    QuestionField,
    SelectMultipleField,
    SelectOneField,
)
from audit.web.languages import interface

KEPT_FORMS = 1024

FIELDS: Mapping[str, type[QuestionField]] = {
    "text": QuestionField,
    "integer": QuestionField,
    "decimal": QuestionField,
    "percent": QuestionField,
    "money": QuestionField,
    "date": DateField,
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

    def __init__(self, answers: Answers, posted: Posted | None = None, *, spoken: frozenset[str] = frozenset()) -> None:
        """Show the answers that are kept, except where the post speaks of the question: there what was typed."""
        super().__init__(self.fields)
        self.spoken = spoken
        for question in self.questions:
            own = posted if question.name in spoken else None
            question.take(own, answers.get(question.name))
            other = answers.get(f"{question.name}_{asked.OTHER}") if question.asked.other else None
            if own is None and isinstance(other, str):
                question.typed[f"/{asked.OTHER}"] = other

    @property
    def questions(self) -> tuple[QuestionField, ...]:
        """The fields in the order of asking."""
        return tuple(self.question(name) for name, _ in self.fields)

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
    fields = tuple(
        (question.name, FIELDS[question.type](asked.asked(question, language, page))) for question in found.questions
    )
    words = {
        "label": asked.wording(found.label, language, page),
        "hint": asked.wording(found.hint, language, page),
    }
    return type("SectionForm", (SectionForm,), {"fields": fields, "name": section, **words})


@lru_cache(maxsize=KEPT_FORMS)
def title(edition: Edition, language: str) -> Wording:
    """Return the questionnaire's title as it is printed on pages in this language."""
    return asked.wording(edition.questionnaire.title, language, edition.page_language(language))
