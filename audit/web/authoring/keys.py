"""How each key of a questionnaire is asked in a form: its words, its kind of field, and whether it is asked at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from audit.errors import mark
from audit.questionnaire import shape
from audit.questionnaire.schema import Mode, Respondent


class Kind(StrEnum):
    """A kind of field."""

    LINE = "line"
    SPOKEN = "spoken"
    PASSAGE = "passage"
    TICK = "tick"
    UNTICK = "untick"
    CHOOSE = "choose"
    LIST = "list"
    REQUIREMENT = "requirement"
    CONDITION = "condition"
    TABLE = "table"
    LEVELS = "levels"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a key is asked; `more` stands folded below what every author fills in."""

    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    more: bool = False


TYPES: Mapping[str, str] = {
    "select_one": mark("one of several answers"),
    "select_multiple": mark("any of several answers"),
    "matrix": mark("several statements on one scale"),
    "headcount": mark("head-count: women and men by level"),
    "text": mark("text"),
    "integer": mark("whole number"),
    "decimal": mark("number"),
    "percent": mark("percentage"),
    "money": mark("amount of money"),
    "range": mark("number on a line"),
    "date": mark("date"),
    "time": mark("time of the day"),
    "datetime": mark("date and time"),
    "rank": mark("put into an order"),
    "repeat": mark("questions asked for each entry"),
    "file": mark("file"),
    "link": mark("address of a page"),
    "acknowledge": mark("words to confirm"),
    "note": mark("words between questions"),
    "calculate": mark("worked-out value"),
    "hidden": mark("hidden value"),
}
EXPRESSION = mark("An expression, for example: ${staff} > 10")
RESPONDENTS = (
    (Respondent.INSTITUTION.value, mark("the institution, one set together")),
    (Respondent.STAFF.value, mark("each member of staff")),
    (Respondent.PUBLIC.value, mark("the public")),
)
MODES = (
    ("", mark("as usual for those who answer")),
    (Mode.ANONYMOUS.value, mark("anonymous")),
    (Mode.CONFIDENTIAL.value, mark("confidential")),
    (Mode.NAMED.value, mark("named")),
)
EVIDENCE = (("", mark("none")), ("expected", mark("expected")), ("required", mark("required")))
MEANS = (("", mark("the usual mean")), ("geometric", mark("the geometric mean")))

