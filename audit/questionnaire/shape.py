"""Whether located data has a questionnaire's shape; pydantic's findings said in an author's words."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from audit.errors import Message, Mistake, mark, message
from audit.questionnaire import agreements, contradictions, indicators, revisions, schema
from audit.questionnaire.expectations import expectation
from audit.questionnaire.parts import Part
from audit.questionnaire.places import Path, likely, listed, mistake, place, suggestion
from audit.questionnaire.source import LocatedList, LocatedMap

QUESTIONS: Mapping[str, type[Part]] = {
    kind: model
    for model in get_args(get_args(schema.Question)[0])
    for kind in get_args(model.model_fields["type"].annotation)
}
INDICATORS: Mapping[str, type[Part]] = {
    kind: model
    for model in get_args(get_args(indicators.Indicator)[0])
    for kind in get_args(model.model_fields["measure"].annotation)
}
PARTS: Mapping[str, type[Part]] = {
    "sections": schema.Section,
    "choices": schema.Choice,
    "rows": schema.Row,
    "items": schema.Item,
    "scale": schema.ScaleLevel,
    "dimensions": schema.Dimension,
    "confidentiality": schema.Confidentiality,
    "contradictions": contradictions.Contradiction,
    "against": contradictions.Against,
    "otherwise": contradictions.Against,
    "agreements": agreements.Agreement,
    "printed_shares": agreements.PrintedShare,
    "flows": agreements.Flows,
    "vacancies": agreements.Vacancies,
    "revisions": revisions.Revision,
}
TAGS = {"questions": ("type", QUESTIONS), "indicators": ("measure", INDICATORS)}
UNKNOWN_TAGS = {
    "type": mark("there is no question type '%(word)s'"),
    "measure": mark("there is no measure '%(word)s'"),
}
SALVAGE_ROUNDS = 12
Lost = tuple[str, str]
# Keys whose values are lists of plain values: what is wrong with one of them is said of the key.
SPREAD = frozenset({"band", "accepts"})
INTERNAL_KEYS = frozenset({"list_name"})


def keys(model: type[Part]) -> tuple[str, ...]:
    """Return the keys an author may write in a part of a questionnaire."""
    aliases = ((field.alias or name) for name, field in model.model_fields.items())
    return tuple(key for key in aliases if key not in INTERNAL_KEYS)


def model_at(data: object, path: Path) -> type[Part]:
    """Return the model of the mapping at `path`."""
    if not path:
        return schema.Questionnaire
    holder = path[-2] if isinstance(path[-1], int) and len(path) > 1 else path[-1]
    if path[0] == "choices":
        holder = "choices"
    if holder in TAGS:
        tag, models = TAGS[str(holder)]
        found = at(data, path)
        return models.get(str(found.get(tag)) if isinstance(found, dict) else "", schema.BaseQuestion)
    return PARTS.get(str(holder), schema.Questionnaire)


def at(data: object, path: Path) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Return what stands at `path`, or None."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def validated(data: LocatedMap) -> schema.Questionnaire | ValidationError:
    """Return the questionnaire, or pydantic's findings."""
    languages = data.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else "en"
    try:
        return schema.Questionnaire.model_validate(data, context={"language": first})
    except ValidationError as error:
        return error


def written(data: object, location: tuple[str | int, ...]) -> Path:
    """Return pydantic's location as a path an author sees: without the tags of unions."""
    path: list[str | int] = []
    value = data
    for number, step in enumerate(location):
        last = number == len(location) - 1
        tagged = len(path) >= 2 and path[-2] in TAGS and isinstance(path[-1], int)
        if tagged and isinstance(value, dict) and step == value.get(TAGS[str(path[-2])][0]) and not last:
            continue
        if not isinstance(value, dict | list):
            break
        if isinstance(value, list) and not isinstance(step, int):
            break
        path.append(step)
        value = at(value, (step,))
    return tuple(path)


def findings(data: LocatedMap, error: ValidationError) -> list[Mistake]:
    """Return each finding, one a place; a list that questions share is named once, where it is written."""
    found: dict[Path, Mistake] = {}
    for path, detail in _details(data, error):
        if not _shared(data, path):
            found.setdefault(path, _mistake(data, path, detail))
    return list(found.values())


