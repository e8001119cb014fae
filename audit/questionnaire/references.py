"""Whether expressions and texts refer to what exists, and never in a circle."""

import re
from collections.abc import Iterator, Mapping, Sequence

from audit.errors import Mistake, message
from audit.questionnaire.draft import Draft, inner_names
from audit.questionnaire.expression import Expression
from audit.questionnaire.places import Path
from audit.questionnaire.plan import OTHER_SUFFIX, planned, takes_other
from audit.questionnaire.trees import named

EXPRESSIONS = (
    "relevant",
    "required",
    "constraint",
    "calculation",
    "default",
    "read_only",
    "count",
    "choice_filter",
)
TEXTS = ("label", "hint", "required_message", "constraint_message", "entry_label")
PIPED = re.compile(r"\$\{([^}]*)\}")


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield references to what is not there, to what comes later, and circles."""
    known = _known(draft)
    for path, _, expression in expressions(draft):
        for reference in expression.references:
            yield from _reference(draft, path, reference, known=known)
    yield from _piped(draft, known)
    yield from _later(draft)
    yield from _circles(draft)


def _known(draft: Draft) -> frozenset[str]:
    others = {each.name + OTHER_SUFFIX for _, each in draft.questions() if takes_other(each)}
    return draft.written | others


def expressions(draft: Draft) -> Iterator[tuple[Path, str, Expression]]:
    """Yield every expression with its path and the name of its question ("" for a section)."""
    for number, section in enumerate(draft.questionnaire.sections):
        if section.relevant is not None:
            yield ("sections", number, "relevant"), "", section.relevant
    for path, question in draft.questions():
        for key in EXPRESSIONS:
            expression = getattr(question, key, None)
            if isinstance(expression, Expression):
                yield (*path, key), question.name, expression


def _reference(draft: Draft, path: Path, reference: str, *, known: frozenset[str]) -> Iterator[Mistake]:
    name, *parts = named(reference, known).split("/")
    if name not in known:
        wrong = message("there is no question '%(name)s'", name=name)
        yield draft.unknown("unknown-reference", path, wrong, word=name, known=sorted(known))
        return
    question = draft.whole(name)
    if question is None or not parts:
        return
    inner = inner_names(question)
    if not inner:
        wrong = message("question '%(name)s' has no parts, so that '%(path)s' is nothing", name=name, path=reference)
        remedy = message("Write ${%(name)s}.", name=name)
        yield draft.error("unknown-part", path, wrong, remedy=remedy)
        return
    yield from _part(draft, path, parts, name=name, inner=inner)


def _part(
    draft: Draft, path: Path, parts: Sequence[str], *, name: str, inner: Mapping[str, Sequence[str]]
) -> Iterator[Mistake]:
    for part, known in ((parts[0], tuple(inner)), *((each, inner.get(parts[0], ())) for each in parts[1:])):
        if part not in known:
            wrong = message("question '%(name)s' has no part '%(part)s'", name=name, part=part)
            yield draft.unknown("unknown-part", path, wrong, word=part, known=known)
            return


def _piped(draft: Draft, known: frozenset[str]) -> Iterator[Mistake]:
    for path, question in draft.questions():
        for key in TEXTS:
            texts: Mapping[str, str] = getattr(question, key, None) or {}
            for language, text in texts.items():
                for reference in PIPED.findall(text):
                    yield from _reference(draft, (*path, key, language), reference.strip(), known=known)


def _later(draft: Draft) -> Iterator[Mistake]:
    """Yield conditions about questions that are asked only afterwards."""
    order = {question.name: place for place, (_, question) in enumerate(draft.questions())}
    calculated = {name for name, each in draft.questionnaire.every.items() if each.calculation is not None}
    for path, question in draft.questions():
        references = question.relevant.references if question.relevant else ()
        names = dict.fromkeys(named(reference, order).split("/")[0] for reference in references)
        for name in names:
            if name in order and name not in calculated and order[name] > order[question.name]:
                wrong = message("this condition refers to '%(name)s', which is asked later", name=name)
                remedy = message("Move '%(name)s' before this question.", name=name)
                yield draft.warning("later-reference", (*path, "relevant"), wrong, remedy=remedy)


def _circles(draft: Draft) -> Iterator[Mistake]:
    """Yield each circle of conditions and calculations once, with the way around it."""
    paths = {question.name: path for path, question in draft.questions()}
    for circle in planned(draft.questionnaire).cycles:
        wrong = message("conditions or calculations go in a circle: %(way)s", way=" → ".join(circle))
        remedy = message("Take one of these references away.")
        yield draft.error("circle", paths[circle[0]], wrong, remedy=remedy)