#: Every key of a question or a section that has a field; the rest stands in the text, and is kept.
KEYS: Mapping[str, Asked] = {
    "label": Asked(mark("Words"), Kind.PASSAGE),
    "hint": Asked(mark("Hint"), Kind.SPOKEN),
    "currency": Asked(mark("Currency, three letters, for example USD")),
    "start": Asked(mark("From")),
    "end": Asked(mark("To")),
    "step": Asked(mark("In steps of")),
    "accepts": Asked(mark("Kinds of file, separated by commas, for example .pdf, image/*"), Kind.LIST),
    "items": Asked(mark("Statements"), Kind.TABLE),
    "rows": Asked(mark("Rows: levels of posts"), Kind.TABLE),
    "choices": Asked(mark("Answers to choose from"), Kind.TABLE),
    "or_other": Asked(mark("Let people add an answer in their own words"), Kind.TICK),
    "sum_rows": Asked(mark("Show a row of totals: nobody stands in two rows"), Kind.UNTICK),
    "least": Asked(mark("Least number of entries")),
    "most": Asked(mark("Greatest number of entries")),
    "entry_label": Asked(mark("Heading of an entry; ${name} puts in an answer"), Kind.SPOKEN),
    "required": Asked(mark("Must it be answered?"), Kind.REQUIREMENT),
    "relevant": Asked(mark("When is it asked?"), Kind.CONDITION),
    "evidence": Asked(mark("Document as evidence"), Kind.CHOOSE, options=EVIDENCE),
    "sensitive": Asked(mark("Sensitive: shown only for larger groups"), Kind.TICK),
    "name": Asked(
        mark("Name in files and expressions"), hint=mark("Latin letters, digits, _ and -; no spaces"), more=True
    ),
    "constraint": Asked(
        mark("Rule for the answer; a point is the answer"), hint=mark("For example: . >= 0 and . <= 60"), more=True
    ),
    "constraint_message": Asked(mark("What to say where the rule is broken"), Kind.SPOKEN, more=True),
    "required_message": Asked(mark("What to say where it is not answered"), Kind.SPOKEN, more=True),
    "count": Asked(mark("Worked-out number of entries"), hint=EXPRESSION, more=True),
    "choice_filter": Asked(mark("Which of the answers are offered"), hint=EXPRESSION, more=True),
    "randomize": Asked(mark("Shuffle the answers for each person"), Kind.TICK, more=True),
    "default": Asked(mark("Answer to begin with"), more=True),
    "calculation": Asked(mark("Worked out as"), hint=EXPRESSION, more=True),
    "trigger": Asked(mark("Work it out anew only when this question changes"), more=True),
    "read_only": Asked(mark("Shown, but not typed"), Kind.REQUIREMENT, more=True),
    "max_length": Asked(mark("Greatest length of a text"), more=True),
    "publish": Asked(mark("The texts may be published, shuffled, for large groups"), Kind.TICK, more=True),
    "appearance": Asked(mark("Appearance"), hint=mark("For example: minimal, multiline"), more=True),
}
SECTION = ("label", "hint", "relevant", "name")
SETTINGS: Mapping[str, Asked] = {
    "title": Asked(mark("Title"), Kind.SPOKEN),
    "introduction": Asked(mark("Introduction"), Kind.PASSAGE),
    "respondent": Asked(mark("Who answers"), Kind.CHOOSE, options=RESPONDENTS),
    "languages": Asked(mark("Languages, separated by commas; the first is the main one"), Kind.LIST),
    "version": Asked(mark("Version"), hint=mark("A published version never changes: give each one a new number")),
    "minutes": Asked(mark("Minutes that answering takes")),
    "confidentiality/mode": Asked(mark("How answers are tied to people"), Kind.CHOOSE, options=MODES),
    "confidentiality/threshold": Asked(mark("Smallest group that is shown")),
    "confidentiality/sensitive_threshold": Asked(mark("Smallest group for sensitive questions")),
    "disaggregate_by": Asked(mark("Questions that results are broken down by, separated by commas"), Kind.LIST),
    "min_coverage": Asked(mark("Least coverage for a score, 0 to 1"), more=True),
    "mean": Asked(mark("How dimensions make the total"), Kind.CHOOSE, options=MEANS, more=True),
    "name": Asked(mark("Name in files"), hint=mark("Latin letters, digits, _ and -; no spaces"), more=True),
}


def of_question(kind: str) -> dict[str, Asked]:
    """Return the keys that a type of question has, in the order of the form."""
    model = shape.QUESTIONS.get(kind)
    known = shape.keys(model) if model else ("name", "label", "hint")
    return {key: asked for key, asked in KEYS.items() if key in known}


def of_section() -> dict[str, Asked]:
    """Return the keys of a section."""
    return {key: KEYS[key] for key in SECTION}


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of a table's row beside name and words."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    tick: bool = False


ABSENT = (
    ("", mark("an answer")),
    ("not_applicable", mark("not applicable")),
    ("dont_know", mark("don't know")),
    ("prefer_not_to_say", mark("prefer not to say")),
)
SEXES = (("", "–"), ("women", mark("women")), ("men", mark("men")), ("other", mark("another or undisclosed")))
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "choices": (
        Column("score", mark("Points, 0 to 100")),
        Column("absent", mark("Means"), ABSENT),
        Column("counts_as", mark("Counts as"), SEXES),
        Column("exclusive", mark("Stands alone"), tick=True),
    ),
    "items": (
        Column("reverse", mark("Agreeing is bad: mirror the scale"), tick=True),
        Column("sensitive", mark("Sensitive"), tick=True),
    ),
    "rows": (Column("decision_making", mark("Decides"), tick=True),),
    "dimensions": (Column("weight", mark("Weight")), Column("min_coverage", mark("Least coverage"))),
    "scale": (Column("from", mark("From, points")),),
    "strata": (
        Column("of", mark("Head-count, where it is another")),
        Column("passed", mark("Row of those who passed")),
        Column("entered", mark("Row of those who could have")),
    ),
    "otherwise": (
        Column("question", mark("Name of its question")),
        Column("item", mark("Name of the statement")),
        Column("favourable_below", mark("Favourable below, 0 to 1")),
    ),
}
#: The key by which a row is named.
NAMED_BY: Mapping[str, str] = {"scale": "level", "otherwise": "questionnaire"}
#: Tables whose rows have no words of their own and are given no name, and what is asked where others are named.
WORDLESS: Mapping[str, str] = {"otherwise": mark("Name of the questionnaire")}
