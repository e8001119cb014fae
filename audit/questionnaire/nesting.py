"""Whether the choices of a list lie within each other as they say: divisions in departments, in no circle."""

from collections.abc import Iterator, Mapping, Sequence

from audit.errors import Mistake, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield choices whose `parent` is none of their list, is an absence, or lies within them."""
    for path, choices in draft.choice_lists():
        yield from _list(draft, path, choices)


def parents(choices: Sequence[schema.Choice]) -> Mapping[str, str]:
    """Return the parent of every choice that has one, by their names."""
    return {choice.name: choice.parent for choice in choices if choice.parent is not None}


def _list(draft: Draft, path: Path, choices: Sequence[schema.Choice]) -> Iterator[Mistake]:
    known = {choice.name: choice for choice in choices}
    above = parents(choices)
    for number, choice in enumerate(choices):
        where: Path = (*path, number, "parent")
        if choice.parent is None:
            continue
        if choice.parent not in known:
            wrong = message("there is no choice '%(name)s' in this list", name=choice.parent)
            yield draft.unknown("unknown-parent", where, wrong, word=choice.parent, known=known)
        elif choice.absent is not None or known[choice.parent].absent is not None:
            wrong = message("an absence is no part of another choice, nor is another a part of it")
            yield draft.error("parent-and-absent", where, wrong, remedy=message("Remove 'parent'."))
        elif _returns(choice.name, above):
            wrong = message("'%(name)s' lies within itself", name=choice.name)
            remedy = message("Let 'parent' lead upwards, to a choice that has none.")
            yield draft.error("parent-in-a-circle", where, wrong, remedy=remedy)


def _returns(name: str, above: Mapping[str, str]) -> bool:
    """Tell whether the way upwards from a choice comes back to it."""
    passed: set[str] = set()
    at = above.get(name)
    while at is not None and at not in passed:
        if at == name:
            return True
        passed.add(at)
        at = above.get(at)
    return False
