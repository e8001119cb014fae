"""Where the pages for those who answer are found: under a personal link, and under a focal point's own account."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from audit.errors import NotFound, Refused
from audit.service.evidence import LARGEST_FILE
from audit.web import attaching, closed, ends, filling
from audit.web.doors import Link, SharedSet

LARGEST_POST = 2 * 1024 * 1024
#: A page with files: one of the largest, with all that is typed beside it.
LARGEST_UPLOAD = LARGEST_FILE + LARGEST_POST

#: The pages of the journey. A section's name never begins with "-", so it cannot be taken for one of the others.
PAGES: tuple[tuple[str, str, Callable[..., ResponseReturnValue], tuple[str, ...]], ...] = (
    ("/", "start", ends.start, ("GET", "POST")),
    ("/-/review", "review", ends.review, ("GET", "POST")),
    ("/-/receipt", "receipt", ends.receipt, ("GET",)),
    ("/-/later", "later", ends.later, ("GET",)),
    ("/-/file/<digest>", "file", attaching.file, ("GET",)),
    ("/<section>", "section", filling.section, ("GET", "POST")),
)


def _by_link(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.door = Link((values or {}).pop("token"))


def _by_account(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    found = values if values is not None else {}
    g.door = SharedSet(found.pop("audit_id"), found.pop("enquiry_id"))


def _let_long_answers_in() -> None:
    uploads = request.mimetype == "multipart/form-data"
    request.max_content_length = LARGEST_UPLOAD if uploads else LARGEST_POST
    request.max_form_memory_size = LARGEST_POST


def _keep_to_herself(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _stamp_instead(state: BlueprintSetupState) -> None:
    """Leave forged forms to `stamp`, which needs no cookie and loses nothing typed."""
    csrf = state.app.extensions.get("csrf")
    if csrf is not None:
        csrf.exempt(state.blueprint)


def _made(name: str, prefix: str, door: Callable[[str | None, dict[str, Any] | None], None]) -> Blueprint:
    made = Blueprint(name, __name__, url_prefix=prefix)
    for rule, endpoint, view, methods in PAGES:
        made.add_url_rule(rule, endpoint, view, methods=list(methods))
    made.url_value_preprocessor(door)
    made.before_request(_let_long_answers_in)
    made.after_request(_keep_to_herself)
    made.register_error_handler(NotFound, closed.refused)
    made.register_error_handler(Refused, closed.refused)
    made.register_error_handler(RequestEntityTooLarge, closed.too_large)
    made.record_once(_stamp_instead)
    return made


blueprint = _made("respond", "/r/<token>", _by_link)
institution = _made("institution", "/fill/<audit_id>/<enquiry_id>", _by_account)
