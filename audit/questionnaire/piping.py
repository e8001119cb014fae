"""Which earlier answers a text quotes by `${…}`, seen from the entry of a repeat that it stands in."""

import re
from collections.abc import Mapping

from audit.questionnaire import instances
from audit.questionnaire.flow import Way
from audit.questionnaire.lookup import found
from audit.questionnaire.operands import text
from audit.questionnaire.plan import asked, shared
from audit.questionnaire.scope import Found
from audit.questionnaire.values import Absent
from audit.wording import in_language

PIPED = re.compile(r"\$\{\s*([^}]*?)\s*\}")
NOTHING = "…"
BETWEEN = ", "


def quoted(way: Way, path: str, reference: str) -> tuple[Found, ...]:
    """Return what `${reference}` finds in a text of the question, or of the entry (`repeat/2`), at an instance path.

    One value within the same entry; one an entry where a repeat is looked at from outside; none where there is no such
    question. A part may follow the name (`posts/women`); a head-count without one is the number of its people.
    """
    here, _ = instances.parted(path)
    within = way.ground.plan.within.get(reference.partition("/")[0])
    if within is None:
        return ()
    seen = here[: 2 * shared(within, instances.repeats(here))]
    every, frames = way.ground.questionnaire.every, way.ground.frames
    return tuple(found(every, frames.get(where, {}), reference) for where in way.ground.places(within, seen))


def piped(way: Way, path: str, texts: Mapping[str, str], *, language: str) -> str:
    """Return a text in a language with the answers that it quotes: choices by their labels, several with commas."""
    return PIPED.sub(
        lambda each: _said(way, path, each[1], language=language) or NOTHING, in_language(texts, language)[0]
    )


def _said(way: Way, path: str, reference: str, *, language: str) -> str:
    name = asked(way.ground.questionnaire, reference)
    choices = getattr(way.ground.questionnaire.every.get(name or ""), "choices", ())
    labels = {choice.name: in_language(choice.label, language)[0] for choice in choices}
    said = (_one(value, labels) for value in quoted(way, path, reference))
    return BETWEEN.join(each for each in said if each)


def _one(value: Found, labels: Mapping[str, str]) -> str:
    if isinstance(value, Absent):
        return ""
    if isinstance(value, tuple):
        return BETWEEN.join(labels.get(each, each) for each in value)
    return labels.get(value, value) if isinstance(value, str) else text(value)
