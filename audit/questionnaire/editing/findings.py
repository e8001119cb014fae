"""What is wrong with a questionnaire that is being written, each mistake at the very piece that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from audit.errors import DefinitionError, Mistake, Severity
from audit.questionnaire import carrying, loader
from audit.questionnaire.carrying import Ledger
from audit.questionnaire.editing.tree import Path, read
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import LocatedList, LocatedMap

#: The code of a mistake that names the key which is not there.
MISSING = "missing-key"


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake and the path of what it is about; () where it is about the whole."""

    path: Path
    mistake: Mistake

    @property
    def refuses(self) -> bool:
        """Whether nothing can be published while this stands."""
        return self.mistake.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Examined:
    """What a text makes: a questionnaire where it can be published, its findings, and what can be shown of it.

    `shown` is the questionnaire without what is wrong in it, for a preview; None where nothing can be shown.
    """

    questionnaire: Questionnaire | None
    shown: Questionnaire | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What hinders publishing."""
        return tuple(each for each in self.findings if each.refuses)

    def within(self, path: Path) -> tuple[Finding, ...]:
        """Return the findings about a piece or anything in it."""
        return tuple(each for each in self.findings if each.path[: len(path)] == path)


@lru_cache(maxsize=32)
def examined(text: str) -> Examined:
    """Examine a draft's text; one that is not even YAML has its mistakes and nothing to show."""
    try:
        tree = read(text)
    except DefinitionError as refusal:
        return Examined(None, None, tuple(Finding((), each) for each in refusal.mistakes))
    data, paths = _numbered(tree)
    found, mistakes = loader.scrutinised(data)
    findings = tuple(Finding(_path(each, paths), _unnumbered(each)) for each in mistakes)
    whole = found if not any(each.refuses for each in findings) else None
    return Examined(whole, whole or _presentable(tree), findings)


def _presentable(tree: Mapping[str, Any]) -> Questionnaire | None:
    ledger = Ledger()
    data = ledger.converted(tree, ())
    return carrying.carried(data, ledger, file="").questionnaire if isinstance(data, LocatedMap) else None


def _numbered(tree: Mapping[str, Any]) -> tuple[LocatedMap, dict[int, Path]]:
    """Return located data in which every key and item has a number of its own, and the path of each number."""
    paths: dict[int, Path] = {1: ()}
    data = _mapping(tree, (), paths, 1)
    return data, paths


def _value(value: object, path: Path, paths: dict[int, Path], number: int) -> object:
    if isinstance(value, Mapping):
        return _mapping(value, path, paths, number)
    if isinstance(value, list | tuple):
        made = LocatedList(number)
        for place, each in enumerate(value):
            made.lines.append(_next(paths, (*path, place)))
            made.append(_value(each, (*path, place), paths, made.lines[-1]))
        return made
    return str(value)


def _mapping(value: Mapping[str, Any], path: Path, paths: dict[int, Path], number: int) -> LocatedMap:
    made = LocatedMap(number)
    for key, each in value.items():
        made.lines[key] = _next(paths, (*path, key))
        made[key] = _value(each, (*path, key), paths, made.lines[key])
    return made


def _next(paths: dict[int, Path], path: Path) -> int:
    number = len(paths) + 1
    paths[number] = path
    return number


def _path(mistake: Mistake, paths: Mapping[int, Path]) -> Path:
    """Return the path of a mistake: to the key that its place ends with, and on to the key that is missing there."""
    path = paths.get(int(mistake.place[0].values["line"]), ()) if mistake.place else ()
    last = mistake.place[-1].values if mistake.place else {}
    missing = mistake.wrong.values.get("key") if mistake.code == MISSING else None
    for key in (last.get("key"), missing):
        path = (*path, str(key)) if key and path[-1:] != (key,) else path
    return path


def _unnumbered(mistake: Mistake) -> Mistake:
    return replace(mistake, place=mistake.place[1:])
