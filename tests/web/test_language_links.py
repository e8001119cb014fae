"""A language link on the answer to a form leads to a page that opens, in the language chosen."""

from collections.abc import Callable

import pytest
from flask import Flask

from audit.lifecycle import Role
from audit.service.bodies import BodyView
from audit.web import _here
from tests.web.browsing import Visitor


def test_it_leads_from_a_refused_table_to_the_page_of_the_table(
    signed_in: Callable[[Role], Visitor], body: BodyView
) -> None:
    visitor = signed_in(Role.AUDITOR)
    page = f"/admin/bodies/{body.id}/headcounts"
    visitor.get(page)
    visitor.post(f"{page}/table", status=422)
    (link,) = visitor.page.xpath("//nav[@class='languages']/a[@lang='ru']/@href")
    assert visitor.get(link, status=303).location == page
    visitor.get(page)
    assert visitor.page.get("lang") == "ru"


@pytest.mark.parametrize(
    ("sent", "leads"),
    [
        ("/webhooks/w1/secret", "/webhooks/w1"),
        ("/webhooks/w1/deliveries/m1/again", "/webhooks/w1"),
        ("/webhooks", "/webhooks"),
        ("/audits/a1/e1/paper", "/audits/a1/e1/paper"),
        ("/questionnaires/own/o1/change", "/questionnaires/own/o1"),
        ("/nowhere/at/all", "/"),
    ],
)
def test_where_a_form_was_sent_to_is_left_for_the_nearest_page(app: Flask, sent: str, leads: str) -> None:
    with app.test_request_context(sent, method="POST"):
        assert _here() == leads


def test_every_form_of_the_interface_leads_to_a_page_that_opens(app: Flask) -> None:
    opening = app.url_map.bind("localhost")
    forms = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert len(forms) > 50
    for rule in forms:
        path = opening.build(rule.endpoint, dict.fromkeys(rule.arguments, "1"), method="POST")
        with app.test_request_context(path, method="POST"):
            assert opening.test(_here(), "GET"), path
