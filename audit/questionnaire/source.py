"""A questionnaire's file as located data: every value a text, every key and item with the line it stands on.

YAML is read event by event, so that `yes` and `no` stay texts, a key written twice is seen, and a small file that
expands into a huge one through its aliases is refused before it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from audit.errors import DefinitionError, Message, Mistake, message

SIZE_LIMIT = 2 * 1024 * 1024
VALUE_LIMIT = 250_000
DEPTH_LIMIT = 60
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class LocatedMap(dict[str, Any]):
    """A mapping that knows the line of itself, of each key, and the keys that were written twice."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.twice: list[tuple[str, int]] = []


class LocatedList(list[Any]):
    """A list that knows the line of itself and of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def refuse(code: str, wrong: Message, remedy: Message, *, file: str = "", line: int = 0) -> DefinitionError:
    """Return the refusal of a whole file for one reason."""
    place = (message("line %(line)d", line=line),) if line else ()
    return DefinitionError((Mistake(code, place, wrong, remedy, file=file),))


def read_text(path: Path) -> str:
    """Read a questionnaire's file: UTF-8, with or without a byte order mark, at most 2 MB; DefinitionError if not."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= SIZE_LIMIT else b""
    except IsADirectoryError:
        remedy = message("Name its files: %(files)s.", files=path / "*.yaml")
        raise refuse("folder", message("this is a folder"), remedy, file=str(path)) from None
    except OSError:
        raise refuse(
            "unreadable-file",
            message("the file cannot be read"),
            message("Check its name and whether you may open it."),
            file=str(path),
        ) from None
    _within_size(size, str(path))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(content[: error.start].split(b"\n"))
        raise refuse(
            "not-utf-8",
            message("the file is not in UTF-8"),
            message("Save it as UTF-8 and try again."),
            file=str(path),
            line=line,
        ) from None


def _within_size(size: int, file: str) -> None:
    if size > SIZE_LIMIT:
        raise refuse(
            "file-too-large",
            message("the file is larger than %(limit)d MB", limit=SIZE_LIMIT // 1024 // 1024),
            message("Split the questionnaire into several."),
            file=file,
        )


def located(text: str, *, file: str = "") -> LocatedMap:
    """Read YAML text into located data; DefinitionError with line and column when it is not YAML or no mapping."""
    _within_size(len(text.encode("utf-8", "surrogatepass")), file)
    try:
        found = _Builder(file).build(yaml.parse(text.removeprefix("\ufeff"), Loader=LOADER))
    except yaml.YAMLError as error:
        raise _unreadable_yaml(error, file) from None
    if found is None or found == "":
        raise refuse(
            "empty-file",
            message("the file is empty"),
            message("Begin with 'name', 'version', 'respondent', 'languages', 'title' and 'sections'."),
            file=file,
        )
    if not isinstance(found, LocatedMap):
        raise refuse(
            "not-a-mapping",
            message("the file is not a mapping of keys to values"),
            message("Write 'key: value' lines at the left edge, beginning with 'name'."),
            file=file,
            line=1,
        )
    return found


def _unreadable_yaml(error: yaml.YAMLError, file: str) -> DefinitionError:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return refuse(
            "yaml-character",
            message("the file holds a character that YAML does not allow"),
            message("Remove control characters and save the file as UTF-8."),
            file=file,
        )
    where = message("line %(line)d, column %(column)d", line=mark.line + 1, column=mark.column + 1)
    problem = getattr(error, "problem", None) or error.__class__.__name__
    wrong = message("this is not valid YAML (%(problem)s)", problem=problem)
    remedy = message("Check the indentation, put texts with ':' or '#' in quotes and close every bracket.")
    return DefinitionError((Mistake("yaml-syntax", (where,), wrong, remedy, file=file),))


@dataclass(slots=True)
class _Open:
    """A collection that is being read, the anchor it will answer to and the key that waits for its value."""

    value: LocatedMap | LocatedList
    anchor: str | None
    weight: int = 1
    key: str | None = None
    key_line: int = 0


@dataclass(slots=True)
class _Builder:
    """Builds located data from YAML events, without recursion and within the limits."""

    file: str
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    total: int = 0

    def build(self, events: Iterator[yaml.Event]) -> object:
        """Return the document's value; None where there is no document."""
        root: object = None
        documents = 0
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refusal("several-documents", line)
            elif isinstance(event, yaml.ScalarEvent):
                root = self._put(event.value, 1, event.anchor, line)
            elif isinstance(event, yaml.AliasEvent):
                root = self._alias(event.anchor or "", line)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(_Open(LocatedMap(line), event.anchor), line)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(_Open(LocatedList(line), event.anchor), line)
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self.stack.pop()
                root = self._put(done.value, done.weight, done.anchor, done.value.line)
        return root

    def _open(self, opened: _Open, line: int) -> None:
        if len(self.stack) >= DEPTH_LIMIT:
            raise self._refusal("too-deep", line)
        self.stack.append(opened)

    def _alias(self, anchor: str, line: int) -> object:
        if anchor not in self.anchors:
            raise self._refusal("unknown-alias", line)
        value, weight = self.anchors[anchor]
        return self._put(value, weight, None, line)

    def _put(self, value: object, weight: int, anchor: str | None, line: int) -> object:
        if anchor:
            self.anchors[anchor] = (value, weight)
        if not self.stack:
            return value
        top = self.stack[-1]
        top.weight += weight
        if top.weight > VALUE_LIMIT:
            raise self._refusal("too-many-values", line)
        if isinstance(top.value, LocatedList):
            top.value.append(value)
            top.value.lines.append(line)
        else:
            self._put_in_map(top, top.value, value, line)
        return value

    def _put_in_map(self, top: _Open, mapping: LocatedMap, value: object, line: int) -> None:
        if top.key is None:
            if not isinstance(value, str):
                raise self._refusal("key-not-text", line)
            top.key, top.key_line = value, line
            return
        if top.key in mapping:
            mapping.twice.append((top.key, top.key_line))
        else:
            mapping[top.key] = value
            mapping.lines[top.key] = top.key_line
        top.key = None

    def _refusal(self, code: str, line: int) -> DefinitionError:
        wrong, remedy = STRUCTURE[code]
        return refuse(code, wrong, remedy, file=self.file, line=line)


STRUCTURE = {
    "several-documents": (
        message("a second document begins here ('---')"),
        message("Keep one questionnaire in a file."),
    ),
    "too-deep": (
        message("the values are nested too deeply"),
        message("Check the brackets: a questionnaire needs no more than ten levels."),
    ),
    "unknown-alias": (
        message("this alias ('*name') refers to nothing that is complete before it"),
        message("Define the anchor ('&name') above, or write the value out."),
    ),
    "too-many-values": (
        message("the file expands to more than %(limit)d values", limit=VALUE_LIMIT),
        message("Use fewer aliases ('*name') or split the questionnaire."),
    ),
    "key-not-text": (
        message("a list or a mapping stands where a key is expected"),
        message("Write a plain word before the ':'."),
    ),
}
