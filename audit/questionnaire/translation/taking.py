"""Takes a translators' sheet in: every row that is right comes over, and each that is not is named by its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audit.errors import DefinitionError, InvalidAnswers, Message, Mistake, message
from audit.questionnaire.places import suggestion
from audit.questionnaire.scalars import unstorable
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.tongues import known_tag
from audit.questionnaire.translation import layout as columns
from audit.questionnaire.translation.states import Record, Records, State, merged
from audit.questionnaire.translation.strings import Entry, entries, fingerprint, pipes, with_texts
from audit.questionnaire.workbook.reading import Sheet, read

LETTERS = "ABCDEFGHI"
STATES = ", ".join(State)
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came over: the questionnaire with it, the states, how many texts are new or changed, and what did not.

    `mistakes` each name their cell; the texts of those rows stay as they were.
    """

    questionnaire: Questionnaire
    records: Records
    language: str
    changed: int
    mistakes: tuple[Mistake, ...]


@dataclass(slots=True)
class _Taking:
    """Reads rows one by one and keeps what is right apart from what is wrong."""

    known: Mapping[str, Entry]
    source: str
    language: str
    file: str
    texts: dict[str, str] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, code: str, number: int, column: int, said: Message, *, remedy: Message) -> None:
        """Note a mistake at a cell."""
        place = (message("cell %(cell)s", cell=f"{LETTERS[column]}{number}"),)
        self.mistakes.append(Mistake(code, place, said, remedy, file=self.file))

    def row(self, number: int, row: Row) -> None:
        """Take one row in, or say why not."""
        key, target = row[columns.KEY].strip(), row[columns.TARGET].strip()
        entry = self._entry(number, key)
        if entry is None or not self._is_current(number, row, entry):
            return
        state = self._state(number, row)
        if not target:
            self._empty(number, entry, row)
        elif state is not None and self._is_fit(number, entry, target):
            is_new = target != entry.texts.get(self.language, "").strip()
            if is_new:
                self.texts[key] = target
            if is_new or row[columns.STATE].strip() or row[columns.NOTE].strip():
                print_ = fingerprint(entry.texts.get(self.source, ""))
                self.records[key] = Record(state, print_, row[columns.NOTE].strip())

    def _entry(self, number: int, key: str) -> Entry | None:
        if key in self.seen:
            said = message("this text stands in row %(row)d already", row=self.seen[key])
            self.wrong("row-twice", number, columns.KEY, said, remedy=message("Delete one of the two rows."))
            return None
        self.seen[key] = number
        entry = self.known.get(key)
        if entry is None:
            said = message("the questionnaire has no text '%(key)s'", key=key[:100])
            otherwise = message("Put the key back, or make the sheet anew.")
            self.wrong("unknown-key", number, columns.KEY, said, remedy=suggestion(key, tuple(self.known), otherwise))
        return entry

    def _is_current(self, number: int, row: Row, entry: Entry) -> bool:
        if row[columns.CHECK].strip() == fingerprint(entry.texts.get(self.source, "")):
            return True
        said = message("the text to translate was changed since this sheet was made")
        remedy = message("Make the sheet anew and translate this text again.")
        self.wrong("source-changed", number, columns.SOURCE, said, remedy=remedy)
        return False

    def _state(self, number: int, row: Row) -> State | None:
        word = row[columns.STATE].strip().lower()
        try:
            return State(word) if word else State.DRAFT
        except ValueError:
            said = message("'%(word)s' is no state", word=word[:40])
            remedy = message("Choose one of: %(states)s.", states=STATES)
            self.wrong("unknown-state", number, columns.STATE, said, remedy=remedy)
            return None

    def _empty(self, number: int, entry: Entry, row: Row) -> None:
        """Say that a translation is gone, or a state given to nothing; what never was one stays missing."""
        if entry.texts.get(self.language, "").strip() or row[columns.STATE].strip():
            said = message("the translation is empty")
            self.wrong("empty", number, columns.TARGET, said, remedy=message("Type it; the earlier one is kept."))

    def _is_fit(self, number: int, entry: Entry, target: str) -> bool:
        before = len(self.mistakes)
        wanted, given = entry.piped(self.source), pipes(target)
        for name in sorted(set(wanted) - set(given)):
            said = message("%(name)s is missing in the translation", name=name)
            remedy = message("Put it where the answer belongs.")
            self.wrong("lost-reference", number, columns.TARGET, said, remedy=remedy)
        for name in sorted(set(given) - set(wanted)):
            said = message("%(name)s is not in the text to translate", name=name[:100])
            self.wrong("added-reference", number, columns.TARGET, said, remedy=message("Remove it."))
        if len(target) > entry.longest:
            said = message("the translation has %(length)d characters", length=len(target))
            remedy = message("Shorten it to %(longest)d.", longest=entry.longest)
            self.wrong("too-long", number, columns.TARGET, said, remedy=remedy)
        if any(map(unstorable, target)):
            said = message("the translation holds a character that cannot be kept")
            self.wrong("control-character", number, columns.TARGET, said, remedy=message("Type the text again."))
        return len(self.mistakes) == before


