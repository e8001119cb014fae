"""What nobody typed and is kept all the same: what a form begins with, and what a saved answer sets off."""

from collections.abc import Iterator, Mapping
from datetime import date

from audit.questionnaire import flow, instances
from audit.questionnaire.answers import Answers
from audit.questionnaire.beginning import begun, revised
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.schema import Questionnaire, RepeatQuestion


def beginning(questionnaire: Questionnaire, today: date, *, language: str, seed: str) -> Answers:
    """Return the answers that a form opens with: its defaults, and the entries that are there from the first."""
    if not any(_gives(each) for each in questionnaire.every.values()):
        return {}
    return begun(questionnaire, today, language=language, seed=seed)


def set_off(
    questionnaire: Questionnaire, before: Answers, after: Answers, today: date, *, language: str, seed: str
) -> Answers:
    """Return answers with what their change sets off: triggered calculations, and what new entries begin with."""
    if before == after or not any(_moves(each) for each in questionnaire.every.values()):
        return after
    changed = tuple(differing(questionnaire, before, after))
    way = flow.walk(questionnaire, before, today, language=language, seed=seed)
    return revised(questionnaire, after, changed, today, language=language, seed=seed, previous=way)


def differing(questionnaire: Questionnaire, before: Answers, after: Answers, where: Where = HERE) -> Iterator[str]:
    """Yield the instance paths where answers differ; a repeat where entries went, and a new entry by its own path.

    Where entries went, those that moved up are not told apart: nobody changed what is in them.
    """
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        path = instances.path(where, name)
        yield path
        if not isinstance(questionnaire.every.get(name), RepeatQuestion):
            continue
        old, new = (each if isinstance(each, tuple) else () for each in (was, now))
        if len(new) < len(old):
            continue
        for number, entry in enumerate(new, start=1):
            if number > len(old):
                yield f"{path}/{number}"
            known = old[number - 1] if number <= len(old) else {}
            if isinstance(entry, Mapping) and isinstance(known, Mapping):
                yield from differing(questionnaire, known, entry, instances.entry(where, name, number))


def _gives(question: object) -> bool:
    return getattr(question, "default", None) is not None or isinstance(question, RepeatQuestion)


def _moves(question: object) -> bool:
    return getattr(question, "trigger", None) is not None or isinstance(question, RepeatQuestion)
