"""Secrets of webhooks, and the headers that a receiver checks a message by.

The headers are those of Standard Webhooks 1.0.0 (standardwebhooks.com): an identifier that holds over all attempts, the
time of the attempt, and HMAC-SHA256 over `identifier.time.body` with the secret, in base64, after `v1,`.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping

from cryptography.fernet import Fernet, InvalidToken

PREFIX = "whsec_"
BYTES = 32


def made() -> str:
    """Return a new secret, 256 bits by chance."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode("ascii")


def seal(secret: str, *, key: str) -> str:
    """Return a secret as only an instance with the same key can read it."""
    return _box(key).encrypt(secret.encode("ascii")).decode("ascii")


def opened(sealed: str, *, key: str) -> str | None:
    """Return a sealed secret; None where the instance's key is another one since."""
    try:
        return _box(key).decrypt(sealed.encode("ascii")).decode("ascii")
    except InvalidToken:
        return None


def headers(message_id: str, body: bytes, *, at: int, keys: Iterable[str]) -> Mapping[str, str]:
    """Return the headers of an attempt at a moment (seconds since 1970), signed by each of the secrets."""
    signed = f"{message_id}.{at}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{_signature(each, signed)}" for each in keys),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode("ascii")


def _box(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"webhook-secret\n" + key.encode()).digest()))
