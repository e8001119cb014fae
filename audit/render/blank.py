"""A questionnaire on paper: an empty form as PDF/UA-1, to print, fill in by hand and type in later by its numbers.

The page is laid out by `blank.typ`; every word reaches it as data, so that no label is ever read as markup.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from audit.analysis.report import BlankForm, BlankPart, BlankQuestion, BlankSection, Comparison, Condition, Text
from audit.errors import mark
from audit.render.charts.drawing import FONTS
from audit.wording import count, in_language, interface, number, say

TEMPLATE = Path(__file__).with_name("blank.typ")
STANDARD: Final = "ua-1"
ONE_LINE = 200
LONG = 2000
FEW_LINES, SOME_LINES, MANY_LINES = 1, 4, 6

PROMISES = {
    "anonymous": mark(
        "The survey is anonymous. Do not write your name on this form, "
        "and leave out names and details by which people could be recognised."
    ),
    "confidential": mark("The survey is confidential: people are shown summaries only, never single answers."),
    "named": mark("The answers are not anonymous: this form is kept with the name of whoever fills it in."),
}
CONDITIONS = {
    Comparison.IS: mark("the answer to %(number)s is %(choices)s"),
    Comparison.IS_NOT: mark("the answer to %(number)s is not %(choices)s"),
    Comparison.MORE: mark("the answer to %(number)s is more than %(bound)s"),
    Comparison.AT_LEAST: mark("the answer to %(number)s is at least %(bound)s"),
    Comparison.LESS: mark("the answer to %(number)s is less than %(bound)s"),
    Comparison.AT_MOST: mark("the answer to %(number)s is at most %(bound)s"),
    Comparison.DEPENDS: mark("your answers to these questions call for it: %(number)s"),
}
EVIDENCE = {
    "expected": mark("Document or link (expected):"),
    "required": mark("Document or link (required):"),
}
SAID_ONCE = {
    "one": mark("mark one answer"),
    "each": mark("mark one answer in each row"),
    "several": mark("mark all that apply"),
    "order": mark("write 1 beside the first, 2 beside the next, and so on to the last"),
    "alone": mark("if so, mark nothing else"),
    "women": mark("Women"),
    "men": mark("Men"),
    "other": mark("Another or undisclosed"),
    "total": mark("Total"),
    "statement": mark("Statement"),
    "level": mark("Level"),
    "required": mark("required"),
    "file": mark("This document is not part of the form: it is added on the page of the questionnaire."),
    "day": mark("day"),
    "month": mark("month"),
    "year": mark("year"),
    "digest": mark("Digest"),
}
BY_WHOM = (mark("Institution"), mark("Reporting period"), mark("Filled in by"), mark("Date"))
TO_WHOM = (mark("Return this form to"), mark("Not later than"))


def pdf(form: BlankForm, language: str) -> bytes:
    """Return the form in a language as PDF/UA-1 on A4: tagged, titled, the same bytes for the same form.

    A text that is not translated is printed in the language it has and tagged with it.
    """
    said = Said(language, interface(language, form.languages))
    return typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"form": json.dumps(said.form(form), ensure_ascii=False)},
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
    )


@cache
def _fonts() -> typst.Fonts:
    """Return typst's own fonts, which hold the Cyrillic of Central Asia, and matplotlib's for other scripts."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


