"""Personal links: a token of 32 random bytes, and the digests of it that are kept instead."""

import base64
import hashlib
import secrets

TOKEN_BYTES = 32


def token() -> str:
    """Return a new token for a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def participation_key(token: str) -> str:
    """Return what finds a token's participation."""
    return _digest(b"participation", token).hex()


def response_key(token: str) -> str:
    """Return what finds a token's anonymous draft; without the token nothing joins it to the participation's key."""
    return _digest(b"response", token).hex()


def receipt_number(secret: str) -> str:
    """Return the number on a receipt, as `ABCD-EFGH`: the same whenever the same link asks, and kept nowhere."""
    letters = base64.b32encode(_digest(b"receipt", secret)).decode()
    return f"{letters[:4]}-{letters[4:8]}"


def seed(secret: str) -> str:
    """Return what random orders of a form hang on: its own, the same at every opening, and kept nowhere."""
    return _digest(b"order", secret).hex()[:16]


def _digest(purpose: bytes, token: str) -> bytes:
    return hashlib.sha256(purpose + token.encode("utf-8", "replace")).digest()
