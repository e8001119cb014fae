"""Names that a mapping's own methods have are names like any other: no page shows a method, none loses an answer."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audit.questionnaire.schema import Mode
from audit.web import stamp
from tests.web.desk import TOKEN, Desk, application

NAMES = ("items", "keys", "values", "get", "clear", "update", "pop", "copy", "setdefault")
LISTED = ", ".join(f"{{name: {name}, label: The {name}}}" for name in NAMES)
HERE = f"/r/{TOKEN}"
TEXT = f"""
name: odd-names
version: "1"
respondent: institution
languages: [en]
title: Odd names
choices:
  odd: [{LISTED}]
sections:
  - name: items
    label: Items
    questions:
      - {{name: items, type: select_one, choices: odd, required: true, label: One of them}}
      - {{name: keys, type: select_multiple, choices: odd, or_other: true, required: true, label: Several of them}}
      - {{name: values, type: matrix, choices: odd, required: true, label: A matrix, items: [{LISTED}]}}
      - {{name: get, type: headcount, required: true, label: A head-count, rows: [{LISTED}]}}
      - {{name: clear, type: integer, required: true, label: "A number after ${{items}}"}}
      - {{name: update, type: text, required: true, label: A text}}
"""
SIGNS = ("built-in method", "bound method", "&lt;function", "object at 0x")


@pytest.fixture
def desk() -> Desk:
    return Desk(text=TEXT, language="en", mode=Mode.NAMED)


@pytest.fixture
def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    return application(desk, monkeypatch).test_client(use_cookies=False)


def _posted(client: FlaskClient, **given: object) -> str:
    app: Flask = client.application
    with app.app_context():
        token = stamp.stamped(TOKEN)
    shown = ["items", "keys", "values", "get", "clear", "update"]
    return client.post(
        f"{HERE}/items", data={"-stamp": token, "-action": "next", "-shown": shown, **given}, follow_redirects=True
    ).text


def _methods(page: str) -> list[str]:
    return [sign for sign in SIGNS if sign in page]


def test_an_empty_page_shows_no_method(client: FlaskClient) -> None:
    page = client.get(f"{HERE}/items").text
    assert "The setdefault" in page
    assert _methods(page) == []


def test_faults_of_every_part_show_no_method(client: FlaskClient) -> None:
    wrong = {f"get/{name}/women": "many" for name in NAMES} | {f"values/{name}": "nothing" for name in NAMES}
    page = _posted(client, clear="few", items="nothing", keys="nothing", **wrong)
    assert "few" in page
    assert "many" in page
    assert _methods(page) == []


def test_missing_answers_show_no_method(client: FlaskClient) -> None:
    page = _posted(client, **{"values/items": "keys"})
    assert "Mistake:" in page
    assert _methods(page) == []


def test_what_is_answered_is_kept_shown_and_read_over(client: FlaskClient, desk: Desk) -> None:
    matrix = {f"values/{name}": name for name in NAMES}
    counts = {f"get/{name}/{sex}": "3" for name in NAMES for sex in ("women", "men")}
    review = _posted(client, items="clear", keys=["pop", "get"], clear="7", update="words", **matrix, **counts)
    assert desk.answers["values"] == {name: name for name in NAMES}
    assert set(desk.answers["get"]) == set(NAMES)
    section = client.get(f"{HERE}/items").text
    assert "A number after The clear" in section
    assert (_methods(review), _methods(section), _methods(client.get(f"{HERE}/review").text)) == ([], [], [])
