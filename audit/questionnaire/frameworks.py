"""Frameworks that answers serve (a recommendation, an indicator of a standard, an area of an audit method) as data.

Each stands in `questionnaires/frameworks/<name>.yaml`. A question, a matrix item or a row of a head-count names the
items it serves as `framework/item`, so that one answer is given once and read by several standards. An item that is
not `verified` was not compared with the published text, and is never shown as a quotation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path as File
from typing import Annotated

from pydantic import Field, ValidationError

from audit import wording
from audit.errors import DefinitionError, Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.expectations import expectation
from audit.questionnaire.parts import Name, Part, Text
from audit.questionnaire.places import Path, mistake, place
from audit.questionnaire.source import LocatedMap, located, read_text

SHELF = wording.ROOT / "questionnaires" / "frameworks"


class FrameworkItem(Part):
    """One item of a framework, in our own words; `verified` where its title was compared with a published page."""

    name: Name
    label: Text
    verified: bool


class Framework(Part):
    """A standard or a method with its items; `source` says which document or page they were taken from."""

    name: Name
    title: Text
    source: str
    items: Annotated[tuple[FrameworkItem, ...], Field(min_length=1)]

    def item(self, name: str) -> FrameworkItem | None:
        """Return the item of that name, or None."""
        return next((each for each in self.items if each.name == name), None)


@cache
def shelved() -> Mapping[str, Framework]:
    """Return the frameworks that are shipped, by name; DefinitionError when one of them cannot be used."""
    found = (load(path) for path in sorted(SHELF.glob("*.yaml")))
    return {framework.name: framework for framework in found}


def load(path: File | str) -> Framework:
    """Load a framework's file; DefinitionError with its mistakes when it cannot be used."""
    data = located(read_text(File(path)), file=str(path))
    try:
        framework = Framework.model_validate(data)
    except ValidationError as error:
        raise DefinitionError(tuple(_misshapen(data, error, str(path)))) from None
    twice = _twice(data, framework)
    if twice:
        raise DefinitionError(tuple(replace(each, file=str(path)) for each in twice))
    return framework


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield every `serves` that names no item of a known framework, with the likely one."""
    for path, question in draft.questions():
        yield from _unknown(draft, path, question.serves)
        if isinstance(question, schema.HeadcountQuestion):
            for number, row in enumerate(question.rows):
                yield from _unknown(draft, (*path, "rows", number), row.serves)
        if isinstance(question, schema.MatrixQuestion):
            for number, item in enumerate(question.items):
                yield from _unknown(draft, (*path, "items", number), item.serves)


def served(questionnaire: schema.Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield (reference, path of what serves it: `question` or `question/item` or `question/row`), as asked."""
    for question in questionnaire.every.values():
        yield from ((reference, question.name) for reference in question.serves)
        inner = getattr(question, "items", ()) or getattr(question, "rows", ())
        for part in inner:
            yield from ((reference, f"{question.name}/{part.name}") for reference in part.serves)


def _unknown(draft: Draft, path: Path, references: tuple[str, ...]) -> Iterator[Mistake]:
    known = shelved()
    for number, reference in enumerate(references):
        where = (*path, "serves", number)
        name, _, item = reference.partition("/")
        framework = known.get(name)
        if framework is None:
            wrong = message("there is no framework '%(name)s'", name=name)
            yield draft.unknown("unknown-framework", where, wrong, word=name, known=sorted(known))
        elif not item:
            wrong = message("'%(reference)s' names a framework without its item", reference=reference)
            remedy = message(
                "Write the item after a slash, for example %(example)s.", example=f"{name}/{framework.items[0].name}"
            )
            yield draft.error("framework-without-item", where, wrong, remedy=remedy)
        elif framework.item(item) is None:
            wrong = message("framework '%(name)s' has no item '%(item)s'", name=name, item=item)
            words = tuple(f"{name}/{each.name}" for each in framework.items)
            yield draft.unknown("unknown-framework-item", where, wrong, word=reference, known=words)
        elif reference in references[:number]:
            wrong = message("'%(reference)s' stands twice", reference=reference)
            yield draft.error("duplicate-reference", where, wrong, remedy=message("Keep one of them."))


def _misshapen(data: LocatedMap, error: ValidationError, file: str) -> Iterator[Mistake]:
    for detail in error.errors(include_url=False):
        path, key = detail["loc"], str(detail["loc"][-1])
        if detail["type"] == "missing":
            said = message("the key '%(key)s' is missing", key=key), message("Add '%(key)s'.", key=key)
        elif detail["type"] == "extra_forbidden":
            known = ", ".join((*Framework.model_fields, *FrameworkItem.model_fields))
            remedy = message("The keys known here are: %(known)s.", known=known)
            said = message("there is no key '%(key)s' here", key=key), remedy
        else:
            said = expectation(key, detail)[1:]
        yield replace(mistake("misshapen-framework", place(data, path), wrong=said[0], remedy=said[1]), file=file)


def _twice(data: LocatedMap, framework: Framework) -> list[Mistake]:
    names = [each.name for each in framework.items]
    return [
        mistake(
            "duplicate-item",
            place(data, ("items", number)),
            wrong=message("there is another item '%(name)s' in this framework", name=name),
            remedy=message("Give one of them another name."),
        )
        for number, name in enumerate(names)
        if name in names[:number]
    ]
