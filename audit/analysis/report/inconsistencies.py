"""What does not agree within an audit: the catalogue of checks, each with its severity, sentence and remedy."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field

from audit.analysis.report.values import Text, Value
from audit.errors import mark


class Weight(StrEnum):
    """How much a disagreement takes from an audit: a figure cannot be true, may be wrong, or is worth a look."""

    IMPOSSIBLE = "impossible"
    DOUBTFUL = "doubtful"
    NOTE = "note"


class Inconsistency(Value):
    """One disagreement: which check found it, and the labels, figures and days that fill its sentence.

    `question` is the question it is about, empty where it is about the audit or the body; `column` is women, men or
    other where only they disagree.
    """

    check: str
    question: str = ""
    column: str = ""
    texts: dict[str, Text] = Field(default_factory=dict)
    figures: dict[str, float] = Field(default_factory=dict)
    days: dict[str, date] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the catalogue: what it says (a template) and what to do."""

    weight: Weight
    sentence: str
    remedy: str


COMPARE = mark("Compare both with the staff list and correct the one that is wrong.")
COUNTS = mark("Check the numbers with whoever gave them.")
HEADCOUNT = mark("Record the head-count of the reference date on the body's page.")
DATES = mark("Check the date, or say in a remark why it is so.")
PLAN = mark("Check the plan of this audit and of the earlier one.")
ANSWERED_TWICE = mark("Compare both with the document that they speak of, and correct the one that is wrong.")
OWN_PLAN = mark("Check the dates in the plan of this audit.")
CYCLES = mark("Say in the findings why it is so, or correct the answer.")
ANSWERS = mark("Look whether links went to people who are not on the staff list.")

