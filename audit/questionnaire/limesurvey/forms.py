"""What each of LimeSurvey's question types is made of, and the answers that some types bring with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.structure import YES, Question, Subquestion, Texts


class Form(StrEnum):
    """How a question is answered, whatever it looks like."""

    WORDS = "words"
    NUMBER = "number"
    DATE = "date"
    ONE = "one"
    SEVERAL = "several"
    RANK = "rank"
    MATRIX = "matrix"
    TWO_SCALES = "two scales"
    PARTS = "parts"
    GRID = "grid"
    TICKS = "ticks"
    NOTE = "note"
    EQUATION = "equation"
    FILE = "file"
    LANGUAGE = "language"


FORMS: Mapping[str, Form] = {
    "S": Form.WORDS,
    "T": Form.WORDS,
    "U": Form.WORDS,
    "N": Form.NUMBER,
    "D": Form.DATE,
    "L": Form.ONE,
    "!": Form.ONE,
    "O": Form.ONE,
    "Y": Form.ONE,
    "G": Form.ONE,
    "5": Form.ONE,
    "M": Form.SEVERAL,
    "P": Form.SEVERAL,
    "R": Form.RANK,
    "A": Form.MATRIX,
    "B": Form.MATRIX,
    "C": Form.MATRIX,
    "E": Form.MATRIX,
    "F": Form.MATRIX,
    "H": Form.MATRIX,
    "1": Form.TWO_SCALES,
    "K": Form.PARTS,
    "Q": Form.PARTS,
    ":": Form.GRID,
    ";": Form.GRID,
    "X": Form.NOTE,
    "*": Form.EQUATION,
    "|": Form.FILE,
    "I": Form.LANGUAGE,
}

Words = tuple[tuple[str, Texts], ...]
YES_NO: Words = (
    ("Y", {"en": "Yes", "ru": "Да", "de": "Ja", "fr": "Oui", "es": "Sí", "kk": "Иә", "ky": "Ооба", "uz": "Ha"}),
    ("N", {"en": "No", "ru": "Нет", "de": "Nein", "fr": "Non", "es": "No", "kk": "Жоқ", "ky": "Жок", "uz": "Yo‘q"}),
)
UNCERTAIN = {"en": "Uncertain", "ru": "Не знаю", "de": "Unsicher", "fr": "Incertain", "es": "Dudoso"}


def _points(last: int) -> Words:
    return tuple((str(step), {"*": str(step)}) for step in range(1, last + 1))


FIXED: Mapping[str, Words] = {
    "Y": YES_NO,
    "G": (
        ("F", {"en": "Female", "ru": "Женский", "de": "Weiblich", "fr": "Féminin", "es": "Femenino"}),
        ("M", {"en": "Male", "ru": "Мужской", "de": "Männlich", "fr": "Masculin", "es": "Masculino"}),
    ),
    "5": _points(5),
    "A": _points(5),
    "B": _points(10),
    "C": (YES_NO[0], ("U", UNCERTAIN), YES_NO[1]),
    "E": (
        ("I", {"en": "Increase", "ru": "Выросло", "de": "Zunahme", "fr": "Augmentation", "es": "Aumentar"}),
        ("S", {"en": "Same", "ru": "Без изменений", "de": "Gleich", "fr": "Identique", "es": "Igual"}),
        ("D", {"en": "Decrease", "ru": "Снизилось", "de": "Abnahme", "fr": "Diminution", "es": "Disminuir"}),
    ),
}
COUNTS_AS: Mapping[tuple[str, str], str] = {("G", "F"): "women", ("G", "M"): "men"}


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose or a line of a matrix; `key` tells it from others of its question, `row` is its place."""

    code: str
    key: str
    texts: Texts
    points: str = ""
    row: Row | None = None
    relevance: str = ""


def form(question: Question) -> Form | None:
    """Return how a question is answered; None for a type that LimeSurvey does not know either."""
    if question.type == ":" and question.attribute("multiflexible_checkbox") == "1":
        return Form.TICKS
    return FORMS.get(question.type)


def options(question: Question, scale: str = "0") -> tuple[Option, ...]:
    """Return the answers to choose from, on one of its scales."""
    if question.type in FIXED:
        return tuple(Option(code, code, texts) for code, texts in FIXED[question.type])
    kind = form(question)
    if kind is Form.SEVERAL:
        return tuple(map(_line, question.lines()))
    if kind is Form.TICKS:
        return tuple(map(_line, question.lines("1")))
    answers = tuple(Option(each.code, each.code, each.texts, each.points, each.row) for each in question.listed(scale))
    return answers or (tuple(map(_line, question.lines())) if kind is Form.RANK else ())


def items(question: Question) -> tuple[Option, ...]:
    """Return the lines of a question of several."""
    return tuple(map(_line, question.lines()))


def has_other(question: Question) -> bool:
    """Return whether "other" may be chosen and specified."""
    return question.row["other"] == YES and question.type in "L!MP"


def hidden(question: Question) -> bool:
    """Return whether a question is never shown."""
    return question.attribute("hidden") == "1"


def _line(line: Subquestion) -> Option:
    return Option(line.code, line.qid, line.texts, "", line.row, line.relevance)
