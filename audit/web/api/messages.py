"""How messages to webhooks are described in OpenAPI: what is sent, with which headers, and what is to be answered."""

from datetime import datetime
from typing import Any

from audit.service.webhooks import kinds
from audit.web.api.models import Answer

Json = dict[str, Any]

#: The headers of Standard Webhooks 1.0.0.
HEADERS = {
    "webhook-id": "The message's identifier, the same at every attempt: do once what it makes you do.",
    "webhook-timestamp": "When this attempt was made, in seconds since 1970. Refuse what is five minutes off.",
    "webhook-signature": "`v1,` and the HMAC-SHA256, in base64, of `id.timestamp.body` under the secret (what stands "
    "after `whsec_`, decoded). After a change of secret there are two, with a space between: one that fits is enough.",
}
ANSWERS = {
    "2XX": "Taken. Anything else, and no answer within 15 seconds, is tried again for three days.",
    "410": "Gone for good: the webhook is switched off.",
}
#: What a kind that nobody chooses tells of.
OTHERS = {kinds.TEST: "somebody tries the address"}


class About(Answer):
    """What a message is about: identifiers alone, and where to ask; what does not apply is left out."""

    body_id: str
    audit_id: str = ""
    enquiry_id: str = ""
    number: str = ""
    day: str = ""
    link: str


class Message(Answer):
    """A message: what happened, when (UTC), and to what."""

    type: str
    timestamp: datetime
    data: About


def described(schema: Json) -> dict[str, Json]:
    """Return the section on webhooks of the description, one entry a kind."""
    said = {**{kind.value: text for kind, text in kinds.KINDS.items()}, **OTHERS}
    return {kind: {"post": _message(kind, text, schema)} for kind, text in said.items()}


def _message(kind: str, said: str, schema: Json) -> Json:
    return {
        "operationId": f"on_{kind.replace('.', '_')}",
        "summary": f"{said[:1].upper()}{said[1:]}",
        "security": [],
        "parameters": [
            {"name": name, "in": "header", "required": True, "description": text, "schema": {"type": "string"}}
            for name, text in HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {status: {"description": text} for status, text in ANSWERS.items()},
    }
