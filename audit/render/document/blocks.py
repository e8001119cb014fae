"""What a document is made of, before anybody sets it: headings, sentences, lists, tables and pictures as values."""

from dataclasses import dataclass, field
from enum import StrEnum

from audit.render.charts import Chart

#: What stands in a cell that has nothing to say.
NOTHING = "–"


class Tone(StrEnum):
    """How a paragraph is meant: said plainly, first of all, aside, or as a warning."""

    PLAIN = "plain"
    LEAD = "lead"
    SOFT = "soft"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; the chapter's own is of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of plain text."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Listing:
    """Sentences one under another, each with a bullet."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a row of headings.

    `figures` are the columns (from 0) of numbers, set to the right; `widths` are the columns' parts of the width.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    figures: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; its finding is the caption, and its description is read to who does not see it."""

    chart: Chart


Block = Heading | Paragraph | Listing | Table | Picture


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter or an annex: its name for templates, its heading, and its blocks."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A whole report in words of one language.

    `facts` stand on the cover; `synthetic` is the sentence that marks made-up data, empty for real ones.
    """

    language: str
    body: str
    title: str
    headline: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    synthetic: str
    summary: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    digest: str
    software: str
