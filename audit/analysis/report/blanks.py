"""A questionnaire as it is asked on paper: what a blank form shows, numbered, frozen, and nothing of any answer."""

from enum import StrEnum

from audit.analysis.report.scorecards import QuestionnaireIdentity
from audit.analysis.report.values import Text, Value


class Comparison(StrEnum):
    """How an earlier answer decides whether a question is put; `depends` where it takes more than a sentence to say."""

    IS = "is"
    IS_NOT = "is_not"
    MORE = "more"
    AT_LEAST = "at_least"
    LESS = "less"
    AT_MOST = "at_most"
    DEPENDS = "depends"


class Condition(Value):
    """One condition for answering: the numbers of the questions, the comparison, and with what.

    `choices` are labels (`is`, `is_not`: any of them), `bound` is a number (the four comparisons).
    """

    numbers: tuple[str, ...]
    by: Comparison = Comparison.DEPENDS
    choices: tuple[Text, ...] = ()
    bound: float | None = None


class BlankChoice(Value):
    """An answer to mark, by its name in the questionnaire; one that stands `alone` is marked with no other."""

    name: str = ""
    label: Text
    alone: bool = False


class BlankPart(Value):
    """A row of a head-count or a statement of a matrix; only statements have numbers (section.question.statement)."""

    name: str = ""
    label: Text
    number: str = ""


class BlankQuestion(Value):
    """One question of the form; a note has no number.

    `path` is where its answer is kept (`question`, `repeat/2/member`; "" where nothing is answered), `kind` its type in
    the questionnaire, `type` how it is drawn; `bounds` are the least and the greatest number of a range.
    `unit` is a currency or `%`, `length` the longest text taken, `other` the label of the choice that is put into
    words: empty for the interface's own, None where there is none; without `sums` a head-count has no row of totals.
    """

    number: str
    path: str = ""
    kind: str = ""
    type: str
    bounds: tuple[float, float] | None = None
    label: Text
    hint: Text | None = None
    choices: tuple[BlankChoice, ...] = ()
    other: Text | None = None
    parts: tuple[BlankPart, ...] = ()
    unit: str = ""
    length: int = 0
    sums: bool = True
    conditions: tuple[Condition, ...] = ()
    required: bool = False
    evidence: str = ""


class BlankSection(Value):
    """One section of the form, numbered from 1 in the order of the questionnaire."""

    number: str
    label: Text
    hint: Text | None = None
    conditions: tuple[Condition, ...] = ()
    questions: tuple[BlankQuestion, ...]


class BlankForm(Value):
    """The whole form. `mode` says how answers are tied to people and is "" for an institution's set.

    `quotes` says whether some text stands for an earlier answer by that question's number in brackets, `[2.3]`.
    """

    identity: QuestionnaireIdentity
    languages: tuple[str, ...]
    introduction: Text | None = None
    minutes: int | None = None
    mode: str = ""
    threshold: int = 0
    sensitive_threshold: int = 0
    quotes: bool = False
    sections: tuple[BlankSection, ...]
