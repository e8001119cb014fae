"""Whether names in a questionnaire are told apart: no name twice, none that differs only by its capitals."""

from collections.abc import Iterable, Iterator

from audit.errors import Message, Mistake, mark, message
from audit.questionnaire import schema
from audit.questionnaire.draft import Draft
from audit.questionnaire.places import Path
from audit.questionnaire.plan import OTHER_SUFFIX, takes_other

Named = Iterable[tuple[Path, str]]

TWICE = {
    "section": mark("there is another section '%(name)s'"),
    "question": mark("there is another question '%(name)s'"),
    "choice": mark("there is another choice '%(name)s' in this list"),
    "row": mark("there is another row '%(name)s' in this question"),
    "item": mark("there is another item '%(name)s' in this question"),
    "dimension": mark("there is another dimension '%(name)s'"),
    "indicator": mark("there is another indicator '%(name)s'"),
    "contradiction": mark("there is another contradiction '%(name)s'"),
    "level": mark("there is another level '%(name)s'"),
}


def mistakes(draft: Draft) -> Iterator[Mistake]:
    """Yield every name that stands twice or differs from another only by capitals."""
    whole = draft.questionnaire
    yield from _twice(draft, "section", _listed(("sections",), (each.name for each in whole.sections)))
    yield from _twice(draft, "question", ((path, question.name) for path, question in draft.questions()))
    yield from _twice(draft, "dimension", _listed(("dimensions",), (each.name for each in whole.dimensions)))
    yield from _twice(draft, "indicator", _listed(("indicators",), (each.name for each in whole.indicators)))
    yield from _twice(
        draft, "contradiction", _listed(("contradictions",), (each.name for each in whole.contradictions))
    )
    yield from _twice(draft, "level", _listed(("scale",), (each.level for each in whole.scale)))
    for path, choices in draft.choice_lists():
        yield from _twice(draft, "choice", _listed(path, (each.name for each in choices)))
    for path, question in draft.questions():
        if isinstance(question, schema.HeadcountQuestion):
            yield from _twice(draft, "row", _listed((*path, "rows"), (each.name for each in question.rows)))
        if isinstance(question, schema.MatrixQuestion):
            yield from _twice(draft, "item", _listed((*path, "items"), (each.name for each in question.items)))
    yield from _taken(draft)
    yield from _yaml_keys(draft.data, draft)


def _listed(path: Path, names: Iterable[str]) -> Named:
    return (((*path, number), name) for number, name in enumerate(names))


def _twice(draft: Draft, kind: str, named: Named) -> Iterator[Mistake]:
    seen: dict[str, str] = {}
    for path, name in named:
        other = seen.get(name.casefold())
        if other is None:
            seen[name.casefold()] = name
        elif other == name:
            wrong = Message(TWICE[kind], {"name": name})
            yield draft.error(f"duplicate-{kind}", path, wrong, remedy=message("Give one of them another name."))
        else:
            wrong = message("this name differs from '%(other)s' only by capital letters", other=other)
            remedy = message("Give one of them another name.")
            yield draft.error("same-name-but-capitals", path, wrong, remedy=remedy)


def _taken(draft: Draft) -> Iterator[Mistake]:
    """Yield questions that bear the name under which another's "other, please specify" is kept."""
    kept = {question.name + OTHER_SUFFIX: question.name for _, question in draft.questions() if takes_other(question)}
    for path, question in draft.questions():
        if question.name in kept:
            wrong = message("the text of or_other in '%(name)s' is kept under this name", name=kept[question.name])
            yield draft.error("name-taken", path, wrong, remedy=message("Give this question another name."))


def _yaml_keys(value: object, draft: Draft, path: Path = ()) -> Iterator[Mistake]:
    """Yield the keys that are written twice in one mapping of the file."""
    if isinstance(value, dict):
        for key, line in getattr(value, "twice", ()):
            where = (
                message("line %(line)d", line=line),
                *draft.error("", (*path, key), _WRONG, remedy=_KEEP).place[1:],
            )
            yield Mistake("duplicate-key", where, _WRONG, _KEEP)
        shared = isinstance(value.get("list_name"), str)
        for key, inner in value.items():
            if not (shared and key == "choices"):
                yield from _yaml_keys(inner, draft, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _yaml_keys(inner, draft, (*path, number))


_WRONG = message("this key is written twice")
_KEEP = message("Keep one of them.")
