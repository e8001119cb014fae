"""A LimeSurvey file as tables of texts: read piece by piece within limits, with no entities and no other files."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO, NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from audit.errors import Message, mark, message
from audit.questionnaire.source import refuse

SIZE_LIMIT = 10 * 1024 * 1024
ROW_LIMIT = 200_000
DEPTH_LIMIT = 12
ROOT = "document"
SURVEY = "Survey"
ZIP = b"PK\x03\x04"
ROW_DEPTH = len(("document", "section", "rows", "row"))
SECTION_DEPTH = 2

_EXPORT = mark("Export the survey structure (.lss) from LimeSurvey once more.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a section: its place in the file and its columns as texts, empty ones left out."""

    section: str
    number: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    @property
    def identity(self) -> str:
        """The number by which LimeSurvey knows the row, else what it belongs to, else its place in the section."""
        keys = [self[key] for key in IDENTITIES.get(self.section, ()) if self[key]]
        return ":".join(keys) or f"#{self.number}"


#: The columns that tell the rows of a section apart.
IDENTITIES: Mapping[str, tuple[str, ...]] = {
    "groups": ("gid",),
    "questions": ("qid",),
    "subquestions": ("qid",),
    "answers": ("qid", "code"),
    "question_attributes": ("qid", "attribute"),
    "conditions": ("cid",),
    "defaultvalues": ("qid", "sqid"),
    "assessments": ("id",),
    "quota": ("id",),
    "surveys": ("sid",),
    "surveys_languagesettings": ("surveyls_language",),
}


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of a file by their names, and what it says of itself."""

    version: str
    languages: tuple[str, ...]
    sections: Mapping[str, tuple[Row, ...]]
    file: str = ""

    def rows(self, section: str) -> tuple[Row, ...]:
        """Return the rows of a section; none where it is missing."""
        return self.sections.get(section, ())


def document(given: Path | str | bytes, *, file: str = "") -> Document:
    """Read a `.lss` file; DefinitionError with a sentence where it is none, is too large, or means harm."""
    content = given if isinstance(given, bytes) else _content(Path(given), file)
    if len(content) > SIZE_LIMIT:
        _too_large(file)
    if content.startswith(ZIP):
        wrong = message("this is an archive, not the structure of a survey")
        raise refuse("archive", wrong, message("Unpack it and give the .lss file inside."), file=file)
    return _read(io.BytesIO(content), file)


def _content(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            _too_large(file)
        return path.read_bytes()
    except OSError:
        wrong = message("the file cannot be read")
        remedy = message("Check its name and whether you may open it.")
        raise refuse("unreadable-file", wrong, remedy, file=file) from None


def _too_large(file: str) -> NoReturn:
    wrong = message("the file is larger than %(limit)d MB", limit=SIZE_LIMIT // 1024 // 1024)
    raise refuse("file-too-large", wrong, message("Split the questionnaire into several."), file=file)


def _read(source: IO[bytes], file: str) -> Document:
    reader = _Reader(file)
    try:
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
            reader.take(event, element)
    except DefusedXmlException:
        wrong = message("the file declares a document type or entities, which no survey needs and attacks use")
        raise refuse("xml-entities", wrong, Message(_EXPORT), file=file) from None
    except (ParseError, LookupError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        wrong = message("the file is not whole XML")
        raise refuse("not-xml", wrong, Message(_EXPORT), file=file, line=line) from None
    return reader.document()


@dataclass(slots=True)
class _Reader:
    """Takes rows out of the stream of elements and lets the elements go."""

    file: str
    path: list[str] = field(default_factory=list)
    kind: str = ""
    version: str = ""
    languages: list[str] = field(default_factory=list)
    sections: dict[str, list[Row]] = field(default_factory=dict)
    rows: int = 0

    def take(self, event: str, element: Element) -> None:
        """Take one beginning or end of an element."""
        if event == "start":
            self._begin(element)
            return
        depth = len(self.path)
        if depth == ROW_DEPTH and self.path[2:] == ["rows", "row"]:
            self._row(element)
        elif depth == SECTION_DEPTH:
            self._head(element)
        self.path.pop()
        if depth <= ROW_DEPTH and element.tag != "language":
            element.clear()

    def _begin(self, element: Element) -> None:
        self.path.append(element.tag)
        if len(self.path) == 1 and element.tag != ROOT:
            wrong = message("this XML does not come from LimeSurvey: it begins with '%(tag)s'", tag=element.tag[:60])
            raise refuse("not-limesurvey", wrong, Message(_EXPORT), file=self.file)
        if len(self.path) > DEPTH_LIMIT:
            wrong = message("the elements of the file lie too deeply within each other")
            raise refuse("too-deep", wrong, Message(_EXPORT), file=self.file)

    def _row(self, element: Element) -> None:
        self.rows += 1
        if self.rows > ROW_LIMIT:
            wrong = message("the file has more than %(limit)d rows", limit=ROW_LIMIT)
            raise refuse("too-many-rows", wrong, message("Split the questionnaire into several."), file=self.file)
        section = self.path[1]
        kept = self.sections.setdefault(section, [])
        values = {child.tag: (child.text or "").strip() for child in element if (child.text or "").strip()}
        kept.append(Row(section, len(kept) + 1, MappingProxyType(values)))

    def _head(self, element: Element) -> None:
        text = (element.text or "").strip()
        if element.tag == "LimeSurveyDocType":
            self.kind = text
        elif element.tag == "DBVersion":
            self.version = text
        elif element.tag not in self.sections and element.tag != "languages":
            # Themes are written without rows; what has fields alone has nothing.
            things = [each for each in element if each.tag not in ("fields", "rows")]
            if things:
                self.sections[element.tag] = [Row(element.tag, place, {}) for place in range(1, len(things) + 1)]
        elif element.tag == "languages":
            self.languages = [(each.text or "").strip() for each in _elements(element) if (each.text or "").strip()]

    def document(self) -> Document:
        """Return what was read; DefinitionError where it is no survey or holds no questions."""
        if self.kind != SURVEY:
            kind = self.kind[:60] or "?"
            wrong = message("this file holds no whole survey: LimeSurvey calls it '%(kind)s'", kind=kind)
            raise refuse("not-a-survey", wrong, Message(_EXPORT), file=self.file)
        if not self.sections.get("questions"):
            wrong = message("the survey has no questions")
            raise refuse("no-questions", wrong, Message(_EXPORT), file=self.file)
        tables = {name: tuple(rows) for name, rows in self.sections.items()}
        return Document(self.version, tuple(self.languages), MappingProxyType(tables), self.file)


def _elements(element: Element) -> Iterator[Element]:
    yield from element.findall("language")
