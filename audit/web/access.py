"""Who may open what: one table of doors, one guard before every request, and everything undeclared is refused."""

from enum import StrEnum
from typing import Any

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from audit import wording
from audit.errors import mark
from audit.lifecycle import Role
from audit.questionnaire.scalars import unstorable
from audit.service import people
from audit.service.actors import Actor

LANGUAGE_COOKIE = "language"
A_YEAR = 365 * 24 * 3600


class Who(StrEnum):
    """Whom a door lets in; an administrator passes every door that asks for a role."""

    PUBLIC = "public"
    LINK = "link"
    SIGNED_IN = "signed-in"
    TOKEN = "token"  # noqa: S105 - a word for a kind of caller
    ADMINISTRATOR = Role.ADMINISTRATOR
    AUDITOR = Role.AUDITOR
    MANAGEMENT = Role.MANAGEMENT
    FOCAL_POINT = Role.FOCAL_POINT


def _let_in(*who: Who) -> frozenset[Who]:
    return frozenset(who)


PUBLIC = _let_in(Who.PUBLIC)
LINK = _let_in(Who.LINK)
SIGNED_IN = _let_in(Who.SIGNED_IN)
TOKEN = _let_in(Who.TOKEN)
ADMINISTRATOR = _let_in(Who.ADMINISTRATOR)
AUDITOR = _let_in(Who.AUDITOR, Who.ADMINISTRATOR)
READER = AUDITOR | {Who.MANAGEMENT}
FOCAL_POINT = _let_in(Who.FOCAL_POINT)
REPORTER = READER | FOCAL_POINT

#: Every endpoint and whom it lets in. Two patterns: one journey at two doors, the link and the account.
DOORS: dict[str, frozenset[Who]] = {
    "static": PUBLIC,
    "front.health": PUBLIC,
    "front.language": PUBLIC,
    "front.home": SIGNED_IN,
    "front.account": SIGNED_IN,
    "admin.everybody": ADMINISTRATOR,
    "admin.add_person": ADMINISTRATOR,
    "admin.person": ADMINISTRATOR,
    "admin.grant": ADMINISTRATOR,
    "admin.revoke": ADMINISTRATOR,
    "admin.invite": ADMINISTRATOR,
    "bodies.shelf": AUDITOR,
    "bodies.create": AUDITOR,
    "bodies.edit": AUDITOR,
    "bodies.headcounts": AUDITOR,
    "bodies.headcount_table": AUDITOR,
    "bodies.bring_headcounts": AUDITOR,
    "security.login": PUBLIC,
    "security.logout": PUBLIC,
    "security.forgot_password": PUBLIC,
    "security.reset_password": PUBLIC,
    "security.change_password": SIGNED_IN,
    "security.verify": SIGNED_IN,
    "security.two_factor_setup": SIGNED_IN,
    "security.two_factor_setup_validate": SIGNED_IN,
    "security.two_factor_token_validation": PUBLIC,
    "security.two_factor_rescue": PUBLIC,
    "security.tf_select": PUBLIC,
    "security.mf_recovery": PUBLIC,
    "security.mf_recovery_codes": SIGNED_IN,
    "planning.bodies_to_audit": AUDITOR,
    "planning.new": AUDITOR,
    "planning.change": AUDITOR,
    "review.audit": AUDITOR,
    "review.open_audit": AUDITOR,
    "review.close": AUDITOR,
    "review.reopen": AUDITOR,
    "review.links": AUDITOR,
    "review.scorecard": READER,
    "review.workbook": AUDITOR,
    "rescoring.*": AUDITOR,
    "versions.*": AUDITOR,
    "translations.*": AUDITOR,
    "comparison.body": READER,
    "comparison.share": AUDITOR,
    "documents.*": AUDITOR,
    "word_templates.*": AUDITOR,
    "free_texts.*": AUDITOR,
    "findings.*": AUDITOR,
    "actions.plan": REPORTER,
    "actions.promise": READER,
    "actions.change": READER,
    "actions.report": REPORTER,
    "authoring.*": AUDITOR,
    "authoring_pieces.*": AUDITOR,
    "blanks.*": AUDITOR,
    "exhibits.*": AUDITOR,
    "papers.typing": AUDITOR,
    "papers.files": FOCAL_POINT,
    "dashboard.audit": READER,
    "dashboard.picture": READER,
    "dashboard.document_picture": READER,
    "dashboard.printed_picture": READER,
    "dashboard.one_page": READER,
    "tokens.*": AUDITOR,
    "webhooks.*": AUDITOR,
    "api.description": PUBLIC,
    "api.*": TOKEN,
    "institution.*": FOCAL_POINT,
    "respond.*": LINK,
}

