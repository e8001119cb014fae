"""Management reads one page: where we stand against 50/50, at which level, how many posts away, since when."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from audit import wording
from audit.analysis.report import Group, IndicatorScore, Report, Scope
from audit.errors import NotFound, mark, message
from audit.lifecycle import AUDITORS, READERS, State
from audit.render import charts, findings, steps, words
from audit.render.contradictions import contradictions
from audit.service import audits, reporting
from audit.service.follow_up import actions
from audit.service.views import AuditView
from audit.web import access, judging

pages = Blueprint("dashboard", __name__)

#: Widths in pixels of a picture on the page, where its words stand at their natural size: the columns of the board on
#: a laptop, and a phone.
WIDTHS = {"broad": 628.0, "half": 534.0, "slim": 440.0, "phone": 320.0}
#: The charts that come first, in this order, and the column of each; the others share rows by two.
LEADING = {"parity-by-level": "broad", "trend": "slim", "gaps": "broad"}
MOST_GAPS = 6


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the four figures that management sees first: its name, the figure and what it rests on."""

    name: str
    figure: str
    base: str


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
    pictures, others = _pictures(report, language), _others(shown)
    return render_template(
        "dashboard/audit.html",
        audit=shown,
        report=report,
        headline=findings.headline(report, language),
        standing=findings.standing(report, language),
        figures=key_figures(report, language),
        leading=tuple(one for one in pictures if one.chart.name in LEADING),
        pictures=tuple(one for one in pictures if one.chart.name not in LEADING),
        further=tuple(_picture(chart) for chart in charts.further(report, language)),
        steps=steps.steps(card, language) if card else (),
        contradictions=contradictions(report, language),
        late=actions.following(access.session(), access.actor(), audit_id, today=date.today()).late(),
        cycles=tuple(one for one in others if one.body_id == shown.body_id),
        bodies=tuple(one for one in others if one.body_id != shown.body_id),
        notes=judging.notes(report, language),
        auditing=bool(access.actor().roles_for(shown.body_id) & AUDITORS),
    )


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


def key_figures(report: Report, language: str) -> tuple[KeyFigure, ...]:
    """Return the figures for the eye: decisions first, then everyone, the level of the lowest score, the total."""
    found: list[KeyFigure] = []
    decisions = findings.pooled(report, Scope.DECISION_MAKING)
    if decisions is not None and decisions.share is not None:
        found.append(_of_group("Decision-making level", decisions, language))
    everyone = findings.pooled(report, Scope.LEVELS)
    if everyone is not None and everyone.share is not None:
        found.append(_of_group("All staff", everyone, language, after=words.distance(language, everyone)))
    levels = findings.levels_indicator(report)
    weakest = _weakest(levels) if levels else None
    if weakest is not None and weakest.share is not None:
        name, far = words.group_label(weakest, language), words.distance(language, weakest)
        found.append(_of_group("Lowest-scored level", weakest, language, before=name, after=far))
    total = _total(report, language)
    return (*found, total) if total else tuple(found)


NAMES = (mark("Decision-making level"), mark("All staff"), mark("Lowest-scored level"))


def _of_group(name: str, group: Group, language: str, *, before: str = "", after: str = "") -> KeyFigure:
    """Give a group's share of women with its counts; a percentage never stands alone."""
    base = " · ".join(said for said in (before, words.heads(language, group), after) if said)
    return KeyFigure(wording.say(language, name), wording.percent(language, group.share or 0), base)


def _weakest(indicator: IndicatorScore) -> Group | None:
    return next((group for group in indicator.groups if group.name == indicator.weakest), None)


def _total(report: Report, language: str) -> KeyFigure | None:
    card = findings.leading(report)
    if card is None:
        return None
    name = wording.say(language, "Total score, 0–100")
    if card.score is None:
        return KeyFigure(name, "–", words.absence(language, card.why))
    labels = {level.level: level.label for level in card.scale}
    level = words.label(labels.get(card.level or "", {}), language)
    coverage = wording.say(language, "coverage %(share)s", share=wording.percent(language, card.coverage or 0))
    base = " · ".join(part for part in (level, coverage) if part)
    return KeyFigure(name, wording.number(language, card.score, 1), base)


def _others(shown: AuditView) -> tuple[AuditView, ...]:
    """Return the other closed audits that this reader may open, the earliest first."""
    person = access.actor()
    found = audits.audits(access.session(), person)
    closed = [one for one in found if one.state is State.CLOSED and one.id != shown.id]
    mine = (one for one in closed if person.roles_for(one.body_id) & READERS)
    return tuple(sorted(mine, key=lambda one: one.reference_date))
