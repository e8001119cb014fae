"""A questionnaire under examination: its values, the file they came from, and the words to complain with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.errors import Message, Mistake, Severity, message
from audit.questionnaire import places, schema
from audit.questionnaire.places import Path
from audit.questionnaire.source import LocatedMap


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a questionnaire, beside the data it stands in; both have the same paths.

    `written` holds every question's name in the file with its path, also of questions that could not be read;
    `damaged` are the questions, indicators and top-level keys of which a part could not be read (`shape.damaged`), so
    that nothing is said about what they lack.
    """

    questionnaire: schema.Questionnaire
    data: LocatedMap
    written: frozenset[str]
    damaged: frozenset[tuple[str, str]]

    def error(self, code: str, path: Path, wrong: Message, *, remedy: Message) -> Mistake:
        """Return a mistake at a path."""
        return Mistake(code, places.place(self.data, path), wrong, remedy)

    def warning(self, code: str, path: Path, wrong: Message, *, remedy: Message) -> Mistake:
        """Return a warning at a path."""
        return Mistake(code, places.place(self.data, path), wrong, remedy, severity=Severity.WARNING)

    def unknown(self, code: str, path: Path, wrong: Message, *, word: str, known: Iterable[str]) -> Mistake:
        """Return a mistake about a word that is not known, with the likely one or all of them."""
        words = tuple(known)
        otherwise = message("Use one of: %(known)s.", known=places.listed(words)) if words else message("Leave it out.")
        return self.error(code, path, wrong, remedy=places.suggestion(word, words, otherwise))

    def questions(self) -> Iterator[tuple[Path, schema.Question]]:
        """Yield every question with its path, in the order of asking; members after their repeat."""
        for number, section in enumerate(self.questionnaire.sections):
            yield from _asked(section.questions, ("sections", number))

    def whole(self, name: str) -> schema.Question | None:
        """Return the question of that name when all of it could be read."""
        return None if ("questions", name) in self.damaged else self.questionnaire.every.get(name)

    def lost(self, key: str) -> bool:
        """Return whether something that stood, or was meant to stand, under a key of the top level was not read."""
        return ("", key) in self.damaged

    def choice_lists(self) -> Iterator[tuple[Path, Sequence[schema.Choice]]]:
        """Yield every list of choices once, where it is written: the named ones and those within questions."""
        for name, choices in self.questionnaire.choices.items():
            yield ("choices", name), choices
        for path, question in self.questions():
            if isinstance(question, CHOOSING) and question.list_name is None:
                yield (*path, "choices"), question.choices


CHOOSING = (schema.SelectOneQuestion, schema.SelectMultipleQuestion, schema.RankQuestion, schema.MatrixQuestion)


def _asked(questions: Sequence[schema.Question], holder: Path) -> Iterator[tuple[Path, schema.Question]]:
    for number, question in enumerate(questions):
        path = (*holder, "questions", number)
        yield path, question
        if isinstance(question, schema.RepeatQuestion):
            yield from _asked(question.questions, path)


def choices_of(question: schema.Question) -> tuple[schema.Choice, ...]:
    """Return the choices of a question that has any."""
    return question.choices if isinstance(question, CHOOSING) else ()


def inner_names(question: schema.Question) -> Mapping[str, Sequence[str]]:
    """Return what can follow a question's name in a path: rows with their columns, or items."""
    if isinstance(question, schema.HeadcountQuestion):
        columns = (*(sex.value for sex in schema.Sex), "total")
        rows = dict.fromkeys((*(row.name for row in question.rows), "total"), columns)
        return {**dict.fromkeys(columns, ()), **rows}
    if isinstance(question, schema.MatrixQuestion):
        return {item.name: () for item in question.items}
    return {}
