"""Translations of the questionnaires on the shelf: what lacks in each language, sheets for translators out and back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import DefinitionError, Message, Mistake, Mistaken, NotFound, message
from audit.questionnaire import translation
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import read_text
from audit.questionnaire.tongues import known_tag
from audit.questionnaire.translation import Gap, Lack, Records, Taken
from audit.questionnaire.writing import yaml_text
from audit.service import definitions

MOST_NAMED = 10
LACKS = {
    Lack.MISSING: message("the text is missing"),
    Lack.OUTDATED: message("the text it was translated from was changed since"),
    Lack.MACHINE: message("a machine translated it, and nobody has read it yet"),
    Lack.DRAFT: message("the translation is a draft"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the translations of one questionnaire are: how many texts it has, and what lacks, by language."""

    name: str
    title: Mapping[str, str]
    version: str
    languages: tuple[str, ...]
    texts: int
    gaps: tuple[Gap, ...]

    def lacking(self, language: str) -> int:
        """Return how many texts lack something in a language."""
        return sum(gap.language == language for gap in self.gaps)


def shelf() -> tuple[Standing, ...]:
    """Return how far every questionnaire on the shelf is, by name."""
    return tuple(standing(card.name) for card in definitions.questionnaires())


def standing(name: str) -> Standing:
    """Return how far a questionnaire's translations are; NotFound for one that is not on the shelf."""
    asked = definitions.parsed(definitions.shelved(name))
    found = translation.gaps(asked, records(name), languages=asked.languages)
    texts = len(translation.entries(asked))
    return Standing(asked.name, asked.title, asked.version, asked.languages, texts, found)


def records(name: str) -> Records:
    """Return the states of a questionnaire's translations, none for one that is not on the shelf."""
    path = _path(name)
    return translation.read(path) if path is not None else {}


def sheet(name: str, *, language: str, spoken: str) -> bytes:
    """Return the translators' workbook of a questionnaire for a language; Mistaken for a tag that names none."""
    asked = definitions.parsed(definitions.shelved(name))
    source = next((each for each in asked.languages if each != language), "")
    if not known_tag(language) or not source:
        wrong = message("'%(tag)s' is not the tag of a language", tag=language[:40])
        remedy = message("Use a tag such as en, ru, kk, ky, tg, tk, uz or uz-Cyrl.")
        raise Mistaken((Mistake("bad-language", (), wrong, remedy),))
    return translation.sheet(asked, records(name), language=language, source=source, spoken=spoken)


def take(name: str, content: bytes, *, file: str) -> tuple[Taken, str, str]:
    """Take a sheet in; return what came over, the questionnaire's text with it, and that of the file of states.

    Nothing is written: the shelf is files, and who looks after them puts these two in their place.
    """
    if _path(name) is None:
        raise NotFound("unknown-questionnaire", message("There is no questionnaire '%(name)s'", name=name))
    taken = translation.take(definitions.parsed(definitions.shelved(name)), records(name), content, file=file)
    return taken, yaml_text(taken.questionnaire), translation.written(taken.records)


def mistakes(questionnaire: Questionnaire, *, languages: Collection[str]) -> tuple[Mistake, ...]:
    """Return what keeps a questionnaire from being asked in the languages of an audit that it declares.

    The first ten gaps of each language are named, and how many more there are.
    """
    wanted = tuple(each for each in questionnaire.languages if each in languages)
    found = translation.gaps(questionnaire, records(questionnaire.name), languages=wanted)
    said = []
    for language in wanted:
        own = [gap for gap in found if gap.language == language]
        said += [_mistake(questionnaire, gap) for gap in own[:MOST_NAMED]]
        if len(own) > MOST_NAMED:
            wrong = message(
                "%(count)d more texts lack something in '%(tag)s'", count=len(own) - MOST_NAMED, tag=language
            )
            said.append(Mistake("language-has-gaps", _place(questionnaire), wrong, _remedy(language)))
    return tuple(said)


def _path(name: str) -> Path | None:
    """Return the file of a questionnaire on the shelf."""
    for path in sorted(definitions.SHELF.glob("*.yaml")):
        try:
            if definitions.parsed(read_text(path)).name == name:
                return path
        except DefinitionError:
            continue
    return None


def _mistake(questionnaire: Questionnaire, gap: Gap) -> Mistake:
    place = (*_place(questionnaire), *gap.entry.place, message("key '%(key)s'", key=gap.entry.kind))
    wrong = message("in '%(tag)s' %(lack)s", tag=gap.language, lack=LACKS[gap.lack])
    return Mistake("language-has-gaps", place, wrong, _remedy(gap.language))


def _place(questionnaire: Questionnaire) -> tuple[Message, ...]:
    return (message("questionnaire '%(name)s'", name=questionnaire.name),)


def _remedy(language: str) -> Message:
    return message("Complete the translation, or take '%(tag)s' out of the audit’s languages.", tag=language)
