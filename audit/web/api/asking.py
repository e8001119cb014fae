"""How a request is answered: read by its models, refused or done, told with an ETag, and once only where it asks so."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from pydantic import BaseModel, ValidationError

from audit.errors import NotFound, message
from audit.service import holding, repeating
from audit.store import moments, together
from audit.web import access
from audit.web.api import entering, problems, sealing
from audit.web.api.models import Page
from audit.web.api.operations import BASE, Call, Operation
from audit.web.api.parameters import LONGEST_KEY, Nothing


def answering(operation: Operation) -> Callable[..., Response]:
    """Return the view of an operation."""

    def view(**path: str) -> Response:
        refused = entering.refusal(operation.scope)
        if refused is not None:
            return refused
        call = _read(operation, path)
        if isinstance(call, Response):
            return call
        if operation.method == "POST" and (key := request.headers.get("Idempotency-Key")):
            return _once(operation, call, key)
        return _done(operation, call)

    return view


def _read(operation: Operation, path: dict[str, str]) -> Call | Response:
    """Return the request as its models read it, or why it does not fit them."""
    if "day" in path and not _is_day(path["day"]):
        return problems.problem(404)
    try:
        query = operation.query.model_validate(request.args.to_dict())
    except ValidationError as error:
        return problems.of_validation(error, status=400)
    body: BaseModel | None = None
    if operation.takes is not None:
        sent = request.get_data()
        if not sent and operation.takes is Nothing:
            sent = b"{}"
        elif request.mimetype != "application/json":
            return problems.problem(415)
        try:
            body = operation.takes.model_validate_json(sent, strict=True)
        except ValidationError as error:
            return problems.of_validation(error, status=422)
    return Call(path, query, body, date.today())


def _is_day(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def _done(operation: Operation, call: Call) -> Response:
    """Do what is asked, unless it was changed meanwhile: nobody changes it between the look and the change."""
    if operation.prepare is not None:
        call = operation.prepare(call)
    if operation.current is None or not (request.if_match or request.if_match.star_tag):
        return _told(operation, call, operation.run(call))
    with together(call.session):
        holding.hold(call.session, call.path)
        if not _matches(operation, call):
            said = message("Read it again, and send your change with its new ETag")
            return problems.problem(412, "changed-meanwhile", said=said)
        made = operation.run(call)
    return _told(operation, call, made)


def _told(operation: Operation, call: Call, made: BaseModel | Response) -> Response:
    """Return what was made as an answer."""
    if isinstance(made, Response):
        made.set_etag(hashlib.sha256(made.get_data()).hexdigest()[:32])
        return _private(made)
    text = written(made)
    response = Response(text, status=operation.status, mimetype="application/json")
    if operation.current is not None or request.method == "GET":
        response.set_etag(_etag(text))
    if isinstance(made, Page) and made.next is not None:
        asked = urlencode({"limit": call.query.limit, "cursor": made.next})
        response.headers["Link"] = f'<{request.base_url}?{asked}>; rel="next"'
    _locate(response, operation)
    return _private(response)


def _locate(response: Response, operation: Operation) -> None:
    if operation.location:
        response.headers["Location"] = BASE + operation.location.format(**json.loads(response.get_data()))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Authorization", "Accept-Language"))
    if request.method == "GET":
        response.make_conditional(request.environ)
    return response


def written(made: BaseModel) -> str:
    """Return an answer as canonical JSON; a report's is the text that its digest is of."""
    return json.dumps(made.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _etag(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _matches(operation: Operation, call: Call) -> bool:
    """Tell whether the caller has seen what she changes as it is now."""
    try:
        kept: Any = operation.current and operation.current(call)
    except NotFound:
        return False
    return request.if_match.contains(_etag(written(kept)))


def _once(operation: Operation, call: Call, key: str) -> Response:
    """Do what is asked once for a key; whoever asks again gets the first answer."""
    if len(key) > LONGEST_KEY or not key.isprintable():
        said = message("An idempotency key has 1 to %(most)d signs that can be printed", most=LONGEST_KEY)
        return problems.problem(400, "wrong-key", said=said)
    token_id, name = entering.bearer().token_id, hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    asked = f"{request.method} {request.path}\n".encode() + request.get_data()
    fingerprint = hashlib.sha256(asked).hexdigest()
    now = moments.now()
    kept = repeating.begin(access.session(), token_id, key=name, fingerprint=fingerprint, now=now)
    if kept is not None:
        return _again(operation, kept, key, fingerprint)
    try:
        response = _done(operation, call)
    except BaseException:
        repeating.forget(access.session(), token_id, key=name)
        raise
    if response.status_code >= 300:
        repeating.forget(access.session(), token_id, key=name)
        return response
    sealed = sealing.seal(response.get_data(), key=key)
    repeating.finish(access.session(), token_id, key=name, status=response.status_code, sealed=sealed)
    return response


def _again(operation: Operation, kept: repeating.Kept, key: str, fingerprint: str) -> Response:
    if kept.fingerprint != fingerprint:
        said = message("This idempotency key was used for another request. Take a new one")
        return problems.problem(422, "key-used", said=said)
    if kept.status is None:
        said = message("The first request with this key has not ended. Look how things stand before you ask anew")
        return problems.problem(409, "not-ended", said=said)
    content = sealing.opened(kept.sealed, key=key)
    response = Response(content, status=kept.status, mimetype="application/json")
    response.headers["Idempotent-Replayed"] = "true"
    _locate(response, operation)
    return _private(response)
