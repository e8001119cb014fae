"""The words of HTML without the markup: paragraphs stay apart, list items keep a dash, links keep their address."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dt",
                    "dd", "blockquote", "section", "article", "figure"})  # fmt: skip
SILENT = frozenset({"script", "style", "head", "template"})
MEDIA = frozenset({"img", "audio", "video", "iframe", "object", "embed", "svg"})
BLANKS = re.compile(r"[ \t\r\f\v\u00a0]*\n[ \t\r\f\v\u00a0]*")
RUNS = re.compile(r"[ \t\r\f\v]+")
MANY_LINES = re.compile(r"\n{3,}")
ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Plain:
    """Words without markup, and the kinds of things that had no words: `img`, `script`."""

    text: str
    lost: tuple[str, ...] = ()


def plain(html: str) -> Plain:
    """Return the words of a text that may hold HTML, and what could not be put into words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = BLANKS.sub("\n", RUNS.sub(" ", "".join(reader.parts)))
    return Plain(MANY_LINES.sub("\n\n", text).strip(), tuple(dict.fromkeys(reader.lost)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: list[str] = []
        self.silent = 0
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self.silent += 1
            self.lost += [tag] * (tag == "script")
        elif tag in MEDIA:
            self.lost.append(tag)
            self.parts.append(given.get("alt") or "")
        elif tag == "a":
            self.addresses.append(given.get("href") or "")
        elif tag in BLOCKS:
            self.parts.append("\n– " if tag == "li" else "\n\n" if tag == "p" else "\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "a" and self.addresses:
            address = self.addresses.pop()
            if ADDRESS.fullmatch(address) and address not in "".join(self.parts[-1:]):
                self.parts.append(f" ({address})")
        elif tag in BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\n", " "))
