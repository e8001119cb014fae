"""How far each translation is, kept in a file beside the questionnaire's; what is lacking before people may be asked.

The file is `translations/<file of the questionnaire>`: language, key of the text, its state, the fingerprint of the
source text that was translated, and the translator's note. A text without a record is as the author wrote it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from audit.errors import message
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.source import located, read_text, refuse
from audit.questionnaire.translation.strings import Entry, entries, fingerprint

FOLDER = "translations"


class State(StrEnum):
    """How far a translation is."""

    DRAFT = "draft"
    MACHINE = "machine"
    REVIEWED = "reviewed"
    APPROVED = "approved"


class Lack(StrEnum):
    """Why a text may not be asked in a language yet; `outdated` was translated from another text than there is now."""

    MISSING = "missing"
    OUTDATED = "outdated"
    MACHINE = "machine"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Record:
    """How far one text is in one language, of which source text (its fingerprint), and what the translator says."""

    state: State
    source: str
    note: str = ""


Records = Mapping[str, Mapping[str, Record]]


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that may not be asked in a language yet, and why."""

    language: str
    entry: Entry
    lack: Lack


def standing(entry: Entry, language: str, *, source: str, records: Records) -> State | Lack:
    """Return the state of a text in a language, or what it lacks; without a record it is reviewed by its author."""
    if not entry.texts.get(language, "").strip():
        return Lack.MISSING
    record = records.get(language, {}).get(entry.key)
    if record is None or language == source:
        return State.REVIEWED
    if record.source != fingerprint(entry.texts.get(source, "")):
        return Lack.OUTDATED
    return record.state


def gaps(questionnaire: Questionnaire, records: Records, *, languages: Iterable[str]) -> tuple[Gap, ...]:
    """Return every text that may not be asked in one of some languages, in the order of the questionnaire's file."""
    source = questionnaire.languages[0]
    found = []
    for language in languages:
        for entry in entries(questionnaire):
            if not any(text.strip() for text in entry.texts.values()):
                continue
            state = standing(entry, language, source=source, records=records)
            if isinstance(state, Lack) or state in LACKING:
                found.append(Gap(language, entry, Lack(state.value)))
    return tuple(found)


LACKING = frozenset({State.DRAFT, State.MACHINE})


def beside(path: Path) -> Path:
    """Return where the states of a questionnaire's translations lie."""
    return path.parent / FOLDER / f"{path.stem}.yaml"


def read(path: Path) -> Records:
    """Read the states that lie beside a questionnaire's file; none where there is no such file.

    Raises DefinitionError for one that cannot be read.
    """
    file = beside(path)
    if not file.is_file():
        return {}
    data = located(read_text(file), file=str(file))
    try:
        return {language: {key: _record(each) for key, each in told.items()} for language, told in data.items()}
    except (AttributeError, KeyError, TypeError, ValueError):
        wrong = message("these are no states of translations")
        remedy = message("Delete the file, and take the translators' sheets in once more.")
        raise refuse("no-states", wrong, remedy, file=str(file)) from None


def _record(data: Mapping[str, str]) -> Record:
    return Record(State(data["state"]), str(data["source"]), str(data.get("note", "")))


def written(records: Records) -> str:
    """Return the text of the file of states."""
    data = {
        language: {key: _plain(record) for key, record in sorted(told.items())}
        for language, told in sorted(records.items())
        if told
    }
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000)


def _plain(record: Record) -> dict[str, str]:
    note = {"note": record.note} if record.note else {}
    return {"state": record.state.value, "source": record.source, **note}


def merged(records: Records, language: str, found: Mapping[str, Record]) -> Records:
    """Return records with those of one language laid over them."""
    return {**records, language: {**records.get(language, {}), **found}}


def counted(found: Sequence[Gap]) -> Mapping[str, Mapping[Lack, int]]:
    """Return how many texts lack what, by language."""
    counts: dict[str, dict[Lack, int]] = {}
    for gap in found:
        own = counts.setdefault(gap.language, {})
        own[gap.lack] = own.get(gap.lack, 0) + 1
    return counts