def take(questionnaire: Questionnaire, records: Records, content: Path | bytes, *, file: str = "") -> Taken:
    """Take a translators' sheet into a questionnaire; every row stands for itself.

    Raises InvalidAnswers where the workbook is no translators' sheet of this questionnaire, BadWorkbook where it is
    none at all.
    """
    sheets = {each.name: each for each in read(content, file=file)}
    told = _told(questionnaire, sheets, file)
    taking = _Taking({each.key: each for each in entries(questionnaire)}, told["source"], told["target"], file)
    for number, row in enumerate(sheets[columns.TEXTS].rows[1:], start=2):
        if any(cell.strip() for cell in row):
            taking.row(number, (*row, *[""] * (len(columns.HEADINGS) - len(row))))
    made = _with_texts(questionnaire, taking)
    after = merged(records, taking.language, taking.records)
    return Taken(made, after, taking.language, len(taking.texts), tuple(taking.mistakes))


def _with_texts(questionnaire: Questionnaire, taking: _Taking) -> Questionnaire:
    """Put all texts in at once; where the whole is refused, one by one, to find those that cannot stand there."""
    if not taking.texts:
        return questionnaire
    try:
        return with_texts(questionnaire, taking.language, taking.texts)
    except DefinitionError:
        return _one_by_one(questionnaire, taking)


def _one_by_one(questionnaire: Questionnaire, taking: _Taking) -> Questionnaire:
    made = questionnaire
    for key, text in list(taking.texts.items()):
        try:
            made = with_texts(made, taking.language, {key: text})
        except DefinitionError as refusal:
            first = refusal.mistakes[0]
            taking.wrong(first.code, taking.seen[key], columns.TARGET, first.wrong, remedy=first.remedy)
            del taking.texts[key], taking.records[key]
    return made


def _told(questionnaire: Questionnaire, sheets: Mapping[str, Sheet], file: str) -> dict[str, str]:
    """Return what the hidden sheet says: of which questionnaire, from which language into which."""
    about = sheets.get(columns.ABOUT)
    told = {row[0]: row[1] for row in about.rows[1:] if len(row) > 1} if about else {}
    source, target = told.get("source", ""), told.get("target", "")
    if columns.TEXTS not in sheets or source not in questionnaire.languages or not known_tag(target):
        wrong = message("this is not a sheet for translators")
        raise _refusal("not-a-sheet", wrong, message("Make one with `paritet translate out`."), file)
    if told.get("questionnaire") != questionnaire.name:
        wrong = message("this sheet is of the questionnaire '%(name)s'", name=told.get("questionnaire", "")[:100])
        raise _refusal("another-questionnaire", wrong, message("Choose the sheet of this one."), file)
    return {"source": source, "target": target}


def _refusal(code: str, wrong: Message, remedy: Message, file: str) -> InvalidAnswers:
    return InvalidAnswers((Mistake(code, (), wrong, remedy, file=file),))


__all__: Sequence[str] = ("Taken", "take")
