"""What every answer carries and every request passes: headers, the check of forms, the brake on guessing, caching."""

import gzip
import hashlib
import unicodedata
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from flask_wtf import CSRFProtect

#: Every form sent must have been handed out here; pages with a stamp of their own are exempted where they register.
FORMS = CSRFProtect()
STATIC = Path(__file__).resolve().parent.parent.parent / "static"
COMPRESSED = (".css", ".js", ".svg")
POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
#: How many processes serve, as `gunicorn.conf.py` starts them. Each counts guesses by itself, for nothing that all of
#: them could count in works without a server of its own; so each allows its part of the limit.
PROCESSES = 2
GUESSES_FROM_ONE_ADDRESS = f"{30 // PROCESSES} per 15 minutes"
GUESSES_OF_ONE_ACCOUNT = f"{10 // PROCESSES} per 15 minutes"
GUESSED = (
    "security.login",
    "security.forgot_password",
    "security.reset_password",
    "security.verify",
    "security.change_password",
)


def install(app: Flask, *, https: bool) -> None:
    """Set the headers (strict transport only where there is https) and refuse forged forms everywhere."""
    Talisman(
        app,
        force_https=False,
        strict_transport_security=https,
        session_cookie_secure=https,
        session_cookie_samesite="Lax",
        content_security_policy=POLICY,
        referrer_policy="no-referrer",
        frame_options="DENY",
        permissions_policy={"geolocation": "()", "camera": "()", "microphone": "()"},
    )
    FORMS.init_app(app)
    app.url_defaults(_name_static_files_by_content)
    app.after_request(_keep_pages_private)
    app.after_request(_compress_static_files)


def slow_down_guessing(app: Flask) -> None:
    """Limit failed attempts to sign in, by address and by account; counted in memory, as digests, and never written."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", headers_enabled=False)
    for endpoint in (name for name in app.view_functions if name in GUESSED or name.startswith("security.two_factor")):
        view: Any = app.view_functions[endpoint]
        view = limiter.limit(GUESSES_FROM_ONE_ADDRESS, methods=["POST"], deduct_when=_failed)(view)
        view = limiter.limit(GUESSES_OF_ONE_ACCOUNT, key_func=_account, methods=["POST"], deduct_when=_failed)(view)
        app.view_functions[endpoint] = view


def _failed(response: Response) -> bool:
    return response.status_code != 302 or request.endpoint == "security.forgot_password"


def _account() -> str:
    # As the library reads it: wide letters are the same address, and a form may come as JSON.
    sent = request.get_json(silent=True) if request.is_json else request.form
    given = sent.get("email", "") if isinstance(sent, Mapping) else ""
    named = unicodedata.normalize("NFKC", str(given)).strip().lower()
    return hashlib.sha256((named or get_remote_address()).encode()).hexdigest()


def _keep_pages_private(response: Response) -> Response:
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store, private")
    return response


def _compress_static_files(response: Response) -> Response:
    """Send style and scripts compressed to whoever takes them so; pages hold secrets and are never compressed."""
    name = str((request.view_args or {}).get("filename", ""))
    if request.endpoint != "static" or not name.endswith(COMPRESSED):
        return response
    response.vary.add("Accept-Encoding")
    if (
        response.status_code != HTTPStatus.OK
        or not request.accept_encodings.quality("gzip")
        or "Range" in request.headers
    ):
        return response
    response.close()
    response.direct_passthrough = False
    response.set_data(_compressed(name))
    response.content_encoding = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response


@cache
def _compressed(name: str) -> bytes:
    return gzip.compress((STATIC / name).read_bytes(), mtime=0)


def _name_static_files_by_content(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and (version := _version(str(values.get("filename")))):
        values["v"] = version


@cache
def _version(name: str) -> str:
    """Return a static file's digest, read once; nothing where there is no such file."""
    path = STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""
