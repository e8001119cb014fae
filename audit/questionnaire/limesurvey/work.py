"""What every maker of questions works with: the survey, names, words, conditions; and what it hands on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from audit.errors import message
from audit.questionnaire.limesurvey import conditions, dialect, trees
from audit.questionnaire.limesurvey.document import Row
from audit.questionnaire.limesurvey.forms import FIXED, Option
from audit.questionnaire.limesurvey.meanings import Untranslatable
from audit.questionnaire.limesurvey.names import Names
from audit.questionnaire.limesurvey.remarks import Remarks, Why
from audit.questionnaire.limesurvey.structure import YES, Question, Survey, Texts
from audit.questionnaire.limesurvey.texts import Wording, shortened
from audit.questionnaire.limesurvey.variables import Variables

SOFT = "S"
ALWAYS = ("", "1")
Saying = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Made:
    """A piece of the questionnaire as plain data, and the rows that it and its keys come from."""

    fields: dict[str, object]
    row: Row | None = None
    columns: Mapping[str, tuple[Row | None, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """The survey being carried over; `points` are scores of choices by (question, scale, key)."""

    survey: Survey
    names: Names
    remarks: Remarks
    wording: Wording
    variables: Variables
    points: Mapping[tuple[str, str, str], Fraction]

    def name(self, question: Question) -> str:
        """Return a question's name."""
        return self.names.questions[question.qid]

    def own(self, question: Question) -> Variables:
        """Return variables for which `self` is this question."""
        return replace(self.variables, own=question)

    def label(self, question: Question) -> dict[str, str]:
        """Return a question's text."""
        return self.wording.labels(question.texts, question.row, "question", code=question.code)

    def hint(self, question: Question) -> dict[str, str]:
        """Return the help of a question, with what stood before and behind its field."""
        words = self.wording.words(question.helps, question.row, "help")
        before, behind = (self.attribute_words(question, each) for each in ("prefix", "suffix"))
        around = {
            language: f"{before.get(language, '')} … {behind.get(language, '')}".strip()
            for language in dict.fromkeys([*before, *behind])
        }
        if not around:
            return words
        return {each: "\n".join(filter(None, (words.get(each), around.get(each))))
                for each in dict.fromkeys([*words, *around])}  # fmt: skip

    def attribute_words(self, question: Question, name: str) -> dict[str, str]:
        """Return an attribute's text in our languages."""
        values: Texts = question.attributes.get(name, {})
        return self.wording.words(values, question.attribute_rows.get(name), "value") if values else {}

    def choices(self, question: Question, options: tuple[Option, ...], scale: str = "0") -> list[Made]:
        """Return choices with their labels and points."""
        found = []
        for option in options:
            name = self.names.choices.get((question.qid, scale, option.key))
            if name is None:
                continue
            fields: dict[str, object] = {"name": name, "label": self.option_label(question, option)}
            score = self.points.get((question.qid, scale, option.key))
            if score is not None:
                fields["score"] = figure(score)
            found.append(Made(fields, option.row))
        return found

    def option_label(self, question: Question, option: Option) -> dict[str, str]:
        """Return the label of an answer or a line; the two ends of a line (`left|right`) stand with a dash between."""
        if option.row is None and question.type in FIXED:
            return self.wording.fixed(option.texts)
        column = "answer" if option.row is not None and option.row.section == "answers" else "question"
        said = self.wording.labels(option.texts, option.row, column, code=option.code)
        return {each: text.replace("|", " – ") if column == "question" else text for each, text in said.items()}

    def relevant(self, question: Question) -> str:
        """Return the condition of a question, by its equation or by its old conditions; "" where it is always asked."""
        if question.relevance not in ALWAYS:
            found = self.condition(question.relevance, self.own(question), question.row, "relevance")
            if found or not question.conditions:
                return found
        return conditions.relevant(question, self.variables, self.remarks)

    def condition(self, source: str, variables: Variables, row: Row | None, column: str) -> str:
        """Return a condition in our dialect, "" with a remark where it cannot be said."""
        return self._said(source, row, column, lambda: dialect.translated(source.strip().strip("{}"), variables))

    def value(self, source: str, variables: Variables, row: Row | None, column: str) -> str:
        """Return a value in our dialect, "" with a remark where it cannot be said."""
        return self._said(source, row, column, lambda: dialect.worked_out(source.strip().strip("{}"), variables))

    def _said(self, source: str, row: Row | None, column: str, say: Saying) -> str:
        try:
            return say()
        except trees.Assigned:
            self.remarks.add(Why.ASSIGNED, row, column, source=shortened(source))
        except trees.Outsized:
            reason = message("it is too long or lies too deeply within itself")
            self.remarks.add(Why.UNTRANSLATED, row, column, reason=reason, source=shortened(source))
        except trees.Unreadable as error:
            self.remarks.add(Why.UNREADABLE, row, column, place=str(error), source=shortened(source))
        except Untranslatable as error:
            self.remarks.add(Why.UNTRANSLATED, row, column, reason=error.reason, source=shortened(source))
        return ""

    def required(self, question: Question) -> bool:
        """Return whether an answer is required; LimeSurvey's "soft" is remarked."""
        if question.row["mandatory"] == SOFT:
            self.remarks.add(Why.SOFT, question.row, "mandatory")
        return question.row["mandatory"] == YES


def every(*parts: str) -> str:
    """Join conditions that must all hold; "" where there is none."""
    held = list(dict.fromkeys(part for part in parts if part))
    if len(held) < 2:
        return "".join(held)
    return " and ".join(f"({part})" if " or " in part else part for part in held)


def figure(value: Fraction) -> str:
    """Return an exact number as decimal figures, at most four behind the point."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    shown = f"{exact.quantize(Decimal('0.0001'), ROUND_HALF_UP):f}"
    return shown.rstrip("0").rstrip(".")
