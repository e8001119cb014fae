"""The words of HTML without the markup: paragraphs stay apart, list items keep a dash, links keep their address.

Tags are found by one pattern that never looks twice at a character: the library's parser takes minutes over some texts.
"""

import html
import re
from dataclasses import dataclass, field

BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dt",
                    "dd", "blockquote", "section", "article", "figure"})  # fmt: skip
SILENT = frozenset({"script", "style", "head", "template"})
MEDIA = frozenset({"img", "audio", "video", "iframe", "object", "embed", "svg"})
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
ATTRIBUTE = re.compile(r"\b(alt|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
BLANKS = re.compile(r" ?\n ?")
RUNS = re.compile(r"[ \t\r\f\v]+")
MANY_LINES = re.compile(r"\n{3,}")
ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without markup, and the kinds of things that had no words: `img`, `script`."""

    text: str
    lost: tuple[str, ...] = ()


def plain(source: str) -> Plain:
    """Return the words of a text that may hold HTML, and what could not be put into words."""
    reader = _Reader()
    pieces = TAG.split(_uncommented(source))
    reader.say(pieces[0])
    for place in range(1, len(pieces), 4):
        reader.tag(pieces[place + 1].lower(), pieces[place + 2], closing=bool(pieces[place]))
        reader.say(pieces[place + 3])
    text = BLANKS.sub("\n", RUNS.sub(" ", "".join(reader.parts)))
    return Plain(MANY_LINES.sub("\n\n", text).strip(), tuple(dict.fromkeys(reader.lost)))


def _uncommented(source: str) -> str:
    first, *rest = source.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


@dataclass(slots=True)
class _Reader:
    parts: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    silent: str = ""

    def say(self, words: str) -> None:
        if not self.silent:
            self.parts.append(html.unescape(words.replace("\n", " ")))

    def tag(self, name: str, inside: str, *, closing: bool) -> None:
        if self.silent:
            self.silent = "" if closing and name == self.silent else self.silent
        elif closing:
            self._end(name)
        else:
            self._begin(name, inside)

    def _begin(self, name: str, inside: str) -> None:
        given = {found[1].lower(): html.unescape(found[2] or found[3] or "") for found in ATTRIBUTE.finditer(inside)}
        if name in SILENT and not inside.endswith("/"):
            self.silent = name
            self.lost += [name] * (name == "script")
        elif name in MEDIA:
            self.lost.append(name)
            self.parts.append(given.get("alt", ""))
        elif name == "a":
            self.addresses.append(given.get("href", ""))
        elif name in BLOCKS:
            self.parts.append("\n– " if name == "li" else "\n\n" if name == "p" else "\n")
        elif name in ("td", "th"):
            self.parts.append(" ")

    def _end(self, name: str) -> None:
        if name == "a" and self.addresses:
            address = self.addresses.pop()
            if ADDRESS.fullmatch(address) and address not in self.parts[-1]:
                self.parts.append(f" ({address})")
        elif name in BLOCKS and name != "br":
            self.parts.append("\n")
