"""The tree of a form laid out in sections: top-level groups and field-lists are pages, deeper groups dissolve."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from audit.questionnaire.xlsform.outline import Node

FIELD_LIST = "field-list"
HIDDEN = "hidden"
UNSEEN = frozenset({"calculate", "hidden"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in its place: under which further groups' conditions it stands, and whether it is hidden by one.

    A heading is a group's label in words between questions.
    """

    node: Node
    conditions: tuple[Node, ...] = ()
    hidden: bool = False
    heading: bool = False


@dataclass(slots=True)
class Page:
    """A section: the groups it stands for, the innermost last, and its questions."""

    groups: tuple[Node, ...]
    entries: list[Entry] = field(default_factory=list)

    @property
    def chapter(self) -> Node | None:
        """The group that gives the page its name."""
        return self.groups[-1] if self.groups else None

    @property
    def always(self) -> bool:
        """Whether no condition hides it."""
        return not any(group.row.word("relevant") for group in self.groups)


def laid_out(nodes: Sequence[Node]) -> list[Page]:
    """Return the pages as the groups of a form make them."""
    return [page for page in _pages(nodes, ()) if page.entries]


def _pages(nodes: Iterable[Node], groups: tuple[Node, ...]) -> Iterator[Page]:
    page = Page(groups)
    for node in nodes:
        if node.is_group and (not groups or FIELD_LIST in node.appearances or _holds_pages(node)):
            yield page
            yield from _pages(node.children, (*groups, node))
            page = Page(groups)
            continue
        page.entries += entries([node], hidden=any(HIDDEN in each.appearances for each in groups))
    yield page


def _holds_pages(group: Node) -> bool:
    return any(child.is_group and (FIELD_LIST in child.appearances or _holds_pages(child)) for child in group.children)


def entries(nodes: Iterable[Node], conditions: tuple[Node, ...] = (), *, hidden: bool = False) -> list[Entry]:
    """Return questions in their order, those of groups among them behind a heading and under their conditions."""
    found: list[Entry] = []
    for node in nodes:
        if not node.is_group:
            found.append(Entry(node, conditions, hidden=hidden))
            continue
        unseen = hidden or HIDDEN in node.appearances
        inner = entries(node.children, (*conditions, node), hidden=unseen)
        labelled = "label" in node.row.texts and not unseen and any(each.node.row is not node.row for each in inner)
        found += [Entry(node, (*conditions, node), heading=True), *inner] if labelled and _seen(inner) else inner
    return found


def _seen(found: Iterable[Entry]) -> bool:
    return any(
        not entry.hidden and entry.node.kind.type not in UNSEEN and HIDDEN not in entry.node.appearances
        for entry in found
    )


def joined(found: list[Page]) -> list[Page]:
    """Join pages of calculations alone to the page before them, or to the next one that is always shown."""
    kept: list[Page] = []
    waiting: list[Entry] = []
    for page in found:
        if _seen(page.entries):
            if waiting and page.always:
                page.entries[:0] = waiting
                waiting = []
            kept.append(page)
            continue
        before = kept[-1].groups if kept else ()
        if kept and before == page.groups[: len(before)]:
            kept[-1].entries += [_under(entry, page.groups[len(before) :]) for entry in page.entries]
        else:
            waiting += [_under(entry, page.groups) for entry in page.entries]
    return [*kept, Page((), waiting)] if waiting else kept


def _under(entry: Entry, groups: tuple[Node, ...]) -> Entry:
    return replace(entry, conditions=(*groups, *entry.conditions))
