"""Whether every text is said in every declared language, and only in those."""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from audit.errors import Mistake, message
from audit.questionnaire.draft import Draft
from audit.questionnaire.parts import Part
from audit.questionnaire.places import Path, likely

TEXT_KEYS = frozenset(
    {
        "label",
        "hint",
        "title",
        "introduction",
        "meaning",
        "recommendation",
        "required_message",
        "constraint_message",
        "entry_label",
    }
)
UNSEEN = frozenset({"calculate", "hidden"})
COUNTRIES_TAKEN_FOR_LANGUAGES = {"kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk", "ua": "uk", "by": "be", "cn": "zh"}


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield bad language tags, missing translations (warnings) and languages that were not declared."""
    languages = draft.questionnaire.languages
    for number, tag in enumerate(languages):
        yield from _tag(draft, number, tag)
    for path, texts in _texts(draft.questionnaire, ()):
        if not texts and path[-1] == "label" and UNSEEN.intersection(_type_at(draft, path)):
            continue
        yield from _text(draft, path, texts, languages=languages)


def _tag(draft: Draft, number: int, tag: str) -> Iterator[Mistake]:
    path = ("languages", number)
    if tag in draft.questionnaire.languages[:number]:
        wrong = message("the language '%(tag)s' stands twice", tag=tag)
        yield draft.error("duplicate-language", path, wrong, remedy=message("Keep one of them."))
    elif not known_tag(tag):
        meant = COUNTRIES_TAKEN_FOR_LANGUAGES.get(tag.lower())
        wrong = message("'%(tag)s' is not the tag of a language", tag=tag)
        otherwise = message("Use a tag such as en, ru, kk, ky, tg, tk, uz or uz-Cyrl.")
        remedy = message("Did you mean '%(likely)s'?", likely=meant) if meant else otherwise
        yield draft.error("bad-language", path, wrong, remedy=remedy)


@cache
def known_tag(tag: str) -> bool:
    """Return whether a tag such as `en`, `uz-Cyrl` or `pt-BR` names a language that can be shown."""
    if "_" in tag or tag != tag.strip():
        return False
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return tag.split("-")[0].islower()


def _texts(value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Yield every text by language with its path; a list that questions share only where it is written."""
    if isinstance(value, Part):
        shared = getattr(value, "list_name", None) is not None
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if inner is None or (shared and name == "choices"):
                continue
            if name in TEXT_KEYS:
                yield (*path, name), inner
            else:
                yield from _texts(inner, (*path, field.alias or name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))


def _type_at(draft: Draft, path: Path) -> tuple[str, ...]:
    value: object = draft.questionnaire
    if len(path) > len(("sections", 0, "label")) and path[-3] == "questions":
        value = next((question for at, question in draft.questions() if at == path[:-1]), value)
    return (str(getattr(value, "type", "")),)


def _text(draft: Draft, path: Path, texts: Mapping[str, str], *, languages: tuple[str, ...]) -> Iterator[Mistake]:
    for language in texts:
        if language in languages:
            continue
        if " " in language:
            wrong = message("the text is cut at a comma")
            yield draft.error("text-cut", (*path, language), wrong, remedy=message("Put the whole text in quotes."))
        else:
            wrong = message("the language '%(tag)s' is not declared", tag=language)
            meant = likely(language, languages)
            declare = message("Add it to 'languages', or remove this text.")
            remedy = message("Did you mean '%(likely)s'?", likely=meant) if meant else declare
            yield draft.error("undeclared-language", (*path, language), wrong, remedy=remedy)
    missing = [each for each in languages if known_tag(each) and not texts.get(each, "").strip()]
    for language in missing:
        wrong = message("the text in '%(tag)s' is missing", tag=language)
        yield draft.warning(
            "missing-translation", path, wrong, remedy=message("Add it; until then another language is shown.")
        )
