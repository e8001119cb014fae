"""Management reads one page: where we stand against 50/50, at which level, how many posts away, since when."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.analysis.report import Report
from audit.errors import NotFound, message
from audit.lifecycle import AUDITORS, READERS, State
from audit.render import charts, document, findings, glance, nodes, steps
from audit.render.contradictions import SaidContradiction, contradictions
from audit.render.glance import KeyFigure
from audit.service import audits, reporting
from audit.service.follow_up import actions
from audit.service.views import AuditView
from audit.web import access, judging

pages = Blueprint("dashboard", __name__)

#: Widths in pixels of a picture on the page, where its words stand at their natural size: the columns of the board on
#: a laptop, and a phone.
WIDTHS = {"broad": 628.0, "half": 534.0, "slim": 440.0, "phone": 320.0}
#: The charts that come first, in this order, and the column of each; the others share rows by two.
LEADING = {"parity-by-level": "broad", "trend": "slim", "gaps": "broad", "vacancies": "broad"}
MOST_GAPS = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart on the page: its column, and the pixels it takes there and on a phone."""

    chart: charts.Chart
    column: str
    size: tuple[int, int]
    phone: tuple[int, int]


@pages.get("/results/<audit_id>")
def audit(audit_id: str) -> ResponseReturnValue:
    """Show a closed audit's report on one screen."""
    report = reporting.report(access.session(), access.actor(), audit_id)
    shown = audits.audit(access.session(), access.actor(), audit_id)
    language = access.language()
    card = findings.leading(report)
    following = actions.following(access.session(), access.actor(), audit_id, today=date.today())
    pictures, others = _pictures(report, language), _others(shown)
    return render_template(
        "dashboard/audit.html",
        audit=shown,
        report=report,
        headline=findings.headline(report, language),
        standing=findings.standing(report, language),
        figures=_addressed(glance.key_figures(report, language), shown),
        lines=_addressed(glance.lines(report, following, language), shown),
        leading=tuple(one for one in pictures if one.chart.name in LEADING),
        pictures=tuple(one for one in pictures if one.chart.name not in LEADING),
        further=tuple(_picture(chart) for chart in charts.further(report, language)),
        steps=steps.steps(card, language) if card else (),
        contradictions=_contradicted(report, audit_id, language),
        late=following.late(),
        cycles=tuple(one for one in others if one.body_id == shown.body_id),
        bodies=tuple(one for one in others if one.body_id != shown.body_id),
        notes=judging.notes(report, language),
        disagreeing=judging.disagreeing(report, language),
        auditing=bool(access.actor().roles_for(shown.body_id) & AUDITORS),
    )


def _addressed(figures: tuple[KeyFigure, ...], shown: AuditView) -> tuple[tuple[KeyFigure, str], ...]:
    """Return each figure with the address where it is told in full."""
    elsewhere = {
        glance.CONTRADICTIONS: url_for("dashboard.audit", audit_id=shown.id, _anchor=glance.CONTRADICTIONS),
        glance.PROMISES: url_for("actions.plan", body_id=shown.body_id),
        glance.LATE: url_for("actions.plan", body_id=shown.body_id, show="late"),
    }
    return tuple((each, elsewhere.get(each.node) or _node(shown.id, each.node)) for each in figures)


def _node(audit_id: str, node: str) -> str:
    """Return the address of a node of the page of scores, with its branch open."""
    return url_for("review.scorecard", audit_id=audit_id, node=node, _anchor=node)


@pages.get("/results/<audit_id>/one-page")
def one_page(audit_id: str) -> ResponseReturnValue:
    """Hand out the page as one sheet to print, with the figures of the page."""
    report = reporting.report(access.session(), access.actor(), audit_id)
    following = actions.following(access.session(), access.actor(), audit_id, today=date.today())
    name = reporting.document_name(report.cycle, access.language(), ".pdf")
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    sheet = document.one_page(report, following, access.language())
    return Response(sheet, mimetype="application/pdf", headers=headers)


def _contradicted(report: Report, audit_id: str, language: str) -> tuple[tuple[SaidContradiction, str, str], ...]:
    """Return every contradiction in words with the addresses of its two sides."""
    declared = [found for part in report.parts for found in part.scorecard.contradictions]
    sides = [[_node(audit_id, each) for each in nodes.of_sides(report, found)] for found in declared]
    said = contradictions(report, language)
    return tuple((one, ours, theirs) for one, (ours, theirs) in zip(said, sides, strict=True))


@pages.get("/results/<audit_id>/<name>.svg")
def picture(audit_id: str, name: str) -> ResponseReturnValue:
    """Hand out one chart for the page, without its heading, as wide as the page asks."""
    width = WIDTHS.get(request.args.get("width", ""), WIDTHS["broad"])
    response = Response(_chart(audit_id, name).plot_svg(width=width), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


@pages.get("/results/<audit_id>/<name>.png")
def document_picture(audit_id: str, name: str) -> ResponseReturnValue:
    """Hand out one chart as a picture for a document."""
    headers = {"Content-Disposition": f'attachment; filename="{name}-{access.language()}.png"'}
    return Response(_chart(audit_id, name).png(), mimetype="image/png", headers=headers)


@pages.get("/results/<audit_id>/<name>.pdf")
def printed_picture(audit_id: str, name: str) -> ResponseReturnValue:
    """Hand out one chart as a page to print, sharp at any size."""
    headers = {"Content-Disposition": f'attachment; filename="{name}-{access.language()}.pdf"'}
    return Response(_chart(audit_id, name).pdf(), mimetype="application/pdf", headers=headers)


def _chart(audit_id: str, name: str) -> charts.Chart:
    report = reporting.report(access.session(), access.actor(), audit_id)
    found = (
        *charts.charts(report, access.language(), most_gaps=MOST_GAPS),
        *charts.further(report, access.language()),
    )
    chart = next((one for one in found if one.name == name), None)
    if chart is None:
        raise NotFound("unknown-chart", message("There is no such chart in this report"))
    return chart


def _pictures(report: Report, language: str) -> tuple[Picture, ...]:
    """Return the charts with their sizes: by level and trend first, then women beside men, then the dimensions."""
    found = charts.charts(report, language, most_gaps=MOST_GAPS)
    names = tuple(LEADING)
    ranked = sorted(found, key=lambda chart: names.index(chart.name) if chart.name in names else len(names))
    return tuple(_picture(chart) for chart in ranked)


def _picture(chart: charts.Chart) -> Picture:
    column = LEADING.get(chart.name, "half")
    sizes = {name: (round(WIDTHS[name]), ceil(chart.draw(WIDTHS[name]).height)) for name in (column, "phone")}
    return Picture(chart, column, sizes[column], sizes["phone"])


def _others(shown: AuditView) -> tuple[AuditView, ...]:
    """Return the other closed audits that this reader may open, the earliest first."""
    person = access.actor()
    found = audits.audits(access.session(), person)
    closed = [one for one in found if one.state is State.CLOSED and one.id != shown.id]
    mine = (one for one in closed if person.roles_for(one.body_id) & READERS)
    return tuple(sorted(mine, key=lambda one: one.reference_date))
