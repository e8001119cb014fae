"""The twin in the page and the server say the same of every condition that has a twin, in a real browser."""

from collections.abc import Iterator
from dataclasses import asdict

import pytest
from playwright.sync_api import Browser, Page

from audit.wording import ROOT
from tests.questionnaire.twins import Pair, drawn, of_the_corpus

SCRIPT = (ROOT / "static" / "relevance.js").read_text(encoding="utf-8")
LARGEST = 4096
DRAWN = 3000
FORM = """<!doctype html><form>
<input type="radio" name="one" value="yes" checked><input type="radio" name="one" value="no">
<input type="checkbox" name="many" value="a" checked><input type="checkbox" name="many" value="b" checked>
<input type="checkbox" name="many" value="c"><input name="age" value=" 41 "><input name="blank" value=" ">
<div hidden><input name="gone" value="9"><input type="radio" name="away" value="yes" checked></div>
<input name="off" value="1" disabled>
<select name="town"><option value="">–</option><option selected>aktau</option></select>
</form>"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.set_content(FORM)
    page.add_script_tag(content=SCRIPT)
    yield page
    page.close()


def _told(page: Page, pairs: list[Pair]) -> list[Pair]:
    """Return the pairs of which the page says something else than the server."""
    said = page.evaluate(
        "pairs => pairs.map(({tree, fields}) => relevance.holds(tree, fields))", [asdict(pair) for pair in pairs]
    )
    return [pair for pair, held in zip(pairs, said, strict=True) if held is not pair.holds]


def test_every_row_of_the_corpus_that_has_a_twin_is_worth_the_same_in_the_page(page: Page) -> None:
    assert _told(page, list(of_the_corpus())) == []


def test_any_condition_that_has_a_twin_is_worth_the_same_in_the_page(page: Page) -> None:
    assert _told(page, list(drawn(DRAWN))) == []


def test_a_form_gives_what_is_answered_and_not_hidden(page: Page) -> None:
    assert page.evaluate("relevance.answers(document.forms[0])") == {
        "one": ["yes"],
        "many": ["a", "b"],
        "age": ["41"],
        "town": ["aktau"],
    }


@pytest.mark.parametrize(
    ("tree", "fields"),
    [
        ('[">", ["int", "age"], 17]', '{"age": ["1 000"]}'),
        ('[">", ["int", "age"], 17]', '{"age": ["9999999999999999"]}'),
        ('["not", ["=", ["int", "age"], 17]]', '{"age": ["17,0"]}'),
        ('["one", "policy", ["yes"], ["no"], false]', '{"policy": ["elsewhere"]}'),
        ('["a-later-word", "policy"]', "{}"),
    ],
)
def test_what_only_the_server_can_tell_is_left_to_it(page: Page, tree: str, fields: str) -> None:
    assert page.evaluate(f"relevance.holds({tree}, {fields}) === undefined") is True


def test_the_script_is_small_and_makes_no_code_of_texts() -> None:
    assert (len(SCRIPT.encode()) <= LARGEST, "eval" in SCRIPT, "Function" in SCRIPT) == (True, False, False)
