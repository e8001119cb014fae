"""Where a draft begins: from nothing, from a questionnaire on the shelf, or from a file in one of the formats."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from audit.errors import DefinitionError, Mistake, message
from audit.questionnaire import formats
from audit.questionnaire.editing import tree
from audit.questionnaire.editing.moves import fresh
from audit.questionnaire.schema import Respondent
from audit.questionnaire.source import SIZE_LIMIT
from audit.service import definitions

LARGEST_FILE = 16 * 1024 * 1024
NAME_LINE = re.compile(r"^name:[^\n]*", re.MULTILINE)
YAML = (".yaml", ".yml")
TITLES = {"ru": "Новая анкета", "en": "New questionnaire"}
SECTIONS = {"ru": "Первый раздел", "en": "First section"}


@dataclass(frozen=True, slots=True)
class Brought:
    """A text to begin with, and what of a file stayed behind or came over changed."""

    text: str
    skipped: tuple[Mistake, ...] = ()


def empty(name: str, *, languages: tuple[str, ...], respondent: Respondent) -> Brought:
    """Return the text of a questionnaire with one section and nothing asked yet."""
    spoken = {code: TITLES.get(code, TITLES["en"]) for code in languages}
    sections = {code: SECTIONS.get(code, SECTIONS["en"]) for code in languages}
    begun: tree.Tree = {
        "name": name,
        "version": "1",
        "respondent": respondent.value,
        "languages": list(languages),
        "title": spoken,
        "sections": [{"name": "section_1", "label": sections, "questions": []}],
    }
    return Brought(tree.write(begun))


def copied(shelved: str, *, taken: frozenset[str]) -> Brought:
    """Return the text of a questionnaire on the shelf under a name of its own, comments kept."""
    name = fresh(f"{shelved}-own", taken)
    return Brought(NAME_LINE.sub(f"name: {name}", definitions.shelved(shelved), count=1))


def uploaded(file_name: str, content: bytes, *, respondent: Respondent) -> Brought:
    """Return the text that a file makes; YAML is kept as it is, mistakes too. DefinitionError where nothing is read."""
    ending = Path(file_name).suffix.lower()
    if ending not in (*YAML, *formats.READERS):
        wrong = message("this kind of file is not read")
        remedy = message("Use one of: %(known)s.", known=", ".join((*YAML, *formats.READERS)))
        raise DefinitionError((Mistake("unknown-ending", (), wrong, remedy, file=file_name),))
    if ending in YAML:
        return Brought(_decoded(content, file_name))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"form{ending}"
        path.write_bytes(content)
        found = formats.examine(path, respondent=respondent)
    if not found.text_of_yaml:
        raise DefinitionError(found.skipped)
    return Brought(found.text_of_yaml, found.skipped)


def _decoded(content: bytes, file_name: str) -> str:
    if len(content) > SIZE_LIMIT:
        wrong = message("the file is larger than %(limit)d MB", limit=SIZE_LIMIT // 1024 // 1024)
        remedy = message("Split the questionnaire into several.")
        raise DefinitionError((Mistake("file-too-large", (), wrong, remedy, file=file_name),))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        wrong, remedy = message("the file is not in UTF-8"), message("Save it as UTF-8 and try again.")
        raise DefinitionError((Mistake("not-utf-8", (), wrong, remedy, file=file_name),)) from None
