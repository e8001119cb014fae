"""What a template may say is read before it is filled: every name in every branch, whichever branch a report takes.

A template that was tried with one report must not fail with another, so nothing here depends on a report: each
expression is of a kind that is known beforehand, and a chapter is asked for once.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from jinja2 import nodes

from audit.errors import Mistaken
from audit.render.word.refusing import refused_at
from audit.render.word.template import ALL, CHAPTERS, WORDS


class Kind(StrEnum):
    """What an expression of a template gives."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    TEXTS = "texts"
    FACT = "fact"
    FACTS = "facts"
    CHAPTER = "chapter"
    CHAPTERS = "chapters"
    LOOP = "loop"


Scope = Mapping[str, Kind]
WRITTEN: Final = frozenset({Kind.TEXT, Kind.NUMBER, Kind.TRUTH})
KNOWN: Scope = dict.fromkeys(WORDS, Kind.TEXT) | {
    "facts": Kind.FACTS,
    "summary": Kind.TEXTS,
    "chapters": Kind.CHAPTERS,
}
PARTS: Mapping[Kind, Scope] = {
    Kind.FACT: {"name": Kind.TEXT, "value": Kind.TEXT},
    Kind.CHAPTERS: dict.fromkeys((*CHAPTERS, ALL), Kind.CHAPTER),
    Kind.LOOP: dict.fromkeys(("index", "index0", "revindex", "revindex0", "length"), Kind.NUMBER)
    | dict.fromkeys(("first", "last"), Kind.TRUTH),
}
ITEMS: Mapping[Kind, Kind] = {Kind.TEXTS: Kind.TEXT, Kind.FACTS: Kind.FACT}
#: By the name of a filter: what it takes, and what it gives of that.
FILTERS: Mapping[str, Mapping[Kind, Kind]] = {
    **{name: dict.fromkeys(WRITTEN, Kind.TEXT) for name in ("upper", "lower", "capitalize", "trim")},
    "length": dict.fromkeys((Kind.TEXT, *ITEMS), Kind.NUMBER),
    **{name: {**ITEMS, Kind.TEXT: Kind.TEXT} for name in ("first", "last")},
}
#: What may be asked whether it is in what.
HELD = frozenset({(Kind.TEXT, Kind.TEXT), (Kind.TEXT, Kind.TEXTS)})
ORDERED = frozenset({(Kind.TEXT, Kind.TEXT), (Kind.NUMBER, Kind.NUMBER)})


def check(tree: nodes.Template) -> None:
    """Look through one part of a template; raises Mistaken with the paragraph of what cannot be filled."""
    _Reader().read(tree.body, KNOWN)


class _Reader:
    def __init__(self) -> None:
        self.asked: set[str] = set()

    def read(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    self._write(node, scope)
                case nodes.If():
                    _told(node.test, scope)
                    for branch in (node.body, node.elif_, node.else_):
                        self.read(branch, scope)
                case nodes.For():
                    self._walk(node, scope)
                case _:
                    raise _too_much(node)

    def _write(self, node: nodes.Output, scope: Scope) -> None:
        for each in node.nodes:
            if isinstance(each, nodes.TemplateData):
                continue
            kind = _kind(each, scope)
            if kind is Kind.CHAPTER:
                self._ask(each, scope)
            elif kind not in WRITTEN:
                raise _too_much(each)

    def _ask(self, node: nodes.Expr, scope: Scope) -> None:
        name = _part(node)
        taken = self.asked if name == ALL else self.asked & {name, ALL}
        if taken or "loop" in scope:
            raise refused_at("template-chapter-twice", node.lineno, what=f"chapters.{name}")
        self.asked.add(name)

    def _walk(self, node: nodes.For, scope: Scope) -> None:
        walked = _kind(node.iter, scope)
        if walked not in ITEMS or not isinstance(node.target, nodes.Name) or "loop" in scope or node.recursive:
            raise _too_much(node)
        within = {**scope, node.target.name: ITEMS[walked]}
        if node.test is not None:
            _told(node.test, within)
        self.read(node.body, {"loop": Kind.LOOP, **within})
        self.read(node.else_, scope)


def _kind(node: nodes.Node, scope: Scope) -> Kind:
    """Return what an expression gives; raises Mistaken for one that some report could not be filled into."""
    match node:
        case nodes.Name():
            return _named(node, node.name, scope)
        case nodes.Getattr() | nodes.Getitem():
            whole = _kind(node.node, scope)
            if whole not in PARTS:
                raise _too_much(node)
            return _named(node, _part(node), PARTS[whole])
        case nodes.Const():
            return Kind.TEXT if isinstance(node.value, str) else _plain(node.value)
        case nodes.Not():
            _told(node.node, scope)
            return Kind.TRUTH
        case nodes.And() | nodes.Or():
            left, right = _told(node.left, scope), _told(node.right, scope)
            return _either(node, left, right)
        case nodes.Filter() if node.node is not None and not (node.args or node.kwargs or node.dyn_args):
            taken = FILTERS.get(node.name, {}).get(_kind(node.node, scope))
            if taken is not None:
                return taken
        case nodes.Compare():
            return _compared(node, scope)
    raise _too_much(node)


def _plain(value: object) -> Kind:
    return Kind.TRUTH if value is None or isinstance(value, bool) else Kind.NUMBER


def _named(node: nodes.Node, name: str, scope: Scope) -> Kind:
    if name not in scope:
        raise refused_at("template-name", node.lineno, said=name)
    return scope[name]


def _part(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return node.arg.value
    # How many items a list has differs from report to report: no place in it is sure.
    raise _too_much(node)


def _told(node: nodes.Node, scope: Scope) -> Kind:
    """Return the kind of what is asked in a condition; a chapter is none."""
    kind = _kind(node, scope)
    if kind in (Kind.CHAPTER, Kind.CHAPTERS, Kind.LOOP):
        raise _too_much(node)
    return kind


def _either(node: nodes.Node, left: Kind, right: Kind) -> Kind:
    if left is right:
        return left
    if {left, right} <= WRITTEN:
        return Kind.TRUTH
    raise _too_much(node)


def _compared(node: nodes.Compare, scope: Scope) -> Kind:
    left = _told(node.expr, scope)
    for each in node.ops:
        right = _told(each.expr, scope)
        known = {"in": HELD, "notin": HELD, "eq": None, "ne": None}.get(each.op, ORDERED)
        if known is not None and (left, right) not in known:
            raise _too_much(node)
        left = right
    return Kind.TRUTH


def _too_much(node: nodes.Node) -> Mistaken:
    return refused_at("template-asks", node.lineno)
