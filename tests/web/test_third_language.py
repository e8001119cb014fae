"""A questionnaire in languages that the interface does not speak: asked in them, right to left, gaps marked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.web.desk import TOKEN, Desk, application

ARABIC = Path(__file__).with_name("arabic.yaml")


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    """A browser at the survey's link."""
    with pytest.MonkeyPatch.context() as patch:
        desk = Desk(text=ARABIC.read_text(encoding="utf-8"), language="ar")
        yield application(desk, patch).test_client()


def page(client: FlaskClient, language: str) -> html.HtmlElement:
    sent = client.get(f"/r/{TOKEN}/work?lang={language}", follow_redirects=True)
    assert sent.status_code == 200
    return html.fromstring(sent.text)


def test_a_page_asks_in_arabic_from_right_to_left(client: FlaskClient) -> None:
    found = page(client, "ar")
    marked = found.xpath("//*[@lang='ar' and @dir='rtl' and contains(., 'رأيي مسموع')]")
    assert marked or found.xpath("/html[@lang='ar' and @dir='rtl']")


def test_what_is_not_translated_says_which_language_stands_in(client: FlaskClient) -> None:
    found = page(client, "ar")
    assert found.get("lang") == "en"
    (hint,) = found.xpath("//*[@lang='kk' and text()='Жиналыстарда']")
    assert hint.get("dir") == "ltr"


def test_a_page_asks_in_kazakh(client: FlaskClient) -> None:
    assert "Мені тыңдайды" in page(client, "kk").text_content()
