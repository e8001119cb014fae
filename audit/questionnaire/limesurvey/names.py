"""Names for everything that has a code in LimeSurvey: valid, unique, and the code itself wherever it can be."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import Form, Option, form, has_other, items, options
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import Question, Survey
from audit.questionnaire.plan import OTHER, OTHER_SUFFIX

LONGEST = 80
INVALID = re.compile(r"[^A-Za-z0-9_.-]+")
ITEMS = "items"
COMMENT = "comment"


@dataclass(slots=True)
class Taken:
    """Names that are in use, whatever their capitals."""

    names: set[str] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)

    def free(self, wished: str) -> str:
        """Take a name, or the next one like it that is free."""
        name, number = wished, self.counted.get(wished.casefold(), 1)
        while name.casefold() in self.names:
            number += 1
            name = f"{wished}_{number}"
        self.counted[wished.casefold()] = number
        self.names.add(name.casefold())
        return name


@dataclass(frozen=True, slots=True)
class Names:
    """Names of questions by number, of their parts by (number, part), of choices and items by (number, scale, key)."""

    questions: Mapping[str, str]
    parts: Mapping[tuple[str, str], str]
    choices: Mapping[tuple[str, str, str], str]
    taken: Taken


def named(survey: Survey, remarks: Remarks) -> Names:
    """Give names to questions first, so that they keep their codes, and then to what is made of their parts."""
    taken = Taken()
    questions: dict[str, str] = {}
    for question in survey.questions.values():
        name = taken.free(valid(question.code, f"q{question.qid}"))
        _said(remarks, question.row, "title", question.code, name)
        questions[question.qid] = name
        if has_other(question):
            taken.names.add((name + OTHER_SUFFIX).casefold())
    parts: dict[tuple[str, str], str] = {}
    choices: dict[tuple[str, str, str], str] = {}
    for question in survey.questions.values():
        for part in _parts(question):
            wished = f"{questions[question.qid]}_{part}"
            parts[question.qid, part] = taken.free(valid(wished, f"q{question.qid}"))
            _said(remarks, question.row, "title", wished, parts[question.qid, part])
        for line in question.subquestions:
            _said(remarks, line.row, "title", line.row["title"], line.code)
        choices |= _choices(question, remarks)
    return Names(questions, parts, choices, taken)


def valid(code: str, otherwise: str) -> str:
    """Return the nearest valid name to a code: `-9` is `m9`, accents go; `otherwise` where nothing is left."""
    text = unicodedata.normalize("NFKD", code.strip())
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"^-(?=[0-9])", "m", text)
    name = INVALID.sub("_", text).strip("_.-")[:LONGEST]
    telling = text.isascii() or any(character.isalpha() for character in name)
    return name if name and telling else otherwise


def _parts(question: Question) -> list[str]:
    """Return the parts of a question that become questions of their own, as LimeSurvey names their variables."""
    lines = [each.code for each in items(question) if each.code]
    match form(question):
        case Form.PARTS | Form.TICKS:
            return lines
        case Form.GRID:
            return [f"{line}_{column.code}" for line in lines for column in question.lines("1") if column.code]
        case Form.TWO_SCALES:
            return ["0", "1"]
        case Form.SEVERAL if question.type == "P":
            return [f"{line}{COMMENT}" for line in lines] + ([f"{OTHER}{COMMENT}"] if has_other(question) else [])
        case Form.ONE if question.type == "O":
            return [COMMENT]
    return []


def _choices(question: Question, remarks: Remarks) -> dict[tuple[str, str, str], str]:
    kind = form(question)
    found: dict[tuple[str, str, str], str] = {}
    lists = {"0": options(question), "1": options(question, "1") if kind is Form.TWO_SCALES else ()}
    if kind in (Form.MATRIX, Form.TWO_SCALES):
        lists[ITEMS] = items(question)
    for scale, listed in lists.items():
        taken = Taken({OTHER} if has_other(question) else set())
        for number, option in enumerate(listed, start=1):
            if option.code:
                name = taken.free(valid(option.code, f"c{number}"))
                _said(remarks, option.row, "code" if scale != ITEMS else "title", option.code, name)
                found[question.qid, scale, option.key] = name
            else:
                _uncoded(remarks, option)
    return found


def _uncoded(remarks: Remarks, option: Option) -> None:
    remarks.add(Why.NO_CODE, option.row, "code")


def _said(remarks: Remarks, row: Row | None, column: str, old: str, new: str) -> None:
    if old != new:
        remarks.add(Why.RENAMED, row, column, old=old or "?", new=new)
