"""Auditors and management compare: a body over its cycles, beside its peers, its units by dimensions."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.errors import mark
from audit.lifecycle import Sharing
from audit.render.comparisons import CAUTIONS, KINDS, PLACES
from audit.service import comparison
from audit.web import access

pages = Blueprint("comparison", __name__)

SHARINGS = {
    Sharing.NONE: mark("takes no part"),
    Sharing.UNNAMED: mark("takes part, never by name"),
    Sharing.NAMED: mark("may be seen by name"),
}


@pages.get("/bodies/<body_id>/comparison")
def body(body_id: str) -> ResponseReturnValue:
    """Show what is compared of a body."""
    return render_template(
        "review/comparison.html",
        compared=comparison.compared(access.session(), access.actor(), body_id),
        cautions=CAUTIONS,
        places_among=PLACES,
        kinds=KINDS,
        sharings=SHARINGS,
    )


@pages.post("/bodies/<body_id>/comparison")
def share(body_id: str) -> ResponseReturnValue:
    """Keep how the body may appear where others are compared with it."""
    comparison.share(access.session(), access.actor(), body_id, request.form.get("sharing", ""))
    flash(mark("What this body agrees to is saved."))
    return redirect(url_for("comparison.body", body_id=body_id), 303)
