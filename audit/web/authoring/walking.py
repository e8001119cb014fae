"""An author walks through what she writes as whoever answers will: the page carries her answers, nobody keeps them."""

import json
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.errors import InvalidAnswers, mark
from audit.questionnaire import answers as reading
from audit.questionnaire.answers import Answers
from audit.questionnaire.editing.findings import examined
from audit.questionnaire.schema import Questionnaire
from audit.service import changes
from audit.web import entering, filling, forms, journey, languages
from audit.web.authoring import preview
from audit.web.authoring.preview import CARRIED, SECTION
from audit.web.journey import Taken
from audit.web.visit import Visit, speaking
from audit.wording import say

END = mark("This is the end of the questionnaire")
AFTER = mark("Whoever answers reads everything over here and submits it. What you typed in the preview is not kept.")
AGAIN = mark("Walk through it once more")


def onward(text: str, own_id: str) -> ResponseReturnValue:
    """Take what was posted in a preview and show what follows: the next section, what is to be mended, or the end."""
    asked = examined(text).shown
    if asked is None:
        return preview.nothing()
    here = preview.looking(asked, _answers(asked))
    names = [each.name for each in asked.sections]
    section = request.form.get(SECTION, "")
    form, wrong = filling.posted(here, section if section in names else names[0])
    taken = entering.turned(here, form, journey.take(here, form), wrong=wrong)
    wants = filling.wanted()
    if taken.faults or (wants == "next" and taken.unmet):
        told = journey.spread(form, taken.faults, taken.unmet if wants == "next" else {}, page=here.page)
        may_skip = bool(taken.unmet and not taken.faults)
        return preview.shown(here, form, taken.way, own_id=own_id, faults=told, may_skip=may_skip), 422
    there = preview.looking(asked, _kept(here, taken))
    more = wants in ("next", "skip") and bool(filling.brought_up(here, form, taken))
    wanted = form.name if more else _target(there, form.name, wants)
    if not wanted:
        return _end(there, own_id)
    way = there.way()
    return preview.shown(there, preview.blank(there, wanted, way), way, own_id=own_id, more=more)


def _answers(asked: Questionnaire) -> Answers:
    """Return the answers that the page carried, as far as the draft still asks for them."""
    try:
        carried = json.loads(request.form.get(CARRIED, ""))
    except (ValueError, RecursionError):
        return {}
    found: dict[str, Any] = {}
    for name, raw in carried.items() if isinstance(carried, dict) else ():
        try:
            found |= reading.read(asked, {name: raw})
        except InvalidAnswers:
            continue
    return found


def _kept(here: Visit, taken: Taken) -> Answers:
    """Return the answers as saving would keep them, with what they set off."""
    before, asked = here.sitting.answers, here.edition.questionnaire
    return changes.set_off(asked, before, taken.values, here.today, language=here.language, seed="")


def _target(there: Visit, section: str, wants: str) -> str:
    """Return the section that a button leads to; nothing at the end."""
    way = there.way()
    if wants in ("leave", "work", "review"):
        return ""
    if section not in way.sections:
        return way.sections[0] if way.sections else ""
    place = journey.place(way, section)
    if wants == "back":
        return place.before or section
    return (place.after or "") if wants in ("next", "skip") else section


def _end(there: Visit, own_id: str) -> str:
    offered = there.edition.questionnaire.languages
    return render_template(
        "respond/words.html",
        **speaking(there.page),
        title=forms.title(there.edition, there.language),
        languages=languages.switch(offered, there.language),
        home="",
        heading=say(there.page, END),
        paragraphs=[say(there.page, AFTER)],
        onward=(url_for("authoring.framed", own_id=own_id, lang=there.language), say(there.page, AGAIN)),
    )
