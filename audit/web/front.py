"""The first page: what this person can do here; her account; the language switch; a sign of life for machines."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import mark
from audit.lifecycle import AUDITORS, STATE_NAMES, Role, State
from audit.questionnaire.schema import Respondent
from audit.render import words
from audit.service import audits, standing
from audit.service.actors import Actor
from audit.service.views import AuditView
from audit.service.webhooks import endpoints
from audit.service.webhooks.endpoints import WebhookView
from audit.store.models.webhooks import WebhookState
from audit.web import access
from audit.web.visit import IN_SETS

pages = Blueprint("front", __name__)


#: What is waiting: its title, the audit, how far it is in words, the page, and further ways on: words and page.
Found = tuple[tuple[str, AuditView, str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What a role means in practice; `finds` gives what is waiting."""

    roles: frozenset[Role]
    finds: Callable[[AuditView], Found]
    title: str
    explanation: str
    nothing: str
    begin: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A task with what is waiting: title, body, how far it is in words, address, and further ways on."""

    task: Task
    entries: tuple[tuple[str, str, str, str, tuple[tuple[str, str], ...]], ...]
    begin: tuple[str, str] | None


def _to_run(audit: AuditView) -> Found:
    return ((_said(audit.title), audit, _state(audit), url_for("review.audit", audit_id=audit.id), ()),)


def _to_read(audit: AuditView) -> Found:
    if audit.state is not State.CLOSED:
        return ()
    return ((_said(audit.title), audit, _state(audit), url_for("dashboard.audit", audit_id=audit.id), ()),)


def _to_fill(audit: AuditView) -> Found:
    if audit.state is not State.OPEN:
        return ()
    sets = (each for each in audit.enquiries if each.respondent is Respondent.INSTITUTION)
    return tuple(
        (
            _said(each.title),
            audit,
            _how_far(audit.id, each.id),
            url_for("institution.start", audit_id=audit.id, enquiry_id=each.id),
            (
                (mark("Bring in filled forms"), url_for("papers.files", audit_id=audit.id, enquiry_id=each.id)),
                (mark("Plan of actions"), url_for("actions.plan", body_id=audit.body_id)),
            ),
        )
        for each in sets
    )


def _state(audit: AuditView) -> str:
    return wording.say(access.language(), STATE_NAMES[audit.state])


def _how_far(audit_id: str, enquiry_id: str) -> str:
    found = standing.standing(access.session(), access.actor(), audit_id, enquiry_id=enquiry_id)
    language = access.language()
    if found.submitted_on:
        return wording.say(language, "submitted on %(day)s", day=words.day(found.submitted_on, language))
    return wording.say(language, "%(done)d of %(all)d answered", done=found.answered, all=found.questions)


TASKS = (
    Task(
        frozenset({Role.FOCAL_POINT}),
        _to_fill,
        mark("Question sets to fill"),
        mark("Questions about the body that are answered together with colleagues."),
        mark("Nothing is waiting for an answer now."),
    ),
    Task(
        frozenset({Role.MANAGEMENT}),
        _to_read,
        mark("Results to read"),
        mark("Where the body stands against 50/50, as of the last closed audit."),
        mark("No audit is closed yet; results appear on the day one is."),
    ),
    Task(
        AUDITORS,
        _to_run,
        mark("Audits to run"),
        mark("Prepare, open, follow and close audits."),
        mark("There is no audit yet."),
        ("planning.bodies_to_audit", mark("Begin an audit")),
    ),
)


@pages.get("/")
def home() -> str:
    """Show what a person has, by her roles."""
    person = access.actor()
    found = audits.audits(access.session(), person)
    shown = [_shown(task, person, found) for task in TASKS if access.roles(person) & task.roles]
    return render_template("home.html", tasks=shown, stopped=_stopped(person))


@pages.get("/account")
def account() -> str:
    """Show a person her account and what she can change about it."""
    return render_template("account.html")


@pages.get("/healthz")
def health() -> ResponseReturnValue:
    """Say that the program answers; no data."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@pages.get("/language/<code>")
def language(code: str) -> ResponseReturnValue:
    """Remember the interface language and go back to where she was."""
    response = redirect(access.safe_path(request.args.get("next")), 303)
    if code in wording.languages():
        session.pop(IN_SETS, None)
        response.set_cookie(
            access.LANGUAGE_COOKIE,
            code,
            max_age=access.A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return response


def _stopped(person: Actor) -> tuple[WebhookView, ...]:
    """Return the webhooks that were switched off, for those who can mend what they tell."""
    if not access.roles(person) & AUDITORS:
        return ()
    found = endpoints.webhooks(access.session(), person)
    return tuple(each for each in found if each.state is WebhookState.DISABLED)


def _shown(task: Task, person: Actor, found: tuple[AuditView, ...]) -> Shown:
    own = (each for each in found if person.roles_for(each.body_id) & task.roles)
    entries = tuple(
        (title, _said(audit.body_name), stands, address, beside)
        for each in own
        for title, audit, stands, address, beside in task.finds(each)
    )
    begin = (url_for(task.begin[0]), task.begin[1]) if task.begin else None
    return Shown(task, entries, begin)


def _said(texts: dict[str, str]) -> str:
    return wording.in_language(texts, access.language())[0]
