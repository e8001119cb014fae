"""Management reads one page: where we stand against 50/50, at which level, how many posts away, since when."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from audit import wording
from audit.analysis.report import Group, IndicatorScore, Report, Scope
from audit.errors import NotFound, mark, message
from audit.lifecycle import State
from audit.render import charts, findings, words
from audit.service import audits, reporting
from audit.service.views import AuditView
from audit.web import access

pages = Blueprint("dashboard", __name__)

#: Widths in pixels that a page asks its pictures for: a column of the board, and a phone.
WIDTHS = {"wide": 560.0, "narrow": 320.0}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the four figures that management sees first: its name, the figure and what it rests on."""

    name: str
    figure: str
    base: str


@pages.get("/results/<audit_id>")
def audit(audit_id: str) -> ResponseReturnValue:
    """Show a closed audit's report on one screen."""
    report = reporting.report(access.session(), access.actor(), audit_id)
    shown = audits.audit(access.session(), access.actor(), audit_id)
    language = access.language()
    return render_template(
        "dashboard/audit.html",
        audit=shown,
        report=report,
        headline=findings.headline(report, language),
        standing=findings.standing(report, language),
        figures=key_figures(report, language),
        charts=charts.charts(report, language),
        steps=_advice(report),
        others=_others(shown),
    )


@pages.get("/results/<audit_id>/<name>.svg")
def picture(audit_id: str, name: str) -> ResponseReturnValue:
    """Hand out one chart for the page, without its heading, as wide as the page asks."""
    width = WIDTHS.get(request.args.get("width", ""), WIDTHS["wide"])
    response = Response(_chart(audit_id, name).plot_svg(width=width), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)


@pages.get("/results/<audit_id>/<name>.png")
def document_picture(audit_id: str, name: str) -> ResponseReturnValue:
    """Hand out one chart as a picture for a document."""
    headers = {"Content-Disposition": f'attachment; filename="{name}-{access.language()}.png"'}
    return Response(_chart(audit_id, name).png(), mimetype="image/png", headers=headers)


def _chart(audit_id: str, name: str) -> charts.Chart:
    report = reporting.report(access.session(), access.actor(), audit_id)
    chart = next((one for one in charts.charts(report, access.language()) if one.name == name), None)
    if chart is None:
        raise NotFound("unknown-chart", message("There is no such chart in this report"))
    return chart


def key_figures(report: Report, language: str) -> tuple[KeyFigure, ...]:
    """Return the figures for the eye: decisions first, then everyone, the weakest level, the total."""
    found: list[KeyFigure] = []
    for scope, name in ((Scope.DECISION_MAKING, mark("Decision-making level")), (Scope.LEVELS, mark("All staff"))):
        group = findings.pooled(report, scope)
        if group is not None and group.share is not None:
            found.append(_of_group(wording.say(language, name), group, language))
    levels = findings.levels_indicator(report)
    weakest = _weakest(levels) if levels else None
    if weakest is not None:
        found.append(_of_group(wording.say(language, "Weakest level"), weakest, language, named=True))
    total = _total(report, language)
    return (*found, total) if total else tuple(found)


def _of_group(name: str, group: Group, language: str, *, named: bool = False) -> KeyFigure:
    base = [words.group_label(group, language)] if named else []
    base += [words.heads(language, group), words.distance(language, group)]
    return KeyFigure(name, wording.percent(language, group.share or 0), " · ".join(base))


def _weakest(indicator: IndicatorScore) -> Group | None:
    return next((group for group in indicator.groups if group.name == indicator.weakest), None)


def _total(report: Report, language: str) -> KeyFigure | None:
    card = next((part.scorecard for part in report.parts if part.scorecard.score is not None), None)
    if card is None or card.score is None:
        return None
    labels = {level.level: level.label for level in card.scale}
    level = words.label(labels.get(card.level or "", {}), language)
    coverage = wording.say(language, "coverage %(share)s", share=wording.percent(language, card.coverage or 0))
    return KeyFigure(
        wording.say(language, "Total score"),
        wording.number(language, card.score, 1),
        " · ".join(part for part in (level, coverage) if part),
    )


def _advice(report: Report) -> tuple[IndicatorScore, ...]:
    """Return the three lowest indicators that come with a recommendation."""
    low = [one for _, _, one in findings.indicators(report) if one.recommendation and isinstance(one.score, float)]
    return tuple(sorted((one for one in low if _score(one) < 100), key=_score)[:3])


def _score(one: IndicatorScore) -> float:
    return one.score if isinstance(one.score, float) else 100.0


def _others(shown: AuditView) -> tuple[AuditView, ...]:
    """Return the other closed audits that this reader may open: earlier cycles first, then other bodies."""
    found: Iterable[AuditView] = audits.audits(access.session(), access.actor())
    closed = [one for one in found if one.state is State.CLOSED and one.id != shown.id]
    return tuple(sorted(closed, key=lambda one: (one.body_id != shown.body_id, one.reference_date)))
