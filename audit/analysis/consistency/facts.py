"""What the checks look at: the audit's dates, its answers and published figures, the staff list, the last report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from audit.analysis.outcome import number
from audit.analysis.report import Inconsistency, Report, Scorecard, Text, Withheld
from audit.analysis.staff_list import StaffList
from audit.questionnaire.answers import Absent, Answers
from audit.questionnaire.schema import HeadcountQuestion, Questionnaire, Respondent

Cells = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """One questionnaire of the audit.

    `answers` are those of a named set after the walk through it, empty for a survey. `card` is its scorecard, a
    survey's from published tables alone; None where it is not made yet. `evidence` holds by question the days of
    its documents (None for one without), and () where a question asks for evidence and was given none though there is
    a place for it; it is None where documents are not kept.
    """

    questionnaire: Questionnaire
    answers: Answers = field(default_factory=dict)
    card: Scorecard | None = None
    invited: int | Withheld | None = None
    submitted: int | Withheld | None = None
    evidence: Mapping[str, tuple[date | None, ...]] | None = None

    @property
    def named(self) -> bool:
        """Whether an institution answers it."""
        return self.questionnaire.respondent is Respondent.INSTITUTION

    def grids(self) -> Iterator[tuple[HeadcountQuestion, Mapping[str, Cells]]]:
        """Yield every head-count that was answered with its rows."""
        for question in self.questionnaire.questions.values():
            grid = self.answers.get(question.name)
            if isinstance(question, HeadcountQuestion) and isinstance(grid, Mapping) and grid:
                yield question, {row: cells for row, cells in grid.items() if isinstance(cells, Mapping)}

    def grid(self, name: str) -> Mapping[str, Cells] | None:
        """Return the rows of a head-count that was answered; None where it was not."""
        return next((grid for question, grid in self.grids() if question.name == name), None)

    def amount(self, name: str) -> Fraction | None:
        """Return the number that a question was answered with; None for whatever is none."""
        value = self.answers.get(name)
        return None if isinstance(value, Absent | bool) else number(value)

    def label(self, name: str) -> Text:
        """Return the label of a question, its name where there is no such question or no label."""
        question = self.questionnaire.questions.get(name)
        return (question.label if question else {}) or {"en": name}


@dataclass(frozen=True, slots=True)
class Facts:
    """An audit as far as it is known; `today` is the day of looking, `last` the report of the cycle before."""

    period_start: date
    period_end: date
    reference_date: date
    today: date
    asked: tuple[Asked, ...] = ()
    staff: StaffList | None = None
    last: Report | None = None

    @property
    def institutions(self) -> tuple[Asked, ...]:
        """The sets that an institution answers."""
        return tuple(each for each in self.asked if each.named)

    @property
    def surveys(self) -> tuple[Asked, ...]:
        """The sets that people answer."""
        return tuple(each for each in self.asked if not each.named)


def noted(check: str, at: str = "", /, **filled: object) -> Inconsistency:
    """Return a disagreement `at` a question or an indicator; labels, days and figures are told apart by their kind."""
    return Inconsistency(
        check=check,
        question=at,
        column=str(filled.get("column", "")),
        texts={key: dict(value) for key, value in filled.items() if isinstance(value, Mapping)},
        days={key: value for key, value in filled.items() if isinstance(value, date)},
        figures={key: float(value) for key, value in filled.items() if isinstance(value, int | float | Fraction)},
    )


def listed(labels: Iterable[Text]) -> Text:
    """Return several labels as one, language by language."""
    found = list(labels)
    languages = dict.fromkeys(language for label in found for language in label)
    return {
        language: ", ".join(label.get(language) or next(iter(label.values()), "") for label in found)
        for language in languages
    }
