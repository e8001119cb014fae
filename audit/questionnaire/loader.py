"""Turns a questionnaire's file into frozen values, or names all its mistakes at once with places and remedies."""

import hashlib
import json
import pathlib
from dataclasses import replace

from pydantic import ValidationError

from audit.errors import DefinitionError, Mistake, Severity
from audit.questionnaire import (
    agreeing,
    choosing,
    comparing,
    fitting,
    frameworks,
    listing,
    measuring,
    naming,
    nesting,
    opposing,
    promises,
    references,
    repeating,
    shape,
    tongues,
)
from audit.questionnaire.draft import Draft
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import LocatedMap, located, read_text

EXAMINERS = (
    naming.mistakes,
    references.mistakes,
    repeating.mistakes,
    fitting.mistakes,
    choosing.mistakes,
    nesting.mistakes,
    measuring.mistakes,
    promises.mistakes,
    frameworks.mistakes,
    opposing.mistakes,
    agreeing.mistakes,
    comparing.mistakes,
    tongues.mistakes,
)


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
    mistakes = listing.resolve_choices(data)
    written = listing.names(data)
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


def canonical(questionnaire: Questionnaire) -> str:
    """Return the one JSON text of a questionnaire: keys sorted, defaults left out, spelling of YAML forgotten."""
    content = questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(questionnaire: Questionnaire | str) -> str:
    """Return the SHA-256 of the canonical text, in hex; a YAML text is loaded first."""
    loaded = loads(questionnaire) if isinstance(questionnaire, str) else questionnaire
    return hashlib.sha256(canonical(loaded).encode()).hexdigest()