#: Every check by its identifier; the looks themselves are in `audit.analysis.consistency`.
CATALOGUE: dict[str, Check] = {
    "levels-missing": Check(
        Weight.DOUBTFUL,
        mark("“%(question)s”: no figures for %(levels)s, though other rows are filled"),
        mark("Fill in the rows; 0 where there is nobody."),
    ),
    "nobody-counted": Check(
        Weight.DOUBTFUL, mark("“%(question)s”: every row says 0"), mark("Check that the rows were meant to be empty.")
    ),
    "share-above-whole": Check(
        Weight.IMPOSSIBLE, mark("“%(part)s” (%(amount)s) is more than “%(whole)s” (%(all)s)"), COUNTS
    ),
    "funnel-grows": Check(
        Weight.IMPOSSIBLE,
        mark("“%(question)s”, %(column)s: %(after)s at “%(later)s” and only %(before)s at “%(earlier)s” before it"),
        COUNTS,
    ),
    "same-figure-twice": Check(
        Weight.IMPOSSIBLE,
        mark("“%(first)s” gives %(one)s and “%(second)s” gives %(other)s for the same figure"),
        COMPARE,
    ),
    "same-question-twice": Check(
        Weight.DOUBTFUL, mark("“%(question)s” is answered differently in “%(first)s” and “%(second)s”"), ANSWERED_TWICE
    ),
    "printed-share": Check(
        Weight.IMPOSSIBLE,
        mark("“%(question)s” says %(printed)s per cent, but the counts of “%(counts)s” give %(computed)s"),
        mark("Correct the percentage, or the counts that it is worked out from."),
    ),
    "level-not-as-counted": Check(
        Weight.DOUBTFUL,
        mark("“%(level)s”, %(column)s: “%(question)s” says %(answered)s, the head-count %(counted)s"),
        COMPARE,
    ),
    "no-headcount": Check(Weight.DOUBTFUL, mark("The body has no head-count"), HEADCOUNT),
    "level-not-counted": Check(
        Weight.DOUBTFUL, mark("The head-count of %(day)s says nothing of %(levels)s"), HEADCOUNT
    ),
    "headcount-after-period": Check(
        Weight.DOUBTFUL, mark("The head-count of %(day)s is later than the period, which ended on %(end)s"), HEADCOUNT
    ),
    "headcount-before-period": Check(
        Weight.DOUBTFUL,
        mark("The latest head-count, of %(day)s, is older than the period, which began on %(start)s"),
        HEADCOUNT,
    ),
    "headcount-off-reference": Check(
        Weight.NOTE, mark("The head-count is of %(day)s, the audit speaks of %(reference)s"), HEADCOUNT
    ),
    "reference-outside-period": Check(
        Weight.DOUBTFUL, mark("The reference date, %(reference)s, lies outside the period"), OWN_PLAN
    ),
    "periods-overlap": Check(
        Weight.DOUBTFUL, mark("The period begins on %(start)s, before that of cycle %(cycle)s ended (%(end)s)"), PLAN
    ),
    "period-skipped": Check(
        Weight.NOTE, mark("Nothing is said of the time from %(end)s (cycle %(cycle)s) to %(start)s"), PLAN
    ),
    "evidence-before-period": Check(
        Weight.DOUBTFUL, mark("“%(question)s”: the evidence is dated %(day)s, before the period began"), DATES
    ),
    "evidence-after-period": Check(
        Weight.NOTE, mark("“%(question)s”: the evidence is dated %(day)s, after the period ended (%(end)s)"), DATES
    ),
    "evidence-after-closing": Check(
        Weight.DOUBTFUL, mark("“%(question)s”: the evidence is dated %(day)s, a day that had not come yet"), DATES
    ),
    "evidence-missing": Check(
        Weight.DOUBTFUL,
        mark("“%(question)s” is answered without the evidence that it asks for"),
        mark("Attach the document or a link, or say in the findings why there is none."),
    ),
    "date-ahead": Check(Weight.NOTE, mark("“%(question)s” names a day that is still to come, %(day)s"), DATES),
    "survey-exceeds-headcount": Check(
        Weight.IMPOSSIBLE, mark("%(submitted)s people answered “%(survey)s”, the head-count has %(people)s"), ANSWERS
    ),
    "invited-exceeds-headcount": Check(
        Weight.DOUBTFUL, mark("%(invited)s people were invited to “%(survey)s”, the head-count has %(people)s"), ANSWERS
    ),
    "submitted-exceeds-invited": Check(
        Weight.IMPOSSIBLE, mark("“%(survey)s”: %(submitted)s answered, %(invited)s were invited"), ANSWERS
    ),
    "sex-exceeds-headcount": Check(
        Weight.IMPOSSIBLE,
        mark("“%(survey)s”, %(column)s: %(answered)s answered, the head-count has %(people)s"),
        ANSWERS,
    ),
    "sexes-answer-unequally": Check(
        Weight.NOTE,
        mark(
            "“%(survey)s”: women are %(answered)s per cent of those who answered and %(counted)s per cent of the staff"
        ),
        mark("Say so beside the results, or weight the answers."),
    ),
    "few-answered": Check(
        Weight.NOTE,
        mark("“%(survey)s”: %(submitted)s of %(invited)s answered, less than half"),
        mark("Say so beside the results; remind people next time before the last day."),
    ),
    "level-vanished": Check(
        Weight.DOUBTFUL,
        mark("“%(indicator)s”: level “%(level)s” had %(people)s people in cycle %(cycle)s and is not there now"),
        CYCLES,
    ),
    "level-appeared": Check(
        Weight.NOTE, mark("“%(indicator)s”: level “%(level)s” was not there in cycle %(cycle)s"), CYCLES
    ),
    "level-jumped": Check(
        Weight.DOUBTFUL,
        mark("“%(indicator)s”: level “%(level)s” had %(before)s people in cycle %(cycle)s and has %(after)s now"),
        CYCLES,
    ),
    "figures-copied": Check(
        Weight.DOUBTFUL,
        mark("“%(indicator)s”: every number is the same as in cycle %(cycle)s"),
        mark("Check that the numbers were counted anew."),
    ),
    "indicator-fell-away": Check(
        Weight.DOUBTFUL,
        mark("“%(indicator)s” had full points in cycle %(cycle)s and has none now"),
        CYCLES,
    ),
    "version-changed": Check(
        Weight.NOTE,
        mark("“%(survey)s” is asked in version %(version)s; in cycle %(cycle)s it was %(earlier)s"),
        mark("Compare only what is asked in both versions."),
    ),
}
