"""The sandbox that a template is filled in: it knows the names of a template only, calls nothing, remembers nothing."""

from collections.abc import Iterable

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from audit.render.word.names import FILTERS, check


class Enclosed(ImmutableSandboxedEnvironment):
    """A sandbox that reads what is allowed only, so that no template works for long or grows beyond measure."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check(tree)
        return tree


class Unfolded(Enclosed):
    """A sandbox that writes every branch of every condition, to see what no single report would show."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Branches().visit(super()._parse(source, name, filename))
        return tree


class _Branches(NodeTransformer):
    def visit_If(self, node: nodes.If) -> list[nodes.Node]:
        self.generic_visit(node)
        return [*node.body, *node.elif_, *node.else_]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:
        self.generic_visit(node)
        instead, node.else_, node.test = node.else_, [], None
        return [node, *instead]


def environment(kind: type[Enclosed] = Enclosed) -> Enclosed:
    """Return the sandbox: values are escaped for XML, unknown names are mistakes, few filters are known."""
    made = kind(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS} | {"first": _first, "last": _last}
    return made


def _first(items: Iterable[object]) -> object:
    """Return the first item, nothing of an empty list: some report has one."""
    return next(iter(items), "")


def _last(items: Iterable[object]) -> object:
    return next(iter(tuple(items)[::-1]), "")
