"""From a drawing to bytes: one matplotlib Figure, an SVG that any page may hold, a PNG and a PDF for documents.

The Figure is made anew and never registered anywhere. matplotlib keeps its settings in one global place, so that
painting is done under a lock, with settings fixed here: the same drawing gives the same bytes.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from xml.sax.saxutils import escape, quoteattr

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from audit.render.charts.drawing import WHITE, Area, Box, Dot, Drawing, Mark, Stroke, font

PIXELS_AN_INCH = 72
PAINTING = Lock()
#: Letters of a PDF are TrueType letters of the house font within it, so that they can be searched and copied.
TRUE_TYPE = 42

ROOT_TAG = re.compile(r"^.*?<svg[^>]*>", re.DOTALL)
METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
STYLESHEET = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
STYLE = re.compile(r' style="([^"]*)"')
DECLARATION = re.compile(r"([\w-]+):\s*([^;]+)")
IDENTITY = re.compile(r' id="([^"]+)"')
REFERENCE = re.compile(r'(xlink:href="#|url\(#)')


@contextmanager
def _house_style() -> Iterator[None]:
    settings = rc_context(
        {
            "svg.fonttype": "path",
            "svg.hashsalt": "paritet",
            "pdf.fonttype": TRUE_TYPE,
            "hatch.linewidth": 0.8,
            "path.simplify": False,
        }
    )
    with PAINTING, settings:
        yield


def figure(drawing: Drawing) -> Figure:
    """Return a Figure of the drawing, one pixel of the drawing a point of the figure."""
    made = Figure(
        figsize=(drawing.width / PIXELS_AN_INCH, drawing.height / PIXELS_AN_INCH), dpi=PIXELS_AN_INCH, facecolor="none"
    )
    axes = made.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    for layer, mark in enumerate(drawing.marks):
        _paint(axes, mark, layer)
    return made


def _paint(axes: Axes, mark: Mark, layer: int) -> None:
    if isinstance(mark, Box):
        box = Rectangle((mark.x, mark.y), mark.width, mark.height, zorder=layer, alpha=mark.alpha, linewidth=0)
        box.set_facecolor("none" if mark.hatch else mark.colour)
        if mark.hatch:
            box.set_hatch(mark.hatch)
            box.set_edgecolor(mark.colour)
            box.set_linewidth(0.8)
        axes.add_patch(box)
    elif isinstance(mark, Stroke):
        xs, ys = zip(*mark.points, strict=True)
        dashes: tuple[float, tuple[float, ...]] = (0, (4, 3) if mark.dashed else ())
        axes.add_line(Line2D(xs, ys, color=mark.colour, linewidth=mark.width, linestyle=dashes, zorder=layer))
    elif isinstance(mark, Area):
        axes.add_patch(Polygon(mark.points, facecolor=mark.colour, alpha=mark.alpha, linewidth=0, zorder=layer))
    elif isinstance(mark, Dot):
        inside = WHITE if mark.hollow else mark.colour
        dot = Line2D([mark.x], [mark.y], marker=mark.shape.value, markersize=mark.size, color=mark.colour, zorder=layer)
        dot.set_markerfacecolor(inside)
        dot.set_markeredgewidth(2 if mark.hollow else 0)
        axes.add_line(dot)
    else:
        axes.text(
            mark.x,
            mark.y,
            mark.text,
            fontproperties=font(mark.size, bold=mark.bold),
            color=mark.colour,
            ha=mark.align.value,
            va="baseline",
            zorder=layer,
            parse_math=False,
        )


def svg(drawing: Drawing, name: str, *, title: str, alt: str) -> str:
    """Return the drawing as an SVG element with title and description, safe to set into a page.

    Identities are prefixed by `name`, so that two charts share a page, and style attributes become presentation
    attributes, so that a content security policy without inline styles leaves the chart its colours.
    """
    sheet = io.StringIO()
    with _house_style():
        figure(drawing).savefig(
            sheet, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    inside = ROOT_TAG.sub("", sheet.getvalue(), count=1)
    for unwanted in (METADATA, STYLESHEET, COMMENT):
        inside = unwanted.sub("", inside)
    inside = STYLE.sub(lambda hit: _presentation(hit[1]), inside)
    inside = IDENTITY.sub(rf' id="{name}-\1"', inside)
    inside = REFERENCE.sub(rf"\g<1>{name}-", inside)
    width, height = f"{drawing.width:.0f}", f"{drawing.height:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{height}" viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" stroke-linejoin="round" stroke-linecap="butt">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(alt)}</desc>{inside.strip()}'
    )


def _presentation(style: str) -> str:
    return "".join(f" {name}={quoteattr(value.strip())}" for name, value in DECLARATION.findall(style))


def png(drawing: Drawing, dpi: int) -> bytes:
    """Return the drawing on white as PNG bytes."""
    sheet = io.BytesIO()
    with _house_style():
        figure(drawing).savefig(sheet, format="png", dpi=dpi, facecolor=WHITE, metadata={"Software": None})
    return sheet.getvalue()


def pdf(drawing: Drawing, *, title: str, alt: str) -> bytes:
    """Return the drawing as a PDF of one page in its own size, titled, the letters embedded and no date written."""
    sheet = io.BytesIO()
    told = {"Title": title, "Subject": alt, "Creator": None, "Producer": None, "CreationDate": None}
    with _house_style():
        figure(drawing).savefig(sheet, format="pdf", facecolor=WHITE, metadata=told)
    return sheet.getvalue()
