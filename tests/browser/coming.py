"""A page of a questionnaire as the server sends it, and what the server says of what somebody has typed in it."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from playwright.sync_api import Page
from werkzeug.datastructures import MultiDict

from audit.questionnaire import loader
from audit.questionnaire.schema import Questionnaire
from audit.web import journey
from audit.web.forms import Edition, section_form
from audit.web.visit import Visit
from audit.wording import ROOT

SCRIPTS = [(ROOT / "static" / name).read_text(encoding="utf-8") for name in ("relevance.js", "paritet.js")]
TODAY = date(2026, 6, 30)
#: Answers one question of the page: ticks one of its choices or unticks it, or types a number, as a person would.
ANSWER = """([name, dice, number]) => {
  const block = document.querySelector(`[data-question="${name}"]`);
  const inputs = [...(block?.querySelectorAll("input[type=radio], input[type=checkbox]") ?? [])];
  const box = block?.querySelector("input.typed:not([type=file])");
  const told = (input, kind) => input.dispatchEvent(new Event(kind, {bubbles: true}));
  if (inputs.length) {
    const input = inputs[Math.floor(dice * inputs.length)];
    input.checked = input.type === "radio" || !input.checked;
    told(input, "change");
  } else if (box) {
    box.value = number;
    told(box, "input");
  }
}"""
#: What the form would send, and the questions that are on the page.
HELD = """() => [
  [...new FormData(document.querySelector("#section"))].filter(([, value]) => typeof value === "string"),
  [...document.querySelectorAll("#section [data-question]")].map((block) => block.dataset.question),
]"""


def opened(page: Page, html: str) -> None:
    """Open a page of the journey with its scripts, without anybody to ask."""
    page.set_content(html)
    for script in SCRIPTS:
        page.add_script_tag(content=script)


def answer(page: Page, name: str, dice: random.Random) -> None:
    """Answer a question of the page by chance, if it is there."""
    page.evaluate(ANSWER, [name, dice.random(), dice.choice(("", "0", "1", "12", "400"))])


def told(page: Page, questionnaire: Questionnaire, section: str, *, language: str) -> tuple[set[str], set[str]]:
    """Return the questions that a page shows, and those that the server asks after what is typed in it."""
    fields, present = page.evaluate(HELD)
    form = section_form(Edition(loader.digest(questionnaire), questionnaire), section, language)
    asked = {name for name, _ in form.fields}
    return set(present) & asked, _asked(questionnaire, section, MultiDict(fields), language) & _shown(form)


def _shown(form: Any) -> set[str]:  # noqa: ANN401 - a class that is made for a section
    return {name for name, unbound in form.fields if unbound.args[0].kind not in ("calculate", "hidden")}


def _asked(questionnaire: Questionnaire, section: str, posted: MultiDict[str, str], language: str) -> set[str]:
    nobody: Mapping[str, Any] = {}
    sitting = cast(Any, SimpleNamespace(answers=nobody, seed=""))
    edition = Edition(loader.digest(questionnaire), questionnaire)
    here = replace(Visit(cast(Any, None), sitting, edition, language, language, TODAY))
    form = section_form(edition, section, language)
    filled = form({}, posted, spoken=frozenset(posted.getlist("-shown")))
    return set(journey.take(here, filled).way.relevant)
