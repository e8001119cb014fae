"""What comes over from another format: the questionnaire, its YAML, and the list of what stayed behind.

An importer builds the data of a questionnaire with a `Ledger`, which numbers every key and item and remembers the place
in the other format that each came from. `carried` has the data examined as an author's file is, leaves out what cannot
be used, and says so at that place; one bad cell never costs the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from audit.errors import Message, Mistake, Severity, message
from audit.questionnaire import loader
from audit.questionnaire.schema import Questionnaire, Respondent
from audit.questionnaire.source import LocatedList, LocatedMap
from audit.questionnaire.writing import yaml_text

Place = tuple[Message, ...]
#: Without these a question, a choice or a section is none; a mistake in one of them costs the whole of it.
ESSENTIAL = frozenset({"name", "type", "label", "choices", "items", "rows", "questions", "sections", "currency"})
#: What may close a circle, in the order in which it is given up.
TURNING = ("relevant", "calculation", "count", "choice_filter", "default")
#: Who answers where a format does not say: an institution taken for staff stays anonymous; staff never the reverse.
ASSUMED = Respondent.STAFF
CONTENTS = ("questions", "items", "rows")
ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Carried:
    """A questionnaire read from another format, as far as it could be carried.

    `questionnaire` is None where nothing could be made of the file; `text_of_yaml` is then empty. Each of `skipped`
    says with its place (sheet, row, column, or the element of a file) what stayed behind or came over changed, and
    why: an error where the form itself is wrong there, a warning where there is no counterpart here. `remarks` are
    warnings about what did come over (a translation is missing).
    """

    questionnaire: Questionnaire | None
    text_of_yaml: str
    skipped: tuple[Mistake, ...]
    remarks: tuple[Mistake, ...] = ()


class Ledger:
    """Numbers every key and item of data that is being built, and knows the place that each number stands for."""

    def __init__(self) -> None:
        self.places: list[Place] = [()]

    def number(self, place: Place) -> int:
        """Return a new number for a place."""
        self.places.append(place)
        return len(self.places) - 1

    def mapping(self, place: Place) -> LocatedMap:
        """Return an empty mapping that stands for a place."""
        return LocatedMap(self.number(place))

    def list(self, place: Place) -> LocatedList:
        """Return an empty list that stands for a place."""
        return LocatedList(self.number(place))

    def put(self, holder: LocatedMap, key: str, value: object, *, place: Place) -> None:
        """Put a value under a key; texts alone are values, as in a YAML file."""
        holder[key] = self.converted(value, place)
        holder.lines[key] = self.number(place)

    def add(self, holder: LocatedList, value: object, *, place: Place) -> None:
        """Add an item to a list."""
        holder.append(self.converted(value, place))
        holder.lines.append(self.number(place))

    def converted(self, value: object, place: Place) -> object:
        """Return plain data as located data of one place."""
        if isinstance(value, LocatedMap | LocatedList | str):
            return value
        if isinstance(value, Mapping):
            found = self.mapping(place)
            for key, each in value.items():
                self.put(found, str(key), each, place=place)
            return found
        if isinstance(value, Sequence):
            items = self.list(place)
            for each in value:
                self.add(items, each, place=place)
            return items
        return str(value).lower() if isinstance(value, bool) else str(value)


def carried(data: LocatedMap, ledger: Ledger, *, file: str, skipped: Sequence[Mistake] = ()) -> Carried:
    """Return what can be used of the data an importer built; `skipped` is what it left out itself."""
    lost: list[Mistake] = []
    for _ in range(ROUNDS):
        questionnaire, mistakes = loader.scrutinised(_copy(data))
        errors = [each for each in mistakes if each.severity is Severity.ERROR]
        if questionnaire is not None and not errors:
            remarks = tuple(_placed(each, ledger, file) for each in mistakes)
            return Carried(questionnaire, yaml_text(questionnaire), (*skipped, *lost), remarks)
        at = _numbered(data)
        doomed = [(each, at[_line(each)]) for each in errors if _line(each) in at]
        if not doomed:
            lost += [_placed(each, ledger, file) for each in errors]
            break
        gone: set[tuple[int, str | int]] = set()
        for each, way in doomed:
            cut = _cut(each, way)
            lost += [_left_out(_placed(each, ledger, file))] if cut is not None else []
            if cut is not None:
                gone.add((id(cut[0]), cut[1]))
        if not gone:
            break
        _prune(data, gone)
    wrong = message("nothing is left that could be asked")
    nothing = Mistake("nothing-left", (), wrong, message("Mend what is listed, and try again."), file=file)
    return Carried(None, "", (*skipped, *lost, nothing))


Way = tuple[tuple[LocatedMap | LocatedList, str | int], ...]


def _line(mistake: Mistake) -> int:
    return int(mistake.place[0].values["line"])


def _copy(value: object) -> LocatedMap:
    copied = _copied(value)
    assert isinstance(copied, LocatedMap)  # noqa: S101 - a questionnaire's data is a mapping
    return copied


def _copied(value: object) -> object:
    if isinstance(value, LocatedMap):
        mapping = LocatedMap(value.line)
        mapping.update({key: _copied(each) for key, each in value.items()})
        mapping.lines = dict(value.lines)
        return mapping
    if isinstance(value, LocatedList):
        items = LocatedList(value.line)
        items.extend(_copied(each) for each in value)
        items.lines = list(value.lines)
        return items
    return value


def _numbered(value: object, way: Way = ()) -> dict[int, Way]:
    """Return the way from the top to every key and item, by its number."""
    found: dict[int, Way] = {}
    if isinstance(value, LocatedMap | LocatedList):
        found[value.line] = way
        steps = value.items() if isinstance(value, LocatedMap) else enumerate(value)
        for step, inner in steps:
            below: Way = (*way, (value, step))
            found[value.lines[step]] = below  # type: ignore[index]  # a list's lines by place, a mapping's by key
            found.update(_numbered(inner, below))
    return found


def _cut(mistake: Mistake, way: Way) -> tuple[LocatedMap | LocatedList, str | int] | None:
    """Return what to leave out for a mistake: the key alone where the rest can do without it, else the whole item."""
    if not way:
        return None
    holder, step = way[-1]
    item = holder[step] if isinstance(holder, LocatedList) and isinstance(step, int) else None
    if mistake.code == "circle" and isinstance(item, LocatedMap):
        turning = next((key for key in TURNING if key in item), None)
        return (item, turning) if turning else (holder, step)
    is_attribute = len(way) > 1 and way[-2][1] == "attributes"
    if isinstance(holder, LocatedMap) and (is_attribute or step not in ESSENTIAL):
        return holder, step
    items = [each for each in way if isinstance(each[0], LocatedList)]
    return items[-1] if items else None


def _prune(value: object, gone: set[tuple[int, str | int]]) -> None:
    """Take out what is gone, and the sections, repeats and grids that are left with nothing in them."""
    if isinstance(value, LocatedMap):
        for key in list(value):
            _prune(value[key], gone)
            emptied = isinstance(value[key], LocatedMap) and not value[key] and key not in ESSENTIAL
            if (id(value), key) in gone or emptied:
                del value[key]
        if value.get("type") == "calculate" and "calculation" not in value:
            value["type"] = "hidden"  # What refers to it goes on finding it, and no answer in it.
    elif isinstance(value, LocatedList):
        for inner in value:
            _prune(inner, gone)
        kept = [n for n, inner in enumerate(value) if (id(value), n) not in gone and not _hollow(inner)]
        value[:] = [value[n] for n in kept]
        value.lines[:] = [value.lines[n] for n in kept]


def _hollow(value: object) -> bool:
    return isinstance(value, LocatedMap) and any(value.get(key) == [] for key in CONTENTS)


def _placed(mistake: Mistake, ledger: Ledger, file: str) -> Mistake:
    return replace(mistake, place=ledger.places[_line(mistake)], file=file)


def _left_out(mistake: Mistake) -> Mistake:
    return replace(mistake, wrong=message("%(wrong)s; this was left out", wrong=mistake.wrong))
