"""The description of the interface, OpenAPI 3.1: made of the table of operations and the models, kept nowhere else."""

import re
from typing import Any

from pydantic.json_schema import models_json_schema

from audit.analysis.assembly import SOFTWARE
from audit.render.documents import DOCUMENTS
from audit.web.api import messages
from audit.web.api.operations import BASE, VERSION, Operation
from audit.web.api.parameters import LONGEST_KEY, Nothing
from audit.web.api.problems import MEDIA_TYPE, Problem
from audit.web.api.table import OPERATIONS, PARTS

Json = dict[str, Any]
ETAG: Json = {"ETag": {"description": "The version of what is told.", "schema": {"type": "string"}}}
REFUSALS = {
    "400": "The request could not be understood.",
    "401": "No token, or one that no longer works.",
    "403": "The token may not do this.",
    "404": "There is no such thing, or not for this token.",
    "409": "This cannot be done now.",
    "429": "Too many requests.",
}
TAKING = {
    "412": "It was changed meanwhile.",
    "413": "Too much was sent at once.",
    "415": "Not sent as application/json.",
    "422": "What was sent does not fit.",
}


def description() -> Json:
    """Return the description."""
    schemas, named = _schemas()
    paths: dict[str, Json] = {}
    for each in OPERATIONS:
        paths.setdefault(f"{BASE}{each.path}", {})[each.method.lower()] = _operation(each, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Paritet", "version": f"{VERSION} ({SOFTWARE})"},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "webhooks": messages.described(named[messages.Message]),
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas() -> tuple[Json, dict[Any, Json]]:
    told = [
        Problem,
        messages.Message,
        *(each.answers for each in OPERATIONS if each.answers),
        *filter(None, (o.takes for o in OPERATIONS)),
    ]
    models = [(each, "validation") for each in dict.fromkeys(told)]
    keys, definitions = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]  # a literal
    return definitions["$defs"], {model: schema for (model, _), schema in keys.items()}


def _operation(each: Operation, named: dict[Any, Json]) -> Json:
    made: Json = {
        "operationId": each.name,
        "summary": each.summary,
        "description": f"{(each.run.__doc__ or '').strip()} Needs the right `{each.scope}`.",
        "parameters": [*_in_path(each), *_in_query(each), *_in_headers(each)],
        "responses": {str(each.status): _answer(each, named)},
    }
    refusals = REFUSALS if each.takes is None and each.current is None else REFUSALS | TAKING
    if each.method == "GET":
        made["responses"]["304"] = {"description": "It is as the caller has it.", "headers": ETAG}
    for status, said in refusals.items():
        made["responses"][status] = {"description": said, "content": {MEDIA_TYPE: {"schema": named[Problem]}}}
    if each.takes is not None:
        required = each.takes is not Nothing
        made["requestBody"] = {"required": required, "content": {"application/json": {"schema": named[each.takes]}}}
    return made


def _answer(each: Operation, named: dict[Any, Json]) -> Json:
    if each.answers is None and not each.file:
        return {"description": "Done."}
    if each.file:
        types = sorted({one.media_type.partition(";")[0] for one in DOCUMENTS.values()})
        content: Json = {
            media: {"schema": {"type": "string", "format": "binary"}} for media in types if "json" not in media
        }
        content["application/json"] = {"schema": {}}
        return {"description": "The file.", "headers": ETAG, "content": content}
    answered: Json = {"description": "Done.", "content": {"application/json": {"schema": named[each.answers]}}}
    if each.method == "GET" or each.current is not None:
        answered["headers"] = dict(ETAG)
    if each.location:
        answered["headers"] = {"Location": {"description": "Where it is asked for.", "schema": {"type": "string"}}}
    if "limit" in each.query.model_fields:
        link = {"description": "The address of what follows, rel=next.", "schema": {"type": "string"}}
        answered["headers"] = {**ETAG, "Link": link}
    return answered


def _in_path(each: Operation) -> list[Json]:
    parts = re.findall(r"{(\w+)}", each.path)
    return [{"name": part, "in": "path", "required": True, "schema": PARTS[part]} for part in parts]


def _in_query(each: Operation) -> list[Json]:
    properties = each.query.model_json_schema().get("properties", {})
    return [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()]


def _in_headers(each: Operation) -> list[Json]:
    text: Json = {"type": "string"}
    key: Json = {"type": "string", "maxLength": LONGEST_KEY, "pattern": "^[ -~]+$"}
    found = {
        "If-None-Match": text if each.method == "GET" else None,
        "If-Match": text if each.current is not None else None,
        "Idempotency-Key": key if each.method == "POST" else None,
    }
    return [{"name": name, "in": "header", "schema": schema} for name, schema in found.items() if schema]
