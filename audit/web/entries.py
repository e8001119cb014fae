"""Entries of repeats on a page: which questions stand in them, which are open, what heads each, what all add up to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.questionnaire import flow, instances
from audit.questionnaire.instances import HERE, Where
from audit.questionnaire.schema import Sex
from audit.web.asked import Asked, Wording, filled
from audit.web.fields import QuestionField
from audit.web.forms import SectionForm

#: So many questions of entries stand open on one page; beyond, one entry is open and the others are one line each.
MOST_OPEN = 36
SILENT = frozenset({"calculate", "hidden"})
Saying = Callable[[str, tuple[str, ...]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sum:
    """One row of a head-count over all entries."""

    label: Wording
    women: int
    men: int
    other: int

    @property
    def all(self) -> int:
        """Everybody in the row."""
        return self.women + self.men + self.other


@dataclass(frozen=True, slots=True)
class Pool:
    """A head-count of a repeat, the rows of all its entries added up."""

    name: str
    label: Wording
    rows: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its own path, its number, the words that head it, and its questions where it is open."""

    path: str
    number: int
    title: str
    open: bool
    removable: bool
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A question on the page, with its entries where it repeats; `away` until an answer on the page brings it up."""

    field: QuestionField
    entries: tuple[Entry, ...] = ()
    more: bool = False
    pools: tuple[Pool, ...] = ()
    away: bool = False


def paths(asked: Asked, way: flow.Way, where: Where = HERE) -> Iterator[tuple[str, Asked]]:
    """Yield the instance paths of every question in the entries of a repeat, those of repeats within them too."""
    path = instances.path(where, asked.name)
    for number in range(1, way.entries.get(path, 0) + 1):
        inside = instances.entry(where, asked.name, number)
        for member in asked.members:
            yield instances.path(inside, member.name), member
            if member.kind == "repeat":
                yield from paths(member, way, inside)


def within(form: type[SectionForm], way: flow.Way) -> tuple[tuple[str, Asked], ...]:
    """Return the questions of all entries of a section."""
    repeating = (unbound.args[0] for _, unbound in form.fields if unbound.args[0].kind == "repeat")
    return tuple(found for asked in repeating for found in paths(asked, way))


def blocks(form: SectionForm, way: flow.Way, said: Saying, *, opened: str) -> tuple[Block, ...]:
    """Return what a section's page shows, in its order; `opened` is the path of the entry that was asked for."""
    drawer = _Drawer(form, way, said, opened)
    return drawer.blocks(tuple(unbound.args[0] for _, unbound in form.fields), HERE)


@dataclass(frozen=True, slots=True)
class _Drawer:
    form: SectionForm
    way: flow.Way
    said: Saying
    opened: str

    def blocks(self, asked: tuple[Asked, ...], where: Where) -> tuple[Block, ...]:
        named = ((instances.path(where, each.name), each) for each in asked if each.kind not in SILENT)
        here = [(path, each) for path, each in named if path in self.form]
        away = self.form.foreseen - self.way.relevant
        return tuple(
            Block(self.form.question(path), away=True) if path in away else self.block(path, each, where)
            for path, each in here
            if path in self.way.relevant or path in away
        )

    def block(self, path: str, asked: Asked, where: Where) -> Block:
        field = self.form.question(path)
        if asked.kind != "repeat":
            return Block(field)
        count = self.way.entries.get(path, 0)
        everything = count * len(asked.members) <= MOST_OPEN
        places = [instances.entry(where, asked.name, number + 1) for number in range(count)]
        shown = tuple(self.entry(asked, each, everything) for each in places)
        if shown and not everything and not any(each.open for each in shown):
            shown = (*shown[:-1], self.entry(asked, places[-1], True))
        pools = _pools(self.way, asked, where) if count > 1 else ()
        return Block(field, shown, not asked.fixed and count < asked.most, pools)

    def entry(self, asked: Asked, where: Where, everything: bool) -> Entry:
        path, number = "/".join(map(str, where)), int(where[-1])
        faulty = any(each.faults for each in self.form.questions if each.name.startswith(f"{path}/"))
        is_open = everything or faulty or self.opened == path or self.opened.startswith(f"{path}/")
        repeat = instances.path(where[:-2], asked.name)
        return Entry(
            path,
            number,
            entry_title(asked, path, self.said),
            is_open,
            not asked.fixed and self.way.entries.get(repeat, 0) > asked.least,
            self.blocks(asked.members, where) if is_open else (),
        )


def entry_title(asked: Asked, path: str, said: Saying) -> str:
    """Return the author's words that head an entry with what they quote, or nothing where there are none."""
    if not asked.titled:
        return ""
    told = said(f"{path}/", asked.titled.quotes)
    if asked.titled.quotes and not any(told.values()):
        return ""
    return filled(asked.titled, told).text


def _pools(way: flow.Way, asked: Asked, where: Where) -> tuple[Pool, ...]:
    return tuple(_pool(way, each, asked, where) for each in asked.members if each.kind == "headcount" and each.items)


def _pool(way: flow.Way, member: Asked, asked: Asked, where: Where) -> Pool:
    count = way.entries.get(instances.path(where, asked.name), 0)
    inside = [instances.entry(where, asked.name, number + 1) for number in range(count)]
    grids = [way.value(instances.path(each, member.name)) for each in inside]
    rows = tuple(Sum(row.label, *(_people(grids, row.name, sex) for sex in Sex)) for row in member.items)
    return Pool(instances.path(where, asked.name), filled(member.label, {}), rows)


def _people(grids: Sequence[object], row: str, sex: Sex) -> int:
    found = 0
    for grid in grids:
        counts = grid.get(row) if isinstance(grid, Mapping) else None
        number = counts.get(sex) if isinstance(counts, Mapping) else None
        found += number if isinstance(number, int) else 0
    return found
