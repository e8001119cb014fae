"""Turns a questionnaire's file into frozen values, or names all its mistakes at once with places and remedies."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from audit.errors import DefinitionError, Mistake, Severity, message
from audit.questionnaire import choosing, measuring, naming, promises, references, shape, tongues
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import mistake, place, suggestion
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import LocatedMap, located, read_text

EXAMINERS = (
    naming.mistakes,
    references.mistakes,
    choosing.mistakes,
    measuring.mistakes,
    promises.mistakes,
    tongues.mistakes,
)


def load(path: Path | str) -> Questionnaire:
    """Load a questionnaire's file; DefinitionError with all its mistakes when it cannot be used."""
    return loads(read_text(Path(path)), file=str(path))


def loads(text: str, file: str = "") -> Questionnaire:
    """Load a questionnaire from YAML text; `file` is only named in mistakes."""
    questionnaire, mistakes = examined(text, file=file)
    errors = tuple(each for each in mistakes if each.severity is Severity.ERROR)
    if errors or questionnaire is None:
        raise DefinitionError(errors)
    return questionnaire


def check(path: Path | str) -> tuple[Mistake, ...]:
    """Return every mistake and warning of a questionnaire's file, in the order of its lines."""
    try:
        return examine(path)[1]
    except DefinitionError as refusal:
        return refusal.mistakes


def examine(path: Path | str) -> tuple[Questionnaire | None, tuple[Mistake, ...]]:
    """Return a file's questionnaire, if it makes one, and its mistakes; DefinitionError when it is unreadable."""
    return examined(read_text(Path(path)), file=str(path))


def examined(text: str, *, file: str = "") -> tuple[Questionnaire | None, tuple[Mistake, ...]]:
    """Return the questionnaire where the text makes one, and all that is wrong or missing in it."""
    data = located(text, file=file)
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
            name = question.get("choices")
            if not isinstance(name, str):
                continue
            path = ("sections", section_number, "questions", number, "choices")
            question["list_name"] = name
            question["choices"] = known.get(name, [])
            if name not in known:
                mistakes.append(
                    mistake(
                        "unknown-choice-list",
                        place(data, path),
                        wrong=message("there is no choice list '%(name)s'", name=name),
                        remedy=suggestion(name, tuple(known), message("Define it under 'choices' at the top level.")),
                    )
                )
    return mistakes


def _mappings(items: object) -> list[tuple[int, LocatedMap]]:
    if not isinstance(items, list):
        return []
    return [(number, item) for number, item in enumerate(items) if isinstance(item, LocatedMap)]
