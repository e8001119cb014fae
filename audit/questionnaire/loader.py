"""Turns a questionnaire's file into frozen values, or names all its mistakes at once with places and remedies."""

import hashlib
import json
import pathlib
from dataclasses import replace

from pydantic import ValidationError

from audit.errors import DefinitionError, Mistake, Severity, message
from audit.questionnaire import (
    choosing,
    frameworks,
    measuring,
    naming,
    nesting,
    opposing,
    promises,
    references,
    shape,
    tongues,
)
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path, mistake, place, suggestion
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import LocatedMap, located, read_text

EXAMINERS = (
    naming.mistakes,
    references.mistakes,
    choosing.mistakes,
    nesting.mistakes,
    measuring.mistakes,
    promises.mistakes,
    frameworks.mistakes,
    opposing.mistakes,
    tongues.mistakes,
)


CHOOSING_TYPES = ("select_one", "select_multiple", "matrix")


def load(path: pathlib.Path | str) -> Questionnaire:
    """Load a questionnaire's file; DefinitionError with all its mistakes when it cannot be used."""
    return loads(read_text(pathlib.Path(path)), file=str(path))


def loads(text: str, file: str = "") -> Questionnaire:
    """Load a questionnaire from YAML text; DefinitionError as `load`; `file` is only named in mistakes."""
    questionnaire, mistakes = examined(text, file=file)
    errors = tuple(each for each in mistakes if each.severity is Severity.ERROR)
    if errors or questionnaire is None:
        raise DefinitionError(errors)
    return questionnaire


def check(path: pathlib.Path | str) -> tuple[Mistake, ...]:
    """Return every mistake and warning of a questionnaire's file, in the order of its lines."""
    try:
        return examine(path)[1]
    except DefinitionError as refusal:
        return refusal.mistakes


def examine(path: pathlib.Path | str) -> tuple[Questionnaire | None, tuple[Mistake, ...]]:
    """Return a file's questionnaire, if it makes one, and its mistakes; DefinitionError when it is unreadable."""
    return examined(read_text(pathlib.Path(path)), file=str(path))


def examined(text: str, *, file: str = "") -> tuple[Questionnaire | None, tuple[Mistake, ...]]:
    """Return the questionnaire where the text makes one, and all that is wrong or missing in it."""
    return scrutinised(located(text, file=file), file=file)


def scrutinised(data: LocatedMap, *, file: str = "") -> tuple[Questionnaire | None, tuple[Mistake, ...]]:
    """Return what `examined` does for data that importers located themselves; `data` does not survive it."""
    mistakes = _resolve_choices(data)
    written = _question_names(data)
    result = shape.validated(data)
    damaged: frozenset[tuple[str, str]] = frozenset()
    if isinstance(result, ValidationError):
        mistakes += shape.findings(data, result)
        damaged = shape.damaged(data, result)
    readable = shape.salvaged(data, result) if isinstance(result, ValidationError) else result
    if readable is not None:
        draft = Draft(readable, data, written=written, damaged=damaged)
        mistakes += [found for examiner in EXAMINERS for found in examiner(draft)]
    said = tuple(replace(each, file=file) for each in sorted(mistakes, key=_line))
    return (None if isinstance(result, ValidationError) else result), said


def _line(mistake: Mistake) -> int:
    return int(mistake.place[0].values["line"])


def _question_names(data: LocatedMap) -> frozenset[str]:
    return frozenset(
        str(question["name"])
        for _, section in _mappings(data.get("sections"))
        for _, question in _mappings(section.get("questions"))
        if "name" in question
    )


def canonical(questionnaire: Questionnaire) -> str:
    """Return the one JSON text of a questionnaire: keys sorted, defaults left out, spelling of YAML forgotten."""
    content = questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(questionnaire: Questionnaire | str) -> str:
    """Return the SHA-256 of the canonical text, in hex; a YAML text is loaded first."""
    loaded = loads(questionnaire) if isinstance(questionnaire, str) else questionnaire
    return hashlib.sha256(canonical(loaded).encode()).hexdigest()


def _resolve_choices(data: LocatedMap) -> list[Mistake]:
    """Put the named lists in the place of their names; return the names that lead nowhere."""
    mistakes: list[Mistake] = []
    lists = data.get("choices")
    known = lists if isinstance(lists, LocatedMap) else {}
    for section_number, section in _mappings(data.get("sections")):
        for number, question in _mappings(section.get("questions")):
            path = ("sections", section_number, "questions", number)
            if "list_name" in question:
                mistakes.append(_own_list_name(data, path, question))
            name = question.get("choices")
            if not isinstance(name, str) or question.get("type") not in CHOOSING_TYPES:
                continue
            question["list_name"] = name
            question["choices"] = known.get(name, [])
            if name not in known:
                mistakes.append(_unknown_list(data, path, name, known=tuple(known)))
    return mistakes


def _unknown_list(data: LocatedMap, path: Path, name: str, *, known: tuple[str, ...]) -> Mistake:
    return mistake(
        "unknown-choice-list",
        place(data, (*path, "choices")),
        wrong=message("there is no choice list '%(name)s'", name=name),
        remedy=suggestion(name, known, message("Define it under 'choices' at the top level.")),
    )


def _own_list_name(data: LocatedMap, path: Path, question: LocatedMap) -> Mistake:
    """Refuse the key under which the loader itself keeps a list's name, and take it out."""
    where = place(data, (*path, "list_name"))
    del question["list_name"]
    return mistake(
        "unknown-key",
        where,
        wrong=message("there is no key '%(key)s' here", key="list_name"),
        remedy=message("Did you mean '%(likely)s'?", likely="choices"),
    )


def _mappings(items: object) -> list[tuple[int, LocatedMap]]:
    if not isinstance(items, list):
        return []
    return [(number, item) for number, item in enumerate(items) if isinstance(item, LocatedMap)]
