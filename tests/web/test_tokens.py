"""An auditor makes a token, sees it once, and ends it."""

from collections.abc import Callable

import pytest

from audit.lifecycle import Role
from audit.service.bodies import BodyView
from audit.web.api.operations import BASE
from tests.web.browsing import Visitor


def test_a_token_is_shown_once_works_and_is_ended(body: BodyView, signed_in: Callable[[Role], Visitor]) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get("/tokens")
    auditor.post("/tokens", {"name": "payroll", "body": body.id, "scopes": "bodies:read", "days": "30"}, status=200)
    secret = auditor.page.xpath("string(//code[@class='link'])")
    headers = {"Authorization": f"Bearer {secret}"}
    program = auditor.client.application.test_client()
    assert program.get(f"{BASE}/bodies", headers=headers).status_code == 200
    auditor.get("/tokens")
    assert secret not in auditor.text
    assert "payroll" in auditor.text
    (address,) = auditor.page.xpath("//form[contains(@action, '/revoked')]/@action")
    auditor.post(address, {}, status=303)
    assert program.get(f"{BASE}/bodies", headers=headers).status_code == 401


@pytest.mark.parametrize("days", ["999", "soon", "-5", "9" * 5000])
def test_what_was_typed_stays_with_what_is_wrong(
    body: BodyView, signed_in: Callable[[Role], Visitor], days: str
) -> None:
    auditor = signed_in(Role.AUDITOR)
    auditor.get("/tokens")
    auditor.post("/tokens", {"name": "payroll", "body": body.id, "days": days}, status=422)
    assert auditor.page.xpath("//input[@name='name']/@value") == ["payroll"]
    assert len(auditor.page.xpath("//*[@class='faults']/li")) == 2
