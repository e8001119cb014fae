"""Questions drawn as HTML: one of choices is drawn once a language, and a page only puts in what is chosen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import Markup
from wtforms.form import BaseForm

from audit.web.asked import Asked
from audit.web.fields import QuestionField
from audit.web.forms import FIELDS, Edition

CHOOSING = frozenset({"select_one", "select_multiple", "matrix"})
SLOT = re.compile("\x02([^\x1f]*)\x1f([^\x1f]*)\x1f([^\x03]*)\x03")
KEPT_DRAWINGS = 4096
Words = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """A question known by its questionnaire's digest, its language and its name; the rest is what it is drawn from."""

    edition: Edition
    language: str
    name: str
    asked: Asked = field(compare=False, repr=False)
    speaking: Words = field(compare=False, repr=False)


def drawn(edition: Edition, question: QuestionField, *, speaking: Words) -> Markup:
    """Return a question's HTML with its answer, faults and quotes; `speaking` is what templates speak by."""
    asked = question.asked
    if asked.kind not in CHOOSING or question.faults or asked.live or asked.other or question.locked is not None:
        return _draw(question, speaking)
    texts, slots = _once(Question(edition, asked.language, question.name, asked, speaking))
    typed = question.typed
    marks = [mark if typed.get(part) == choice else "" for part, choice, mark in slots]
    return Markup("".join([texts[0], *(each for pair in zip(marks, texts[1:], strict=True) for each in pair)]))  # noqa: S704 - pieces of what Jinja has escaped


@lru_cache(maxsize=KEPT_DRAWINGS)
def _once(question: Question) -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """Draw a question without an answer; return its text between the slots, and the slots: part, choice, mark."""
    unbound: Any = FIELDS[question.asked.kind](question.asked)
    blank = Blank({question.name: unbound}).only
    blank.marked = _slot  # type: ignore[method-assign]  # it leaves a slot in the place of each mark
    found = SLOT.split(str(_draw(blank, question.speaking)))
    return tuple(found[::4]), tuple(zip(found[1::4], found[2::4], found[3::4], strict=True))


class Blank(BaseForm):
    """A form of one question, to draw it by."""

    @property
    def only(self) -> QuestionField:
        """Its question."""
        (found,) = self._fields.values()
        assert isinstance(found, QuestionField)  # noqa: S101 - made from FIELDS just above
        return found


def _slot(part: str, choice: str, mark: str) -> Markup:
    return Markup("\x02{}\x1f{}\x1f{}\x03").format(part, choice, mark)


def _draw(question: QuestionField, speaking: Words) -> Markup:
    macros = current_app.jinja_env.get_template("_field.html").make_module(dict(speaking))
    html: Markup = macros.question(question)  # type: ignore[attr-defined]  # a macro of that template
    return html
