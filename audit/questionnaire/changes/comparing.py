"""Compares two parts of a questionnaire key by key, and two lists of parts name by name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audit.errors import Message, message
from audit.questionnaire.changes import floors
from audit.questionnaire.changes.change import Change, Meaning, What
from audit.questionnaire.parts import Part
from audit.questionnaire.plain import plain
from audit.questionnaire.tongues import TEXT_KEYS
from audit.wording import in_language

WORDS = {
    "item": lambda name: message("item '%(name)s'", name=name),
    "row": lambda name: message("line '%(name)s'", name=name),
    "choice": lambda name: message("choice '%(name)s'", name=name),
    "dimension": lambda name: message("dimension '%(name)s'", name=name),
    "level": lambda name: message("level '%(name)s'", name=name),
    "indicator": lambda name: message("indicator '%(name)s'", name=name),
    "contradiction": lambda name: message("contradiction '%(name)s'", name=name),
    "agreement": lambda name: message("agreement '%(name)s'", name=name),
    "flows": lambda name: message("flows '%(name)s'", name=name),
    "vacancies": lambda name: message("vacancies '%(name)s'", name=name),
}


@dataclass(frozen=True, slots=True)
class Where:
    """A place that both versions have: its key, its words, and what a change there touches."""

    key: str
    place: tuple[Message, ...]
    questions: tuple[str, ...] = ()
    part: str = ""
    indicators: tuple[str, ...] = ()

    def at(self, key: str, *said: Message) -> "Where":
        """Return a place within this one."""
        inner = said or (message("key '%(key)s'", key=key),)
        return replace(self, key=f"{self.key}/{key}" if self.key else key, place=(*self.place, *inner))


def edited(where: Where, what: What, before: object, after: object, least: Meaning, *, lang: str = "") -> Change:
    """Return a change at a place; texts by language are shown by the first of them."""
    return Change(
        key=f"{where.key}/{lang}" if lang else where.key,
        place=where.place,
        what=what,
        before=_shown(before),
        after=_shown(after),
        least=least,
        meaning=least,
        questions=where.questions,
        part=where.part,
        indicators=where.indicators,
        lang=lang,
    )


def fields(where: Where, before: Part, after: Part, *, skip: frozenset[str] = frozenset()) -> Iterator[Change]:
    """Yield what differs between two parts of one name, key by key; texts language by language."""
    keys = {**type(before).model_fields, **type(after).model_fields}
    for key, field in keys.items():
        old, new = getattr(before, key, None), getattr(after, key, None)
        if old == new or key in floors.NOT_COMPARED or key in skip:
            continue
        inner = where.at(field.alias or key)
        if key in TEXT_KEYS:
            yield from _texts(inner, old or {}, new or {})
        else:
            yield edited(inner, What.EDITED, old, new, floors.least(key, new))


def _texts(where: Where, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for language in dict.fromkeys((*before, *after)):
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            what = What.EDITED if old and new else What.ADDED if new else What.REMOVED
            yield edited(where, what, old, new, Meaning.TYPING, lang=language)


def listed(
    where: Where,
    before: Sequence[Part],
    after: Sequence[Part],
    *,
    word: str,
    is_part: bool = False,
    measures: bool = False,
) -> Iterator[Change]:
    """Yield what differs between two lists of named parts.

    `is_part`: the answers to each stand by themselves (items, rows). `measures`: each is an indicator of that name.
    """
    old, new = {_name(each): each for each in before}, {_name(each): each for each in after}
    for name in dict.fromkeys((*old, *new)):
        inner = where.at(f"{word}s/{name}", WORDS[word](name))
        inner = replace(inner, part=name if is_part else "", indicators=(name,) if measures else ())
        if name in old and name in new:
            yield from fields(inner, old[name], new[name])
        elif name in old:
            yield edited(inner, What.REMOVED, getattr(old[name], "label", ""), "", Meaning.CHANGED)
        else:
            yield edited(inner, What.ADDED, "", getattr(new[name], "label", ""), Meaning.CHANGED)


def _name(part: Part) -> str:
    return str(getattr(part, "name", "") or getattr(part, "level", ""))


def _shown(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values()):
        return in_language(dict(value), "")[0]
    source = getattr(value, "source", None)
    return str(source) if source is not None else json.dumps(_plain(value), ensure_ascii=False, default=str)


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, Part):
        return plain(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