def _details(data: LocatedMap, error: ValidationError) -> Iterator[tuple[Path, ErrorDetails]]:
    """Yield findings with their paths; a list whose items are all misshapen is not called empty besides."""
    for detail in error.errors(include_url=False):
        path = written(data, detail["loc"])
        if detail["type"] != "too_short" or not at(data, path):
            yield path, detail


def damaged(data: LocatedMap, error: ValidationError) -> frozenset[Lost]:
    """Return what is not whole: (questions, name), (indicators, name), and ("", key) for a key of the top level."""
    lost: set[Lost] = set()
    for path, detail in _details(data, error):
        if len(path) <= len(("dimensions", 0)) or (
            len(path) == len(("dimensions", 0, "name")) and "missing" in detail["type"]
        ):
            meant = likely(str(path[0]), keys(schema.Questionnaire))
            lost.add(("", meant or str(path[0])))
        for depth, (holder, step) in enumerate(pairwise(path), start=2):
            found = at(data, path[:depth]) if holder in ("questions", "indicators") and isinstance(step, int) else None
            if isinstance(found, dict):
                lost.add((str(holder), str(found.get("name"))))
    return frozenset(lost)


def _shared(data: LocatedMap, path: Path) -> bool:
    question = at(data, path[: path.index("choices")]) if "choices" in path[1:] else None
    return isinstance(question, dict) and "list_name" in question


def _mistake(data: LocatedMap, path: Path, detail: ErrorDetails) -> Mistake:
    kind = detail["type"]
    key = str(path[-1]) if path else ""
    where = place(data, path)
    if kind == "extra_forbidden":
        known = keys(model_at(data, path[:-1]))
        otherwise = message("The keys known here are: %(known)s.", known=listed(known))
        return mistake(
            "unknown-key",
            where,
            wrong=message("there is no key '%(key)s' here", key=key),
            remedy=suggestion(key, known, otherwise),
        )
    if kind == "missing" and isinstance(path[-1], str):
        return _missing(place(data, path[:-1]), key)
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return _untagged(data, path)
    spread = isinstance(path[-1], int) and path[-2] in SPREAD if len(path) > 1 else False
    code, wrong, remedy = expectation(str(path[-2]) if spread else key, detail)
    return mistake(code, where, wrong=wrong, remedy=remedy)


def _missing(where: tuple[Message, ...], key: str) -> Mistake:
    return mistake(
        "missing-key",
        where,
        wrong=message("the key '%(key)s' is missing", key=key),
        remedy=message("Add '%(key)s'.", key=key),
    )


def _untagged(data: LocatedMap, path: Path) -> Mistake:
    tag, models = TAGS[str(path[-2])]
    found = at(data, path)
    if not isinstance(found, dict) or tag not in found:
        return _missing(place(data, path), tag)
    otherwise = message("Use one of: %(known)s.", known=listed(models))
    word = str(found[tag])
    return mistake(
        f"unknown-{tag}",
        place(data, (*path, tag)),
        wrong=Message(UNKNOWN_TAGS[tag], {"word": word}),
        remedy=suggestion(word, tuple(models), otherwise),
    )


def without(data: LocatedMap, paths: Iterable[Path]) -> None:
    """Take what stands at `paths` out of located data, so that the rest can still be checked."""
    doomed = {(id(at(data, path[:-1])), path[-1]): at(data, path[:-1]) for path in paths if path}
    for (_, step), holder in sorted(doomed.items(), key=lambda each: str(each[0][1]).zfill(9), reverse=True):
        if isinstance(holder, LocatedMap):
            holder.pop(str(step), None)
        elif isinstance(holder, LocatedList) and isinstance(step, int) and step < len(holder):
            del holder[step]
            del holder.lines[step]


def salvaged(data: LocatedMap, error: ValidationError) -> schema.Questionnaire | None:
    """Return what remains of a questionnaire without its misshapen parts, or None; `data` loses them too."""
    for _ in range(SALVAGE_ROUNDS):
        without(data, (_culprit(path, detail) for path, detail in _details(data, error)))
        result = validated(data)
        if not isinstance(result, ValidationError):
            return result
        error = result
    return None


def _culprit(path: Path, detail: ErrorDetails) -> Path:
    return path[:-1] if detail["type"] == "missing" else path
