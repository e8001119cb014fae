"""An auditor scores closed audits by other rules: chooses the rules, sees what would move, gives a reason."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import Mistaken, mark
from audit.service import rescoring
from audit.web import access, wording_of

pages = Blueprint("rescoring", __name__)


@pages.get("/rescoring")
def preview() -> ResponseReturnValue:
    """Show the rule sets and, once one is chosen, what it would move in every closed audit."""
    return _page(request.args.get("rules", ""))


@pages.post("/rescoring")
def rescore() -> ResponseReturnValue:
    """Score the audits that are ticked by the rules that are chosen; nothing typed is lost where something lacks."""
    name, reason = request.form.get("rules", ""), request.form.get("reason", "")
    ticked = [each.partition(":") for each in request.form.getlist("audit")]
    if not ticked:
        return _page(name, wrong=(("audits", mark("Tick at least one audit.")),), reason=reason), 422
    try:
        for audit_id, _, previewed in ticked:
            access.look_for(audit_id)
            rescoring.rescore(access.session(), access.actor(), audit_id, name=name, reason=reason, previewed=previewed)
    except Mistaken as mistaken:
        wrong = tuple(("reason", said) for said in wording_of(mistaken))
        return _page(name, wrong=wrong, reason=reason, ticked=request.form.getlist("audit")), 422
    flash(
        wording.count(
            access.language(),
            "%(n)d audit is scored by these rules. Its earlier report is kept.",
            "%(n)d audits are scored by these rules. Their earlier reports are kept.",
            len(ticked),
        )
    )
    return redirect(url_for("rescoring.preview", rules=name), 303)


def _page(
    name: str, *, wrong: tuple[tuple[str, str], ...] = (), reason: str = "", ticked: list[str] | None = None
) -> str:
    shelf = rescoring.shelf()
    chosen = rescoring.rules(name) if name else None
    found = rescoring.preview(access.session(), access.actor(), name) if chosen else ()
    return render_template(
        "review/rescoring.html",
        shelf=shelf,
        chosen=chosen,
        previews=found,
        wrong=wrong,
        reason=reason,
        ticked=[f"{each.audit.id}:{each.digest}" for each in found if each.moved] if ticked is None else ticked,
    )
