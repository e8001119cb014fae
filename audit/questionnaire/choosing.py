"""Whether choices and scales make sense: points, absences, exclusive choices, levels of a score."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import CHOOSING, Draft
from audit.questionnaire.places import Path
from audit.questionnaire.references import expressions

HIGHEST = 100


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield what is wrong with choices, and with the questionnaire's scale."""
    for path, choices in draft.choice_lists():
        for number, choice in enumerate(choices):
            yield from _choice(draft, (*path, number), choice)
    yield from _exclusive(draft)
    for path, choices in draft.choice_lists():
        yield from _favourable(draft, path, choices)
    yield from _unused(draft)
    yield from _scale(draft)


def _choice(draft: Draft, path: Path, choice: schema.Choice) -> Iterator[Mistake]:
    if choice.score is not None and not 0 <= choice.score <= HIGHEST:
        wrong = message("a score lies between 0 and 100")
        yield draft.error("score-range", (*path, "score"), wrong, remedy=message("Write a number from 0 to 100."))
    if choice.favourable and choice.absent is not None:
        wrong = message("a choice that is an absence cannot be favourable")
        remedy = message("Remove 'favourable' or 'absent'.")
        yield draft.error("absent-and-favourable", (*path, "favourable"), wrong, remedy=remedy)
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


def _favourable(draft: Draft, path: Path, choices: Sequence[schema.Choice]) -> Iterator[Mistake]:
    """Yield a word on favourable steps that parts nothing, or that stands where steps have no order."""
    steps = [choice for choice in choices if choice.absent is None]
    said = next((number for number, choice in enumerate(choices) if choice.favourable is not None), None)
    if said is None:
        return
    where = (*path, said, "favourable")
    if not 0 < sum(bool(step.favourable) for step in steps) < len(steps):
        wrong = message("all choices of this list are favourable, or none is")
        remedy = message("Write 'favourable: true' at the best steps only, or leave it out everywhere.")
        yield draft.error("favourable-all-or-none", where, wrong, remedy=remedy)
    if any(step.score is None for step in steps) and not _is_a_scale(draft, path):
        wrong = message("these choices have no order, so that none of them is favourable")
        remedy = message("Give every choice a 'score', or measure the question as 'likert'.")
        yield draft.error("favourable-without-order", where, wrong, remedy=remedy)


def _is_a_scale(draft: Draft, path: Path) -> bool:
    """Tell whether a matrix or a Likert indicator reads a list of choices, or might, for all that could be read."""
    if draft.lost("indicators") or draft.written - draft.questionnaire.every.keys():
        return True
    measured = {each.of for each in draft.questionnaire.indicators if each.measure == "likert"}
    using = [
        question
        for at, question in draft.questions()
        if isinstance(question, CHOOSING)
        and path == (("choices", question.list_name) if question.list_name else (*at, "choices"))
    ]
    return any(isinstance(question, schema.MatrixQuestion) or question.name in measured for question in using)


def _unused(draft: Draft) -> Iterator[Mistake]:
    used = {question.list_name for _, question in draft.questions() if isinstance(question, CHOOSING)}
    used |= {table for _, _, expression in expressions(draft) for table in expression.tables}
    if draft.written - draft.questionnaire.every.keys() or draft.lost("sections"):
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
