"""Where a mistake stands in a questionnaire: line, section, question, key; and the likely word for a misspelt one."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from audit.errors import Message, Mistake, Severity, mark, message
from audit.questionnaire.source import LocatedList, LocatedMap

Path = tuple[str | int, ...]

KINDS = {
    "sections": (mark("section '%(name)s'"), mark("section %(number)d")),
    "questions": (mark("question '%(name)s'"), mark("question %(number)d")),
    "choices": (mark("choice '%(name)s'"), mark("choice %(number)d")),
    "rows": (mark("row '%(name)s'"), mark("row %(number)d")),
    "items": (mark("item '%(name)s'"), mark("item %(number)d")),
    "dimensions": (mark("dimension '%(name)s'"), mark("dimension %(number)d")),
    "indicators": (mark("indicator '%(name)s'"), mark("indicator %(number)d")),
    "contradictions": (mark("contradiction '%(name)s'"), mark("contradiction %(number)d")),
    "agreements": (mark("agreement '%(name)s'"), mark("agreement %(number)d")),
    "flows": (mark("flows '%(name)s'"), mark("flows %(number)d")),
    "vacancies": (mark("vacancies '%(name)s'"), mark("vacancies %(number)d")),
    "revisions": (mark("revision '%(name)s'"), mark("revision %(number)d")),
    "scale": (mark("level '%(name)s'"), mark("level %(number)d")),
}


def mistake(
    code: str,
    place: tuple[Message, ...],
    *,
    wrong: Message,
    remedy: Message,
    severity: Severity = Severity.ERROR,
) -> Mistake:
    """Return a Mistake that does not know its file yet."""
    return Mistake(code, place, wrong, remedy, severity=severity)


def place(data: object, path: Path) -> tuple[Message, ...]:
    """Return the place of `path` in located data, the line first; the path may end in a key that is not there."""
    parts: list[Message] = []
    line = getattr(data, "line", 1)
    value = data
    for depth, step in enumerate(path):
        line = _line(value, step) or line
        value = _below(value, step)
        part = _part(path, depth, value)
        if part is not None:
            parts.append(part)
    return (message("line %(line)d", line=line), *parts)


def _line(value: object, step: str | int) -> int | None:
    if isinstance(value, LocatedMap) and isinstance(step, str):
        return value.lines.get(step)
    if isinstance(value, LocatedList) and isinstance(step, int) and step < len(value.lines):
        return value.lines[step]
    return None


def _below(value: object, step: str | int) -> object:
    if isinstance(value, LocatedMap) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, LocatedList) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _part(path: Path, depth: int, value: object) -> Message | None:
    step = path[depth]
    if isinstance(step, int):
        return _item(path[:depth], step, value)
    if depth == 1 and path[0] == "choices":
        return message("choice list '%(name)s'", name=step)
    below = path[depth + 1] if depth + 1 < len(path) else None
    names_itself = step in KINDS and isinstance(below, int) and (depth == 0 or path[0] != "indicators")
    return None if names_itself else message("key '%(key)s'", key=step)


def _item(above: Path, number: int, value: object) -> Message | None:
    kind = "choices" if above[:1] == ("choices",) else above[-1] if above else ""
    if kind not in KINDS or (above[0] == "indicators" and len(above) > 1):
        return message("value %(number)d", number=number + 1)
    named, numbered = KINDS[str(kind)]
    name = value.get("level" if kind == "scale" else "name") if isinstance(value, dict) else None
    if isinstance(name, str) and name:
        return Message(named, {"name": name})
    return Message(numbered, {"number": number + 1})


def likely(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None."""
    by_folded = {each.casefold(): each for each in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def suggestion(word: str, known: Sequence[str], otherwise: Message) -> Message:
    """Return the remedy for a word that is not known: the likely one, or what else to do."""
    meant = likely(word, known)
    return message("Did you mean '%(likely)s'?", likely=meant) if meant else otherwise


def listed(words: Iterable[str]) -> str:
    """Return words as they are listed in a remedy."""
    return ", ".join(words)
