"""What is said of everything that does not come over from LimeSurvey as it was: where it stood, why, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from audit.errors import Message, Mistake, Severity, mark, message
from audit.questionnaire.limesurvey.document import Row


class Why(StrEnum):
    """Why something was left behind or changed; the code that `paritet convert --json` prints."""

    SETTING = "setting-not-carried"
    SECTION = "section-not-carried"
    ATTRIBUTE = "attribute-not-carried"
    LOOKS = "looks-not-carried"
    RENAMED = "renamed"
    UNREADABLE = "equation-unreadable"
    ASSIGNED = "equation-assigns"
    UNTRANSLATED = "equation-not-carried"
    PIECE = "text-piece-not-carried"
    MEDIA = "media-not-carried"
    TOO_LONG = "text-cut"
    TYPE = "type-unknown"
    LANGUAGE_SWITCH = "language-switch"
    FILE = "file-question"
    NO_ANSWERS = "no-answers"
    NO_LINES = "no-lines"
    NO_TEXT = "no-text"
    NO_CODE = "no-code"
    EMPTY_GROUP = "empty-group"
    STRAY = "stray-row"
    SOFT = "soft-mandatory"
    HIDDEN = "hidden-not-carried"
    CONDITION = "condition-not-carried"
    DEFAULT = "default-not-carried"
    LANGUAGE = "language-not-carried"
    LANGUAGE_CHANGED = "language-changed"
    POINTS = "points-scaled"
    POINTS_LOST = "points-not-carried"
    ASSESSMENT = "assessment-not-carried"
    RESPONDENT = "respondent-assumed"
    IDENTIFIED = "answers-linked"
    WHOLE_RANK = "whole-rank"
    BY_ROWS = "shown-by-rows"
    COMMENT = "comment-apart"


REMARKS: Mapping[Why, tuple[str, str]] = {
    Why.SETTING: (
        mark("the setting %(name)s = %(value)s has no counterpart here"),
        mark("Nothing needs to be done, unless the survey relied on it."),
    ),
    Why.SECTION: (
        mark("the section '%(name)s' is not carried over (rows: %(count)d)"),
        mark("Set up here what you still need of it."),
    ),
    Why.ATTRIBUTE: (
        mark("the attribute %(name)s = %(value)s is not carried over"),
        mark("Check the question, and write the rule into it if it is needed."),
    ),
    Why.LOOKS: (
        mark("the attribute '%(name)s' only says how questions look (of them: %(count)d)"),
        mark("Nothing needs to be done."),
    ),
    Why.RENAMED: (
        mark("the code '%(old)s' cannot be a name here or is taken; it is now '%(new)s'"),
        mark("Use the new name when you compare with earlier data."),
    ),
    Why.UNREADABLE: (
        mark("the equation cannot be read at character %(place)s: %(source)s"),
        mark("Write the condition by hand."),
    ),
    Why.ASSIGNED: (
        mark("the equation sets a value by '=' where LimeSurvey compares by '==': %(source)s"),
        mark("Write the condition by hand."),
    ),
    Why.UNTRANSLATED: (
        mark("the equation is not carried over, because %(reason)s: %(source)s"),
        mark("Write the condition by hand."),
    ),
    Why.PIECE: (
        mark("the piece %(source)s of a text is not carried over, because %(reason)s; the text shows … there"),
        mark("Correct the text by hand."),
    ),
    Why.MEDIA: (
        mark("texts are carried over in words only; what had none stays behind (%(kinds)s)"),
        mark("Say in words what was to be seen or heard."),
    ),
    Why.TOO_LONG: (
        mark("the text has more than %(limit)d characters, and is cut there"),
        mark("Shorten it."),
    ),
    Why.TYPE: (
        mark("there is no question type '%(word)s'"),
        mark("Add the question by hand."),
    ),
    Why.LANGUAGE_SWITCH: (
        mark("a question that switches the language is not needed: every page offers its languages"),
        mark("Nothing needs to be done."),
    ),
    Why.FILE: (
        mark("files are asked only in named sets, and this survey is not one"),
        mark("Move the question to a set of the institution, with type 'file'."),
    ),
    Why.NO_ANSWERS: (
        mark("the question has no answers to choose from"),
        mark("Add the question by hand, with its choices."),
    ),
    Why.NO_LINES: (
        mark("the question has no subquestions"),
        mark("Add the question by hand."),
    ),
    Why.NO_TEXT: (
        mark("there is no text in any language; the code stands for it"),
        mark("Write the label."),
    ),
    Why.NO_CODE: (
        mark("the row has no code, and is left out"),
        mark("Give it a code in LimeSurvey, or add it by hand."),
    ),
    Why.EMPTY_GROUP: (
        mark("the group holds no question that could be carried over"),
        mark("Nothing needs to be done."),
    ),
    Why.STRAY: (
        mark("the row belongs to a question or a group that is not in the file"),
        mark("Nothing needs to be done, unless something is missing."),
    ),
    Why.SOFT: (
        mark("the answer was asked for twice but could be left out; here it may be left out"),
        mark("Write 'required: yes' where it is needed."),
    ),
    Why.HIDDEN: (
        mark("a question of this type cannot be hidden, and is left out"),
        mark("Work the value out in a question of type calculate."),
    ),
    Why.CONDITION: (
        mark("the condition on '%(field)s' (%(method)s %(value)s) is not carried over, because %(reason)s"),
        mark("Write the condition by hand."),
    ),
    Why.DEFAULT: (
        mark("the default value is not carried over, because %(reason)s"),
        mark("Write 'default' by hand if it is needed."),
    ),
    Why.LANGUAGE: (
        mark("texts in '%(tag)s' are left out: it is not the tag of a language, or another stands for it"),
        mark("Add the language to 'languages' and its texts by hand."),
    ),
    Why.LANGUAGE_CHANGED: (
        mark("texts in '%(tag)s' now stand under '%(new)s'"),
        mark("Nothing needs to be done."),
    ),
    Why.POINTS: (
        mark("assessment values from %(low)s to %(high)s became points from 0 to 100"),
        mark("Check that the points mean the same."),
    ),
    Why.POINTS_LOST: (
        mark("the assessment values are not carried over, because %(reason)s"),
        mark("Give points to the choices by hand."),
    ),
    Why.ASSESSMENT: (
        mark("the assessment rule '%(name)s' is not carried over, because %(reason)s"),
        mark("Write it into 'scale' by hand if it is needed."),
    ),
    Why.RESPONDENT: (
        mark("LimeSurvey does not say who answers; the questionnaire is for %(respondent)s"),
        mark("Correct 'respondent' if others answer."),
    ),
    Why.IDENTIFIED: (
        mark("LimeSurvey kept answers with the person; the mode is 'confidential'"),
        mark("Choose 'anonymous' unless answers must be linked."),
    ),
    Why.WHOLE_RANK: (
        mark("LimeSurvey let people rank some of the answers; here all are ranked"),
        mark("Check the words of the question."),
    ),
    Why.BY_ROWS: (
        mark("the table was shown by columns; here it is shown by rows"),
        mark("Nothing needs to be done."),
    ),
    Why.COMMENT: (
        mark("the comment is asked in a question of its own, '%(name)s'"),
        mark("Nothing needs to be done."),
    ),
}


#: What is wrong in the survey itself, and not only without a counterpart here.
WRONG = frozenset({Why.UNREADABLE, Why.ASSIGNED, Why.TYPE, Why.NO_ANSWERS, Why.NO_LINES, Why.NO_CODE})


@dataclass(slots=True)
class Remarks:
    """Collects what is to be said, in the order of finding it, each thing once."""

    file: str = ""
    found: dict[tuple[object, ...], Mistake] = field(default_factory=dict)

    def add(self, why: Why, row: Row | None, column: str = "", **values: Any) -> None:  # noqa: ANN401 - whatever `%` prints
        """Say why something of a row (or of the whole file) did not come over as it was."""
        wrong, remedy = REMARKS[why]
        said = Mistake(
            why.value,
            placed(row, column),
            Message(wrong, values),
            Message(remedy, {}),
            file=self.file,
            severity=Severity.ERROR if why in WRONG else Severity.WARNING,
        )
        told = (why, row and (row.section, row.number), column, *sorted(values.items(), key=lambda each: each[0]))
        self.found.setdefault(tuple(map(str, told)), said)

    def all(self) -> tuple[Mistake, ...]:
        """Return everything said."""
        return tuple(self.found.values())


def placed(row: Row | None, column: str = "") -> tuple[Message, ...]:
    """Return the place of a row: its section, its number, its code, and the column."""
    if row is None:
        return ()
    parts = [message("section '%(name)s'", name=row.section), message("row '%(name)s'", name=row.identity)]
    code = row["title"] or row["code"]
    if code:
        parts.append(message("code '%(name)s'", name=code))
    if column:
        parts.append(message("column '%(name)s'", name=column))
    return tuple(parts)
