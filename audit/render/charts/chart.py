"""One chart: its finding, its base in words, its picture for any width, and the same figures as a table of words."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from audit.render.charts.drawing import Drawing, Run, heading, runs
from audit.render.charts.painting import pdf, png, svg

WIDTH = 640.0
DOTS_AN_INCH = 200


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a report in one language.

    `title` states the finding, `marked` the base in words with `<women>`/`<men>` around coloured words, `alt` tells
    the picture to who does not see it, `head` and `rows` hold the same figures as a table.
    """

    name: str
    title: str
    marked: str
    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[float], Drawing]

    def noting(self, note: str) -> "Chart":
        """Return the chart with a note at the end of its base and of what is told of it; the same without one."""
        return replace(self, marked=f"{self.marked}; {note}", alt=f"{self.alt}; {note}") if note else self

    @property
    def runs(self) -> tuple[Run, ...]:
        """The subtitle as runs, each with whom it speaks of, for a page to colour."""
        return runs(self.marked)

    @property
    def subtitle(self) -> str:
        """The subtitle as plain words."""
        return "".join(run.text for run in self.runs)

    def whole(self, width: float = WIDTH) -> Drawing:
        """Return the picture with its title and subtitle above it."""
        return self.draw(width).below(heading(self.title, self.runs, width))

    def svg(self, *, width: float = WIDTH) -> str:
        """Return the whole chart as an SVG that stands alone."""
        return svg(self.whole(width), self.name, title=self.title, alt=self.alt)

    def plot_svg(self, *, width: float = WIDTH) -> str:
        """Return the picture without its heading, for a page that sets title and subtitle as text."""
        return svg(self.draw(width), self.name, title=self.title, alt=self.alt)

    def png(self, *, dpi: int = DOTS_AN_INCH, width: float = WIDTH) -> bytes:
        """Return the whole chart as PNG for documents."""
        return png(self.whole(width), dpi)

    def pdf(self, *, width: float = WIDTH) -> bytes:
        """Return the whole chart as a PDF of one page, to print or to hand on sharp at any size."""
        return pdf(self.whole(width), title=self.title, alt=self.alt)
