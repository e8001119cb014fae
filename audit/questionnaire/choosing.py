"""Whether choices and scales make sense: points, absences, exclusive choices, levels of a score."""

from collections.abc import Iterator
from itertools import pairwise

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import CHOOSING, Draft
from audit.questionnaire.places import Path

HIGHEST = 100


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with choices, and with the questionnaire's scale."""
    for path, choices in draft.choice_lists():
        for number, choice in enumerate(choices):
            yield from _choice(draft, (*path, number), choice)
    yield from _exclusive(draft)
    yield from _unused(draft)
    yield from _scale(draft)


def _choice(draft: Draft, path: Path, choice: schema.Choice) -> Iterator[Mistake]:
    if choice.score is not None and not 0 <= choice.score <= HIGHEST:
        wrong = message("a score lies between 0 and 100")
        yield draft.error("score-range", (*path, "score"), wrong, remedy=message("Write a number from 0 to 100."))
    if choice.score is not None and choice.absent is not None:
        wrong = message("a choice that is an absence cannot have a score")
        remedy = message("Remove 'score' or 'absent'.")
        yield draft.error("absent-and-scored", (*path, "score"), wrong, remedy=remedy)


def _exclusive(draft: Draft) -> Iterator[Mistake]:
    """Yield exclusive choices where only one can be chosen anyway, unless a select_multiple shares the list."""
    shared = {
        question.list_name for _, question in draft.questions() if isinstance(question, schema.SelectMultipleQuestion)
    }
    said: set[str] = set()
    for path, question in draft.questions():
        if not isinstance(question, schema.SelectOneQuestion) or question.list_name in shared - {None}:
            continue
        if question.list_name is not None and question.list_name in said:
            continue
        said.add(question.list_name or "")
        where: Path = ("choices", question.list_name) if question.list_name else (*path, "choices")
        for number, choice in enumerate(question.choices):
            if choice.exclusive:
                wrong = message("only one choice can be chosen here, so that 'exclusive' says nothing")
                remedy = message("Remove 'exclusive', or make the question select_multiple.")
                yield draft.error("exclusive-in-select-one", (*where, number, "exclusive"), wrong, remedy=remedy)


def _unused(draft: Draft) -> Iterator[Mistake]:
    used = {question.list_name for _, question in draft.questions() if isinstance(question, CHOOSING)}
    if draft.written - draft.questionnaire.questions.keys() or draft.lost("sections"):
        return
    for name in draft.questionnaire.choices:
        if name not in used:
            wrong = message("no question uses this list of choices")
            yield draft.warning("unused-choice-list", ("choices", name), wrong, remedy=message("Use it or remove it."))


def _scale(draft: Draft) -> Iterator[Mistake]:
    levels = draft.questionnaire.scale
    if levels and levels[0].start != 0:
        wrong = message("the first level of a scale begins at 0")
        yield draft.error("scale-start", ("scale", 0, "from"), wrong, remedy=message("Write 'from: 0'."))
    for number, (lower, level) in enumerate(pairwise(levels), start=1):
        if level.start <= lower.start:
            wrong = message("each level begins above the one before it")
            remedy = message("Put the levels in the order of their 'from'.")
            yield draft.error("scale-order", ("scale", number, "from"), wrong, remedy=remedy)
    for number, level in enumerate(levels):
        if level.start > HIGHEST:
            wrong = message("a level cannot begin above 100")
            yield draft.error("scale-range", ("scale", number, "from"), wrong, remedy=message("Write at most 100."))
