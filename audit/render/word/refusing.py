"""Why a template cannot be filled: one code for every sentence, with its place and what to do."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from docx.opc.part import Part
from jinja2 import TemplateSyntaxError, UndefinedError

from audit.errors import Message, Mistake, Mistaken, mark, message
from audit.render.word.template import ALL, CHAPTERS

MAIN: Final = "/word/document.xml"
NAMES = message(
    "Use only: %(names)s.",
    names="body, title, headline, standing, synthetic, digest, software, language, facts (name, value), summary, "
    + ", ".join(f"chapters.{name}" for name in (*CHAPTERS, ALL)),
)
FAULTS: Mapping[str, tuple[str, Message]] = {
    "template-asks": (mark("this template asks for more than a template may"), NAMES),
    "template-unreadable": (
        mark("this cannot be read: %(said)s"),
        message("Correct the braces there; a name stands as {{ title }}."),
    ),
    "template-name": (mark("a name is not known: %(said)s"), NAMES),
    "template-grows": (
        mark("this template grows to more than %(most)d characters"),
        message("Take out loops within loops."),
    ),
    "template-chapter-twice": (
        mark("%(what)s is asked for again, or in a loop"),
        message("Ask for each chapter once; chapters.all is every one of them."),
    ),
    "template-chapter-place": (
        mark("a chapter’s name stands alone in a paragraph of the text: %(what)s"),
        message("Take it out of headers, footers, notes, tables, frames and sentences."),
    ),
}


def refused(code: str, *place: Message, **values: object) -> Mistaken:
    """Return why a template cannot be filled."""
    wrong, remedy = FAULTS[code]
    return Mistaken((Mistake(code, place, Message(wrong, dict(values)), remedy),))


def refused_at(code: str, line: int, **values: object) -> Mistaken:
    """Return why, with the paragraph: each begins a line of its own, after the part's head."""
    return refused(code, *([message("paragraph %(number)d", number=line - 1)] if line > 1 else []), **values)


def refusals(error: Exception) -> Mistaken:
    """Return why a template cannot be filled, with its place where that is known and what to do."""
    if isinstance(error, TemplateSyntaxError):
        return refused_at("template-unreadable", error.lineno, said=error.message or "")
    if isinstance(error, UndefinedError):
        return refused("template-name", said=error.message or "")
    return refused("template-asks")


def within(mistaken: Mistaken, part: Part | None) -> Mistaken:
    """Return the same with the part of the file that it is about, where that is not the text itself."""
    if part is None or part.partname == MAIN:
        return mistaken
    place = message("part %(name)s", name=part.partname.lstrip("/"))
    return Mistaken(tuple(replace(each, place=(place, *each.place)) for each in mistaken.mistakes))
