"""`python -m bench [PART]…`: measures all parts or those named, prints one table, says on stderr what it is at."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version

from bench import crowd, documents, page, score, start, workbook, xlsform
from bench.measuring import Figure, table

MILLION = 1_000_000
PARTS: Mapping[str, Callable[[], list[Figure]]] = {
    "page": page.run,
    "score": score.run,
    "workbook": workbook.run,
    "documents": documents.run,
    "start": start.run,
    "xlsform": xlsform.run,
    "crowd": crowd.run,
    "million": lambda: workbook.flat(MILLION),
}
#: Run only by name: they take minutes.
LONG = ("crowd", "million")
LIBRARIES = ("Flask", "Flask-WTF", "Jinja2", "SQLAlchemy", "gunicorn", "openpyxl", "XlsxWriter", "matplotlib", "typst")


def main(names: list[str]) -> int:
    """Measure the parts named, or all that take no minutes, and print the table; 2 for a name that is no part."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.stderr.write(f"{unknown[0]} is not measured here. Parts: {', '.join(PARTS)}\n")
        return 2
    figures: list[Figure] = []
    for name in names or [part for part in PARTS if part not in LONG]:
        sys.stderr.write(f"{name} …\n")
        figures += PARTS[name]()
    versions = ", ".join(f"{each} {version(each)}" for each in LIBRARIES)
    sys.stdout.write(f"{os.cpu_count()} cores, Python {platform.python_version()}, {versions}\n{table(figures)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
