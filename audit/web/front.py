"""The first page: what this person can do here; the language switch; and a sign of life for machines."""

from flask import Blueprint, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from audit import wording
from audit.service import bodies
from audit.web import access

pages = Blueprint("front", __name__)


@pages.get("/")
def home() -> str:
    """Show what a person has, by her roles."""
    person = access.actor()
    return render_template(
        "home.html",
        person=person,
        bodies=bodies.list_bodies(access.session(), person),
        standing=access.standing(person),
    )


@pages.get("/healthz")
def health() -> ResponseReturnValue:
    """Say that the program answers; no data."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@pages.get("/language/<code>")
def language(code: str) -> ResponseReturnValue:
    """Remember the interface language and go back to where she was."""
    response = redirect(access.safe_path(request.args.get("next")), 303)
    if code in wording.languages():
        response.set_cookie(
            access.LANGUAGE_COOKIE,
            code,
            max_age=access.A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return response