#: The entries of the top bar; one is shown when its page exists and its door lets the reader in.
PLACES: tuple[tuple[str, str], ...] = (
    ("front.home", mark("Your work")),
    ("admin.everybody", mark("People")),
    ("bodies.shelf", mark("Bodies")),
    ("authoring.listed", mark("Questionnaires")),
    ("translations.shelf", mark("Translations")),
    ("tokens.listed", mark("Programs")),
)


def door(endpoint: str) -> frozenset[Who]:
    """Return whom an endpoint lets in; nobody when it was never declared."""
    return DOORS.get(endpoint) or DOORS.get(f"{endpoint.partition('.')[0]}.*", frozenset())


def guard() -> ResponseReturnValue | None:
    """Refuse what no door lets in: a stranger is asked to sign in, an undeclared page does not exist."""
    if request.endpoint is None:
        return None
    who = door(request.endpoint)
    if who & {Who.PUBLIC, Who.LINK, Who.TOKEN}:
        return None
    if not who:
        abort(404)
    if not current_user.is_authenticated:
        return _to_sign_in()
    if who & standing(actor()):
        return None
    abort(403)


def look_for(identifier: str) -> None:
    """Answer 404 for what names nothing: PostgreSQL breaks off over a control character before it looks."""
    if any(map(unstorable, identifier)):
        abort(404)


def _look_for_all(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    for given in (values or {}).values():
        look_for(str(given))


def _to_sign_in() -> Response:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("security.login", next=back if back != "/" else None))


def roles(person: Actor) -> frozenset[Role]:
    """Return every role a person has for any body; an administrator has them all."""
    return frozenset(Role) if person.administrator else frozenset[Role]().union(*person.roles.values())


def standing(person: Actor) -> frozenset[Who]:
    """Return what a signed-in person is, in the words of the doors."""
    return frozenset({Who.SIGNED_IN}) | {Who(role.value) for role in roles(person)}


def places(person: Actor | None) -> tuple[tuple[str, str, bool], ...]:
    """Return the entries of the top bar for a person: address, name, whether it is the present one."""
    if person is None:
        return ()
    within = standing(person)
    return tuple(
        (url_for(endpoint), name, _beside(endpoint))
        for endpoint, name in PLACES
        if endpoint in current_app.view_functions and door(endpoint) & within
    )


def _beside(endpoint: str) -> bool:
    return request.endpoint == endpoint or (request.blueprint == endpoint.partition(".")[0] != "front")


def session() -> Session:
    """Return this request's database session; it is closed when the request ends."""
    if "session" not in g:
        g.session = current_app.extensions["paritet.sessions"]()
    opened: Session = g.session
    return opened


def actor() -> Actor:
    """Return who is acting in this request, with her roles as they are now."""
    if "actor" not in g:
        g.actor = people.actor_for(session(), current_user.id) if current_user.is_authenticated else STRANGER
    person: Actor = g.actor
    return person


STRANGER = Actor(user_id=None, administrator=False, roles={}, name="")


def language() -> str:
    """Return the interface language: the one chosen, else the best the browser asks for, else the instance's."""
    spoken = wording.languages()
    chosen = request.cookies.get(LANGUAGE_COOKIE, "") if request else ""
    if chosen in spoken:
        return chosen
    asked = request.accept_languages.best_match(spoken) if request else None
    return asked or str(current_app.config["PARITET_LANGUAGE"])


def safe_path(given: str | None) -> str:
    """Return a path of this site to go back to; anything else, such as another site, becomes the first page."""
    if (
        not given
        or not given.startswith("/")
        or given.startswith(("//", "/\\"))
        or any(ord(sign) < 32 for sign in given)
    ):
        return "/"
    return given


def close_session(_error: BaseException | None) -> None:
    """Close what the request opened; a transaction that nobody committed is rolled back."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def install(app: Flask) -> None:
    """Put the guard before every request and close what a request opened after it."""
    app.url_value_preprocessor(_look_for_all)
    app.before_request(guard)
    app.teardown_appcontext(close_session)
