"""The stamp on every form handed out: signed, tied to the door it was handed out at, and good without any cookie.

A respondent has no session that another site could borrow: her link is her key, and a page that does not know the
link cannot post to it. The stamp guards the account's door too, and makes a forged or old form show itself again
with everything typed instead of acting.
"""

import hashlib
from functools import lru_cache

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

GOOD_FOR_SECONDS = 7 * 24 * 3600


def stamped(secret: str) -> str:
    """Return a stamp for a form handed out now at the door with this secret."""
    return _serializer(current_app.config["SECRET_KEY"]).dumps(_digest(secret))


def genuine(stamp: str, secret: str) -> bool:
    """Return whether a stamp was given at this door within the last week."""
    try:
        serializer = _serializer(current_app.config["SECRET_KEY"])
        return bool(serializer.loads(stamp, max_age=GOOD_FOR_SECONDS) == _digest(secret))
    except BadSignature:
        return False


@lru_cache(maxsize=1)
def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="paritet form")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()[:32]
