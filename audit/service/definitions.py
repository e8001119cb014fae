"""Questionnaires on the shelf, and their texts as kept in the database: each text once, parsed once."""

import logging
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from audit import wording
from audit.errors import DefinitionError, NotFound, message
from audit.questionnaire import counting, loader
from audit.questionnaire.schema import Confidentiality, Mode, Questionnaire, Respondent
from audit.questionnaire.source import read_text
from audit.service.views import LeftOff, QuestionnaireCard
from audit.store import queries
from audit.store.models import Definition

LOGGER = logging.getLogger("audit.service")
SHELF = wording.ROOT / "questionnaires"

DEFAULTS = {
    Respondent.INSTITUTION: Confidentiality(mode=Mode.NAMED),
    Respondent.STAFF: Confidentiality(mode=Mode.ANONYMOUS),
    Respondent.PUBLIC: Confidentiality(mode=Mode.ANONYMOUS),
}

#: By digest, which is the content itself: what is kept here never grows old.
_READ: dict[str, Questionnaire] = {}


def questionnaires() -> tuple[QuestionnaireCard, ...]:
    """Return the questionnaires on the shelf, by name; a file that cannot be used is not on it."""
    found = {each.name: each for each in map(_readable, _files()) if isinstance(each, Questionnaire)}
    return tuple(card(found[name]) for name in sorted(found))


def left_off() -> tuple[LeftOff, ...]:
    """Return the files of the shelf that cannot be used, and log each by its name and the number of its mistakes."""
    found = tuple(each for each in map(_readable, _files()) if isinstance(each, LeftOff))
    for each in found:
        LOGGER.warning("left off the shelf", extra={"file": each.file, "mistakes": each.mistakes})
    return found


def shelved(name: str) -> str:
    """Return the text of the questionnaire of that name; NotFound when the shelf has none."""
    for path in _files():
        found = _readable(path)
        if isinstance(found, Questionnaire) and found.name == name:
            return read_text(path)
    raise NotFound("unknown-questionnaire", message("There is no questionnaire '%(name)s'", name=name))


@lru_cache(maxsize=64)
def parsed(text: str) -> Questionnaire:
    """Return the questionnaire of a text, parsed once."""
    return loader.loads(text)


@lru_cache(maxsize=64)
def digest(text: str) -> str:
    """Return the SHA-256 of a text's canonical form."""
    return loader.digest(parsed(text))


def promised(questionnaire: Questionnaire) -> Confidentiality:
    """Return the confidentiality that a questionnaire declares, or its kind's default."""
    return questionnaire.confidentiality or DEFAULTS[questionnaire.respondent]


def keep(session: Session, text: str) -> str:
    """Keep a questionnaire's text, once for every digest, and return the digest."""
    identity = digest(text)
    if queries.definition(session, identity) is None:
        read = parsed(text)
        session.add(Definition(digest=identity, name=read.name, version=read.version, text=text))
        session.flush()
    return identity


def kept(session: Session, digests: Collection[str]) -> Mapping[str, Questionnaire]:
    """Return the kept questionnaires of some digests; a text that was read once in this process is not read again."""
    unread = [identity for identity in digests if identity not in _READ]
    if unread:
        _READ.update((identity, parsed(text)) for identity, text in queries.texts(session, unread).items())
    return {identity: _READ[identity] for identity in digests}


def _files() -> tuple[Path, ...]:
    return tuple(sorted(SHELF.glob("*.yaml")))


def _readable(path: Path) -> Questionnaire | LeftOff:
    try:
        return parsed(read_text(path))
    except DefinitionError as refusal:
        return LeftOff(f"{SHELF.name}/{path.name}", len(refusal.mistakes))


def card(questionnaire: Questionnaire) -> QuestionnaireCard:
    """Return what a plan shows of a questionnaire."""
    terms = promised(questionnaire)
    return QuestionnaireCard(
        name=questionnaire.name,
        version=questionnaire.version,
        title=questionnaire.title,
        respondent=questionnaire.respondent,
        languages=questionnaire.languages,
        questions=counting.asked(questionnaire),
        minutes=questionnaire.minutes,
        mode=terms.mode,
        threshold=terms.threshold,
        sensitive_threshold=terms.sensitive_threshold,
    )
