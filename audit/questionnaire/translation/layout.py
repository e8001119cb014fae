"""The sheet that translators fill: one row a text, where only the translation, its state and a note can be typed."""

from audit import wording
from audit.errors import mark
from audit.questionnaire.schema import Questionnaire
from audit.questionnaire.tongues import known_tag
from audit.questionnaire.translation.states import Records, State, standing
from audit.questionnaire.translation.strings import Entry, entries, fingerprint
from audit.questionnaire.workbook.writing import Page, written
from audit.wording import say

TEXTS, ABOUT = "texts", "about"
#: The columns in their order; a sheet is read by their places, whatever their headings are called.
HEADINGS = (
    mark("Key (do not change)"),
    mark("Place"),
    mark("Text to translate"),
    mark("Translation"),
    mark("State of the translation"),
    mark("Translator’s note"),
    mark("What it is"),
    mark("Keep these as they are"),
    mark("Check (do not change)"),
)
KEY, PLACE, SOURCE, TARGET, STATE, NOTE, CONTEXT, PIPED, CHECK = range(len(HEADINGS))
WIDTHS = (24, 36, 60, 60, 12, 30, 18, 22, 16)
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ug", "sd", "yi", "dv", "ckb"})
FORMAT = "1"
KINDS = {
    "label": mark("label"),
    "hint": mark("hint"),
    "title": mark("title"),
    "introduction": mark("introduction"),
    "meaning": mark("meaning of a level"),
    "recommendation": mark("recommendation"),
    "required_message": mark("message: an answer is needed"),
    "constraint_message": mark("message: the answer does not fit"),
    "entry_label": mark("heading of an entry"),
}


def sheet(
    questionnaire: Questionnaire, records: Records, *, language: str, source: str = "", spoken: str = "en"
) -> bytes:
    """Return the workbook for one language; `source` is translated from, the first language if it is not given.

    `spoken` is the language of its headings. ValueError for a tag that names no language, for the language itself as
    its source, and for a source in which the questionnaire is not written.
    """
    origin = source or questionnaire.languages[0]
    if not known_tag(language) or origin == language or origin not in questionnaire.languages:
        raise ValueError(language)
    rows = [[say(spoken, heading) for heading in HEADINGS]]
    rows += [_row(each, records, language=language, source=origin, spoken=spoken) for each in entries(questionnaire)]
    last = len(rows)
    texts = Page(
        name=TEXTS,
        rows=rows,
        lists={f"E2:E{last}": [state.value for state in State]},
        open_cells=(f"D2:F{last}",),
        widths=WIDTHS,
        right_to_left=language.split("-")[0] in RIGHT_TO_LEFT,
    )
    told = {"format": FORMAT, "questionnaire": questionnaire.name, "version": questionnaire.version}
    told |= {"source": origin, "target": language}
    about = Page(name=ABOUT, rows=[["key", "value"], *([key, value] for key, value in told.items())], hidden=True)
    return written((texts, about))


def _row(entry: Entry, records: Records, *, language: str, source: str, spoken: str) -> list[str]:
    text = entry.texts.get(source, "")
    state = standing(entry, language, source=source, records=records)
    record = records.get(language, {}).get(entry.key)
    kind = say(spoken, KINDS[entry.kind]) if entry.kind in KINDS else entry.kind
    return [
        entry.key,
        ", ".join(wording.tell(spoken, part) for part in entry.place),
        text,
        entry.texts.get(language, ""),
        state.value if isinstance(state, State) else "",
        record.note if record else "",
        f"{kind}, {entry.context}" if entry.context else kind,
        " ".join(entry.piped(source)),
        fingerprint(text),
    ]
