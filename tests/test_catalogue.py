"""Every sentence that a person can read exists in every language of the interface, with the same places to fill."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from audit import wording
from audit.cli import main, manual

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "mark": None,
    "message": None,
    "say": (2,),
    "count": (2, 3),
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
PLACE = re.compile(r"%\((\w+)\)[sd]")
OTHER_LANGUAGES = [language for language in wording.languages() if language != wording.SOURCE_LANGUAGE]


def _used() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for folder, method in (
        ("audit", [("**.py", "python")]),
        ("templates", [("**.html", "jinja2"), ("**.txt", "jinja2")]),
    ):
        for _, _, text, _, _ in extract_from_dir(
            str(wording.ROOT / folder), method_map=method, keywords=KEYWORDS, options_map={"**": {"silent": "false"}}
        ):
            found.add(text)
    return found | set(manual.sentences(main))


def _catalogue(language: str) -> list[tuple[Path, Catalog]]:
    parts = []
    for path in sorted((wording.TRANSLATIONS / language).glob("*.po")):
        with path.open("rb") as file:
            parts.append((path, read_po(file, locale=language)))
    return parts


def _entries(language: str) -> dict[str | tuple[str, ...], object]:
    entries: dict[str | tuple[str, ...], object] = {}
    for _, part in _catalogue(language):
        for entry in part:
            if entry.id:
                identity = tuple(entry.id) if isinstance(entry.id, list | tuple) else entry.id
                entries[identity] = entry.string
    return entries


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    entries = _entries(language)
    singular_only = {identity for identity in entries if isinstance(identity, str)}
    missing = [text for text in _used() if not (entries.get(text) or (isinstance(text, str) and text in singular_only))]
    assert not sorted(map(str, missing))


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_translation_has_lost_its_sentence(language: str) -> None:
    unused = set(_entries(language)) - _used()
    assert not sorted(map(str, unused))


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_translations_fill_the_same_places(language: str) -> None:
    wrong = []
    for identity, string in _entries(language).items():
        source = identity if isinstance(identity, str) else identity[-1]
        forms = string if isinstance(string, tuple | list) else (string,)
        optional = {"n"} if isinstance(identity, tuple) else set()
        wanted = set(PLACE.findall(source)) | (
            set(PLACE.findall(identity[0])) if isinstance(identity, tuple) else set()
        )
        wrong += [source for form in forms if (set(PLACE.findall(str(form))) ^ wanted) - optional]
    assert not wrong


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_plural_sentences_have_every_form_of_the_language(language: str) -> None:
    forms = {part.num_plurals for _, part in _catalogue(language)}
    short = [
        identity
        for identity, string in _entries(language).items()
        if isinstance(identity, tuple)
        and (not isinstance(string, tuple | list) or not all(string) or {len(string)} != forms)
    ]
    assert not short


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_sentence_is_translated_in_one_place_only(language: str) -> None:
    counted = Counter(
        tuple(entry.id) if isinstance(entry.id, list | tuple) else entry.id
        for _, part in _catalogue(language)
        for entry in part
        if entry.id
    )
    assert not [identity for identity, times in counted.items() if times > 1]
