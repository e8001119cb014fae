"""Who asks: a token in the Authorization header and nothing else, good for the verb that is asked for."""

from datetime import date

from flask import Response, g, request

from audit.errors import message
from audit.service import tokens
from audit.service.tokens import Bearer, Scope
from audit.web import access
from audit.web.access import Who
from audit.web.api import problems


def enter() -> Response | None:
    """Let a request in that carries a working token; a session of the pages counts for nothing here."""
    if Who.TOKEN not in access.door(request.endpoint or ""):
        return None
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = None
    if kind.lower() == "bearer" and secret:
        found = tokens.bearer(access.session(), secret.strip(), today=date.today())
    if found is None:
        return problems.problem(401, "no-token")
    g.bearer, g.secret, g.actor = found, secret.strip(), found.actor
    return None


def bearer() -> Bearer:
    """Return whom the token of this request lets in."""
    found: Bearer = g.bearer
    return found


def refusal(scope: Scope) -> Response | None:
    """Return the refusal of a verb that the token was not made for."""
    if scope in bearer().scopes:
        return None
    said = message("Make a token with the right '%(scope)s' for this", scope=scope.value)
    return problems.problem(403, "no-scope", said=said)
