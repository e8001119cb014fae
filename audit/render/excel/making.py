"""How a workbook was made, as one line of its Provenance says it, so that the same can be made again and compared."""

import re
from dataclasses import dataclass, field
from importlib.metadata import version

from audit.render.columns import Layout, Multiple, Told, Versions

SOFTWARE = f"paritet {version('paritet')}"
LINE = re.compile(
    r"(?P<software>paritet \S+) export --lang (?P<language>[\w-]+)"
    rf" --multiple (?P<multiple>{'|'.join(Multiple)}) --(?P<told>{'|'.join(Told)})"
    rf" --versions (?P<versions>{'|'.join(Versions)})"
)


@dataclass(frozen=True, slots=True)
class Making:
    """The software that wrote a workbook, its language and the layout of its responses."""

    language: str
    layout: Layout = field(default_factory=Layout)
    software: str = SOFTWARE

    def __str__(self) -> str:
        layout = self.layout
        options = f"--multiple {layout.multiple} --{layout.told} --versions {layout.versions}"
        return f"{self.software} export --lang {self.language} {options}"


def read(line: str) -> Making | None:
    """Return how a workbook was made from the line that says so; None where a text is no such line."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        return None
    layout = Layout(Multiple(found["multiple"]), Told(found["told"]), Versions(found["versions"]))
    return Making(found["language"], layout, found["software"])
