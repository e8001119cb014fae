"""Labels and hints as plain text: without HTML and without markdown, with the references that HTML hides."""

import re

from audit.questionnaire.markup import plain
from audit.questionnaire.xlsform.expressions import OUTPUT

TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});")
MARKDOWN = (
    (re.compile(r"(?m)^[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$"), r"\1"),
    (re.compile(r"!?\[([^\]\n]*)\]\((https?://[^)\s]+)\)"), r"\1 (\2)"),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\w{])__(?=\S)(.+?)(?<=\S)__(?![\w}])", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w{/$])_(?=[^\s_])([^_\n{}]+?)(?<=[^\s_])_(?![\w}])"), r"\1"),
    (re.compile(r"\\([*_#\[\]\\])"), r"\1"),
)  # fmt: skip


def words(text: str) -> str:
    """Return a label's words; line breaks stay."""
    said = OUTPUT.sub(lambda found: found[1].strip(), text.replace("\r\n", "\n").replace("\r", "\n"))
    if TAG.search(said):
        said = plain(said.replace("\n", "<br>")).text
    for pattern, replacement in MARKDOWN:
        said = pattern.sub(replacement, said)
    return "\n".join(line.rstrip() for line in said.strip().split("\n"))
