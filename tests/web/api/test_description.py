"""The description is what is served, and a machine that reads it alone finds no fault in what is answered."""

from collections.abc import Mapping

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.config import SchemathesisConfig

from audit.service.webhooks import addresses
from audit.web.api import openapi
from audit.web.api.operations import BASE
from audit.web.api.table import OPERATIONS
from tests import build
from tests.web.api.conftest import Program

EXAMPLES = 6
KNOWN = {"name": "small-staff", "document": "report-json", "day": "2025-12-31"}
#: What fits the description may still be refused for what only the database knows: a name, a state, a version;
#: what does not fit is refused by any of the 4xx, as 413 where it is too much.
ACCEPTING = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "403", "404", "409", "412", "422"]},
            "negative_data_rejection": {"expected-statuses": ["4xx"]},
        }
    }
)


def test_what_is_described_is_what_is_served_and_nothing_else(app: Flask) -> None:
    served = {
        (method.lower(), rule.rule.replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(BASE) and rule.endpoint != "api.description"
        for method in (rule.methods or set()) - {"HEAD"}
    }
    described = {(method, path) for path, verbs in openapi.description()["paths"].items() for method in verbs}
    assert described == served


def test_the_description_is_handed_out_to_everybody(app: Flask) -> None:
    handed = app.test_client().get(f"{BASE}/openapi.json")
    assert handed.json == openapi.description()
    assert handed.json["openapi"] == "3.1.0"


def test_every_operation_names_the_right_that_it_needs() -> None:
    told = [verb["description"] for verbs in openapi.description()["paths"].values() for verb in verbs.values()]
    assert [each.name for each, said in zip(OPERATIONS, told, strict=False) if not said.strip()] == []
    assert all("Needs the right `" in each for each in told)


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda each: each.value)
def test_a_machine_finds_no_fault(
    mode: GenerationMode, app: Flask, program: Program, work: build.FieldWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "looked_up", lambda *_: ("93.184.216.34",))
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", app, config=ACCEPTING)
    chosen = {"name": "archive", "address": "https://example.org/", "kinds": ["audit.opened"]}
    webhook_id = program.ask("POST", f"/bodies/{work.body.id}/webhooks", json=chosen).get_json()["id"]
    known = {"body_id": work.body.id, "audit_id": work.audit.id, "enquiry_id": work.institution, **KNOWN}
    wanted = {"document": "report-json", "language": "en"}
    known |= {
        "job_id": program.ask("POST", f"/audits/{work.audit.id}/jobs", json=wanted).get_json()["id"],
        "webhook_id": webhook_id,
        "message_id": program.ask("POST", f"/webhooks/{webhook_id}/test").get_json()["id"],
    }
    for operation in OPERATIONS:
        _examine(schema[f"{BASE}{operation.path}"][operation.method], mode, known, program)


def _examine(described: APIOperation, mode: GenerationMode, known: Mapping[str, str], program: Program) -> None:  # type: ignore[type-arg]  # its parameters are the library's own
    parts = {each.name: known[each.name] for each in described.path_parameters}
    cases = described.as_strategy(mode, path_parameters=parts) if parts else described.as_strategy(mode)

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def asked(case: Case) -> None:  # type: ignore[type-arg]  # as above
        case.call_and_validate(headers=program.headers)

    asked()
