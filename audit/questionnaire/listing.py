"""The questions that stand in located data, members of repeats among them, and the lists of choices that they name."""

from collections.abc import Iterator

from audit.errors import Mistake, message
from audit.questionnaire.places import Path, mistake, place, suggestion
from audit.questionnaire.source import LocatedMap

CHOOSING_TYPES = ("select_one", "select_multiple", "rank", "matrix")


def questions(data: LocatedMap) -> Iterator[tuple[Path, LocatedMap]]:
    """Yield whatever stands where a question is expected, with its path, in the order of the file."""
    for number, section in _mappings(data.get("sections")):
        yield from _within(section, ("sections", number))


def names(data: LocatedMap) -> frozenset[str]:
    """Return the names of all questions in the data, also of those that cannot be read."""
    return frozenset(str(question["name"]) for _, question in questions(data) if "name" in question)


def resolve_choices(data: LocatedMap) -> list[Mistake]:
    """Put the named lists in the place of their names; return the names that lead nowhere."""
    mistakes: list[Mistake] = []
    lists = data.get("choices")
    known = lists if isinstance(lists, LocatedMap) else {}
    for path, question in questions(data):
        if "list_name" in question:
            mistakes.append(_own_list_name(data, path, question))
        name = question.get("choices")
        if not isinstance(name, str) or question.get("type") not in CHOOSING_TYPES:
            continue
        question["list_name"] = name
        question["choices"] = known.get(name, [])
        if name not in known:
            mistakes.append(unknown_list(data, (*path, "choices"), name, known=tuple(known)))
    return mistakes


def unknown_list(data: LocatedMap, path: Path, name: str, *, known: tuple[str, ...]) -> Mistake:
    """Return the mistake of naming a list of choices that is not there, with the likely one."""
    return mistake(
        "unknown-choice-list",
        place(data, path),
        wrong=message("there is no choice list '%(name)s'", name=name),
        remedy=suggestion(name, known, message("Define it under 'choices' at the top level.")),
    )


def _within(holder: LocatedMap, path: Path) -> Iterator[tuple[Path, LocatedMap]]:
    for number, question in _mappings(holder.get("questions")):
        inner = (*path, "questions", number)
        yield inner, question
        yield from _within(question, inner)


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
