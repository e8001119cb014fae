"""The first page: what this person can do here; her account; the language switch; a sign of life for machines."""

from dataclasses import dataclass

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import mark
from audit.lifecycle import STATE_NAMES, Role, State
from audit.service import audits
from audit.service.actors import Actor
from audit.service.views import AuditView
from audit.web import access

pages = Blueprint("front", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a task: an audit, its state in words, and where it opens (None while there is no such page)."""

    audit: AuditView
    state: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """What a role means in practice: which audits, in which states, and the page that each opens."""

    roles: frozenset[Role]
    states: frozenset[State]
    opens: str
    title: str
    explanation: str
    nothing: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A task with the audits it concerns."""

    title: str
    explanation: str
    nothing: str
    audits: tuple[Entry, ...]


TASKS = (
    Task(
        frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
        frozenset(State),
        "review.audit",
        mark("Audits to run"),
        mark("Prepare, open, follow and close audits."),
        mark("There is no audit yet."),
    ),
    Task(
        frozenset({Role.MANAGEMENT}),
        frozenset({State.CLOSED}),
        "dashboard.audit",
        mark("Results to read"),
        mark("Where the body stands against 50/50, as of the last closed audit."),
        mark("No audit is closed yet; results appear on the day one is."),
    ),
    Task(
        frozenset({Role.FOCAL_POINT}),
        frozenset({State.OPEN}),
        "review.audit",
        mark("Question sets to fill"),
        mark("Questions about the body that are answered together with colleagues."),
        mark("Nothing is waiting for an answer now."),
    ),
)


@pages.get("/")
def home() -> str:
    """Show what a person has, by her roles."""
    person = access.actor()
    found = audits.audits(access.session(), person)
    mine = [task for task in TASKS if _roles(person) & task.roles]
    return render_template("home.html", tasks=[_shown(task, person, found) for task in mine])


@pages.get("/account")
def mine() -> str:
    """Show a person her account and what she can change about it."""
    return render_template("mine.html")


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


def _roles(person: Actor) -> frozenset[Role]:
    own = frozenset[Role]().union(*person.roles.values())
    return own | {Role.ADMINISTRATOR} if person.administrator else own


def _shown(task: Task, person: Actor, found: tuple[AuditView, ...]) -> Shown:
    concerned = [each for each in found if each.state in task.states and person.roles_for(each.body_id) & task.roles]
    exists = task.opens in current_app.view_functions
    entries = tuple(
        Entry(each, STATE_NAMES[each.state], url_for(task.opens, audit_id=each.id) if exists else None)
        for each in concerned
    )
    return Shown(task.title, task.explanation, task.nothing, entries)
