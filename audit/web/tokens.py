"""Auditors and administrators make tokens for programs, see which there are, and end them."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from audit.errors import Mistaken, mark
from audit.lifecycle import AUDITORS
from audit.service import bodies, tokens
from audit.service.tokens import LONGEST_DAYS, SCOPES, Scope, TokenView
from audit.web import access, wording_of

pages = Blueprint("tokens", __name__)
USUAL_DAYS = 90


@pages.get("/tokens")
def listed() -> str:
    """Show the tokens of the bodies that the reader audits."""
    return _page()


@pages.post("/tokens")
def make() -> ResponseReturnValue:
    """Make a token; the answer is the only moment that it can be seen."""
    try:
        scopes = [Scope(each) for each in request.form.getlist("scopes")]
    except ValueError:
        raise BadRequest from None
    try:
        made = tokens.make(
            access.session(),
            access.actor(),
            request.form.get("body", ""),
            name=request.form.get("name", ""),
            scopes=scopes,
            days=_days(request.form.get("days", "").strip()),
            today=date.today(),
        )
    except Mistaken as refusal:
        return _page(wrong=tuple(wording_of(refusal))), 422
    return _page(made=made)


@pages.post("/tokens/<token_id>/revoked")
def revoke(token_id: str) -> ResponseReturnValue:
    """End a token."""
    tokens.revoke(access.session(), access.actor(), token_id, today=date.today())
    flash(mark("The token no longer works."), "info")
    return redirect(url_for("tokens.listed"), 303)


def _days(typed: str) -> int:
    """Return how many days were typed; 0, which no token is good for, where it is no number of days."""
    return int(typed) if typed.isdecimal() and len(typed) <= len(str(LONGEST_DAYS)) else 0


def _page(*, made: TokenView | None = None, wrong: tuple[str, ...] = ()) -> str:
    session, actor = access.session(), access.actor()
    found = {each.id: each for each in bodies.list_bodies(session, actor) if actor.roles_for(each.id) & AUDITORS}
    typed = request.form if wrong else {}
    return render_template(
        "admin/tokens.html",
        tokens=tokens.tokens(session, actor),
        bodies=found,
        scopes=SCOPES,
        made=made,
        wrong=wrong,
        today=date.today(),
        typed=typed,
        chosen=request.form.getlist("scopes") if wrong else [],
        days=typed.get("days", str(USUAL_DAYS)),
    )
