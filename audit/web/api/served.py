"""Where the interface is served: its addresses made from the table, its brake, its refusals and its description."""

import re
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify
from flask_limiter import Limiter
from werkzeug.exceptions import HTTPException

from audit.errors import AuditError, DefinitionError, Mistaken, NotConfigured, NotFound
from audit.web import protection
from audit.web.api import asking, entering, openapi, problems
from audit.web.api.operations import BASE
from audit.web.api.table import OPERATIONS

RATE = f"{1200 // protection.PROCESSES} per minute"
RATE_SETTING = "PARITET_API_RATE"

#: Refusals for good, by their codes; all others may pass with time.
FORBIDDEN = frozenset({"wrong-role", "not-named"})

interface = Blueprint("api", __name__, url_prefix=BASE)
interface.before_request(entering.enter)
protection.FORMS.exempt(interface)


@interface.get("/openapi.json", provide_automatic_options=False)
def description() -> Response:
    """Hand out the description of the interface."""
    made = jsonify(openapi.description())
    made.headers["Cache-Control"] = "public, max-age=300"
    return made


def install(app: Flask) -> None:
    """Serve every operation of the table, each token so many times a minute and no more."""
    app.config.setdefault(RATE_SETTING, RATE)
    limiter = Limiter(_token, app=app, storage_uri="memory://", headers_enabled=False)
    for operation in OPERATIONS:
        endpoint = f"{interface.name}.{operation.name}"
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(_rate)(view)


def _rate() -> str:
    return str(current_app.config[RATE_SETTING])


def _token() -> str:
    return entering.bearer().token_id


@interface.errorhandler(AuditError)
def _refused(error: AuditError) -> Response:
    if isinstance(error, DefinitionError | NotConfigured):
        return problems.problem(500)
    if isinstance(error, Mistaken):
        return problems.of_mistakes(error.mistakes)
    if isinstance(error, NotFound):
        return problems.problem(404, error.code, said=error.said)
    return problems.problem(403 if error.code in FORBIDDEN else 409, error.code, said=error.said)


@interface.errorhandler(HTTPException)
def _plain(error: HTTPException) -> Response | HTTPException:
    return problems.of_http(error)


for _each in OPERATIONS:
    interface.add_url_rule(
        re.sub(r"{(\w+)}", r"<\1>", _each.path),
        _each.name,
        asking.answering(_each),
        methods=[_each.method],
        provide_automatic_options=False,
    )