class Said:
    """A form in words, for every file it is written as: `language` is its questions', `page` that of our own words."""

    def __init__(self, language: str, page: str) -> None:
        self.language = language
        self.page = page

    def form(self, form: BlankForm) -> dict[str, Any]:
        """Return all that the template prints, each text with its language."""
        return {
            "language": self.language,
            "page": self.page,
            "title": self.text(form.identity.title),
            "introduction": self.text(form.introduction),
            "length": self._length(form),
            "notice": {"title": say(self.page, "Who will see your answers"), "sentences": self._notice(form)},
            "guide": self._guide(form),
            "fields": [say(self.page, field) for field in (TO_WHOM if form.mode else BY_WHOM)],
            "sections": [self._section(section) for section in form.sections],
            "version": say(self.page, "version %(version)s", version=form.identity.version),
            "digest": form.identity.digest,
            # The template puts the two numbers in, which only it knows.
            "pages": say(self.page, "page %(page)s of %(pages)s", page="\x00", pages="\x01"),
            "words": {key: say(self.page, word) for key, word in SAID_ONCE.items()},
        }

    def text(self, texts: Text | None) -> dict[str, str]:
        """Return a text in the language of the questions, or in the one it has."""
        text, spoken = in_language(texts or {}, self.language)
        return {"text": text, "language": spoken}

    def _length(self, form: BlankForm) -> str:
        if not form.minutes:
            return ""
        return count(self.page, "About %(n)d minute.", "About %(n)d minutes.", form.minutes)

    def _notice(self, form: BlankForm) -> list[str]:
        if not form.mode:
            return []
        told = [say(self.page, PROMISES[form.mode])]
        if form.mode == "named":
            return told
        told.append(
            count(
                self.page,
                "No result is shown for fewer than %(n)d person.",
                "No result is shown for fewer than %(n)d people.",
                form.threshold,
            )
        )
        if form.sensitive_threshold > form.threshold:
            told.append(
                count(
                    self.page,
                    "Where a question is sensitive, for fewer than %(n)d person.",
                    "Where a question is sensitive, for fewer than %(n)d people.",
                    form.sensitive_threshold,
                )
            )
        return told

    def _guide(self, form: BlankForm) -> list[str]:
        numbered = say(self.page, "Questions are called by the number at the left margin, the same in every language.")
        quoted = say(self.page, "A number in brackets, such as [2.3], stands for your answer to that question.")
        return [numbered, quoted] if form.quotes else [numbered]

    def _section(self, section: BlankSection) -> dict[str, Any]:
        return {
            "number": section.number,
            "label": self.text(section.label),
            "hint": self.text(section.hint),
            "condition": self._condition(section.conditions),
            "questions": [self._question(question) for question in section.questions],
        }

    def _question(self, question: BlankQuestion) -> dict[str, Any]:
        return {
            "number": question.number,
            "path": question.path,
            "kind": question.kind,
            "bounds": question.bounds,
            "length": question.length,
            "type": question.type,
            "label": self.text(question.label),
            "hint": self.text(question.hint),
            "choices": [
                {"name": choice.name, "label": self.text(choice.label), "alone": choice.alone}
                for choice in question.choices
            ],
            "other": self._other(question),
            "parts": [self._part(part) for part in question.parts],
            "unit": question.unit,
            "sums": question.sums,
            "lines": _lines(question),
            "condition": self._condition(question.conditions),
            "required": question.required,
            "evidence": say(self.page, EVIDENCE[question.evidence]) if question.evidence else "",
        }

    def _other(self, question: BlankQuestion) -> dict[str, str] | None:
        if question.other is None:
            return None
        own = {"text": say(self.page, "Other, please specify"), "language": self.page}
        return self.text(question.other) if question.other else own

    def _part(self, part: BlankPart) -> dict[str, Any]:
        return {"name": part.name, "number": part.number, "label": self.text(part.label)}

    def _condition(self, conditions: Iterable[Condition]) -> str:
        told = [self._told(condition) for condition in conditions]
        if not told:
            return ""
        joined = say(self.page, "; and ").join(told)
        return say(self.page, "Answer only if %(conditions)s.", conditions=joined)

    def _told(self, condition: Condition) -> str:
        labels = [
            say(self.page, "“%(choice)s”", choice=in_language(each, self.language)[0]) for each in condition.choices
        ]
        return say(
            self.page,
            CONDITIONS[condition.by],
            number=", ".join(condition.numbers),
            choices=say(self.page, " or ").join(labels),
            bound=self._bound(condition.bound or 0.0),
        )

    def _bound(self, bound: float) -> str:
        return number(self.page, bound, 0 if bound.is_integer() else 2)


def _lines(question: BlankQuestion) -> int:
    if question.type != "text" or question.length <= ONE_LINE:
        return FEW_LINES
    return SOME_LINES if question.length <= LONG else MANY_LINES
