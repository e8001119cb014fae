"""Which questions of a section a page may bring up or put away by itself: where it knows all that the server will."""

from collections.abc import Collection, Mapping

from audit.questionnaire.expression import Expression
from audit.questionnaire.schema import Question, Section
from audit.questionnaire.twin import Tree, twin


def foreseen(section: Section, *, showable: Collection[str]) -> dict[str, Tree]:
    """Return the twin of the condition of each question that hangs only on questions of its own section.

    What such a condition reads must be always asked, or itself foreseen, and typed in the page; where a constraint may
    refuse it, the twin decides only while the constraint holds, because the server keeps the answer before it
    otherwise. `showable` are the questions whose words and choices hang on no answer.
    """
    found: dict[str, Tree] = {}
    waiting = [each for each in section.questions if each.relevant is not None and each.name in showable]
    known = {each.name: each for each in section.questions if each.relevant is None and each.read_only is False}
    while True:
        made = {each.name: tree for each in waiting if (tree := _guarded(each.relevant, known)) is not None}
        if made.keys() == found.keys():
            return made
        found = made
        known |= {each.name: each for each in waiting if each.name in found and each.read_only is False}


def by_condition(trees: Mapping[str, Tree]) -> list[tuple[Tree, list[str]]]:
    """Return each condition once, with the questions that it brings up."""
    names: dict[str, list[str]] = {}
    for name, tree in trees.items():
        names.setdefault(repr(tree), []).append(name)
    return [(trees[each[0]], each) for each in names.values()]


def _guarded(condition: Expression | None, known: Mapping[str, Question]) -> Tree | None:
    """Return the twin of a condition, held back while a constraint of what it reads may refuse the answer."""
    made = twin(condition, known) if condition is not None else None
    if condition is None or made is None:
        return None
    for question in (known[name] for name in dict.fromkeys(condition.references) if name in known):
        if question.constraint is None:
            continue
        holds = twin(question.constraint, known, own=question.name)
        if holds is None:
            return None
        made = ["kept", ["or", ["blank", question.name], holds], made]
    return made
