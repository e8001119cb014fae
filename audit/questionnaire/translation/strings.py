"""Every text of a questionnaire as one string to translate: its key, its place in words, what must stay in it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from audit.errors import Message, message
from audit.questionnaire import loader
from audit.questionnaire.piping import PIPED
from audit.questionnaire.plain import Plain, plain
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.tongues import TEXT_KEYS

FINGERPRINT = 12
#: What a named part of each list is called; the key of the list stands in the string's key.
WORDS = {
    "sections": lambda name: message("section '%(name)s'", name=name),
    "questions": lambda name: message("question '%(name)s'", name=name),
    "choices": lambda name: message("choice '%(name)s'", name=name),
    "items": lambda name: message("item '%(name)s'", name=name),
    "rows": lambda name: message("line '%(name)s'", name=name),
    "dimensions": lambda name: message("dimension '%(name)s'", name=name),
    "scale": lambda name: message("level '%(name)s'", name=name),
    "indicators": lambda name: message("indicator '%(name)s'", name=name),
    "contradictions": lambda name: message("contradiction '%(name)s'", name=name),
}
SHORT = frozenset({"choices", "items", "rows", "dimensions", "scale"})
SHORTEST, LONGEST = 500, 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: its key (by names, so that it stays when things move), its place, its words by language.

    `kind` is what it is (`label`, `hint`…), `context` what it belongs to (a type of question); `longest` is the number
    of characters that a translation may have.
    """

    key: str
    place: tuple[Message, ...]
    kind: str
    texts: Mapping[str, str]
    context: str = ""
    longest: int = LONGEST

    def piped(self, language: str) -> tuple[str, ...]:
        """Return the earlier answers that the text quotes in a language, each as often as it does, in order of name."""
        return pipes(self.texts.get(language, ""))


def pipes(text: str) -> tuple[str, ...]:
    """Return the references `${…}` of a text, sorted, each as often as it stands."""
    return tuple(sorted(f"${{{found}}}" for found in PIPED.findall(text)))


def fingerprint(text: str) -> str:
    """Return a short digest of a text, by which it is seen whether it was changed since."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT]


def entries(questionnaire: Questionnaire) -> tuple[Entry, ...]:
    """Return every text of a questionnaire, in the order of its file; lists that questions share have theirs once."""
    return tuple(_entries(plain(questionnaire), "", (), ""))


def _entries(value: Mapping[str, Plain], key: str, place: tuple[Message, ...], holder: str) -> Iterator[Entry]:
    for name, inner in value.items():
        inner_key = f"{key}/{name}" if key else name
        if name in TEXT_KEYS and isinstance(inner, dict):
            texts = {language: text for language, text in inner.items() if isinstance(text, str)}
            longest = SHORTEST if holder in SHORT and name == "label" else LONGEST
            yield Entry(inner_key, place, name, texts, str(value.get("type", "")), longest)
        elif isinstance(inner, dict) and name == "choices":
            for each, listed in inner.items():
                where = (*place, message("list '%(name)s'", name=each))
                yield from _items(listed, f"{inner_key}/{each}", where, "choices")
        else:
            yield from _items(inner, inner_key, place, name)


def _items(value: Plain, key: str, place: tuple[Message, ...], holder: str) -> Iterator[Entry]:
    for number, inner in enumerate(value) if isinstance(value, list) else ():
        if isinstance(inner, dict):
            name = named(inner, number)
            said = (WORDS[holder](name),) if holder in WORDS else ()
            yield from _entries(inner, f"{key}/{name}", (*place, *said), holder)


def named(part: Mapping[str, Plain], number: int) -> str:
    """Return what a part of a list is called: its name, or its place counted from 0."""
    return str(part.get("name") or part.get("level") or number)


def with_texts(questionnaire: Questionnaire, language: str, texts: Mapping[str, str]) -> Questionnaire:
    """Return a questionnaire with texts of one language put in by their keys; the language is declared if it was not.

    Raises DefinitionError where a text cannot stand there.
    """
    data = plain(questionnaire)
    _put(data, "", language, texts)
    languages = data["languages"]
    if isinstance(languages, list) and language not in languages:
        languages.append(language)
    return loader.loads(yaml.safe_dump(_simple(data), allow_unicode=True, sort_keys=False))


def _put(value: Plain, key: str, language: str, texts: Mapping[str, str]) -> None:
    if isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, dict):
                _put(inner, f"{key}/{named(inner, number)}", language, texts)
    elif isinstance(value, dict):
        for name, inner in value.items():
            inner_key = f"{key}/{name}" if key else name
            if name in TEXT_KEYS and isinstance(inner, dict) and inner_key in texts:
                inner[language] = texts[inner_key]
            elif name not in TEXT_KEYS:
                _put(inner, inner_key, language, texts)


def _simple(value: Plain) -> object:
    if isinstance(value, dict):
        return {key: _simple(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_simple(each) for each in value]
    return value if isinstance(value, bool | str | int) else f"{value:f}"
