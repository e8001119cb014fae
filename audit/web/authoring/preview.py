"""What is being written as whoever answers will see it: the respondents' own templates and fields, nothing kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

from flask import render_template, request

from audit import wording
from audit.errors import mark
from audit.questionnaire import beginning, flow, loader
from audit.questionnaire.editing.findings import examined
from audit.questionnaire.schema import Questionnaire, RepeatQuestion
from audit.web import access, dressing, entries, forms, languages
from audit.web.drawing import drawn
from audit.web.forms import Edition, section_form
from audit.web.protection import POLICY
from audit.web.visit import Visit, speaking

#: Pages of this site alone may show a preview in a frame.
FRAMED = {
    "frame_options": "SAMEORIGIN",
    "content_security_policy": {**POLICY, "frame-ancestors": "'self'"},
}
NOTHING = mark("Nothing can be shown yet: add a question with words first.")
NOBODY = cast(Any, None)  # Nobody came by a door, and nothing is kept.


def page(text: str, section: str, *, only: str = "") -> str:
    """Return a section of a draft's text as it will be asked, or one question of it; what is wrong is left out."""
    questionnaire = examined(text).shown
    if questionnaire is None:
        return render_template("authoring/nothing.html", said=NOTHING)
    names = [each.name for each in questionnaire.sections]
    holding = questionnaire.section_of.get(only, section)
    return _drawn(questionnaire, holding if holding in names else names[0], only)


def _drawn(questionnaire: Questionnaire, section: str, only: str) -> str:
    language = _language(questionnaire.languages)
    edition = Edition(loader.digest(questionnaire), questionnaire)
    here = Visit(NOBODY, NOBODY, edition, language, edition.page_language(language), date.today())
    form, way = _form(here, section, only)
    dressing.dress(here, way, form)
    at = [each.name for each in questionnaire.sections].index(section)
    said = wording.say(here.page, "Section %(number)d of %(of)d", number=at + 1, of=len(questionnaire.sections))
    return render_template(
        "respond/section.html",
        **speaking(here.page),
        title=forms.title(edition, language),
        languages=languages.switch(questionnaire.languages, language),
        spoken=language,
        stamp="",
        here=request.path,
        home="",
        form=form,
        blocks=entries.blocks(form, way, partial(here.said, way), opened=""),
        counts=(),
        default_action="next",
        checks=None,
        drawn=partial(drawn, edition, speaking=speaking(here.page)),
        faults=(),
        may_skip=False,
        refused="",
        more=False,
        share=round(100 * at / len(questionnaire.sections)),
        progress=said,
        saved="",
    )


def _form(here: Visit, section: str, only: str) -> tuple[forms.SectionForm, flow.Way]:
    """Return a section's form as it begins, each repeat with an entry; `only` shows one question, relevant or not."""
    asked = here.edition.questionnaire
    first: dict[str, Any] = {name: ({},) for name, each in asked.questions.items() if isinstance(each, RepeatQuestion)}
    answers = {**first, **beginning.begun(asked, here.today, language=here.language)}
    way = flow.walk(asked, answers, here.today, language=here.language)
    if only in asked.every:
        top = (*asked.within[only], only)[0]
        inside = {path for path in way.relevant if path.startswith(f"{top}/")}
        way = replace(way, relevant=frozenset({top, *inside}))
    made = section_form(here.edition, section, here.language)
    return made(answers, entries=entries.within(made, way)), way


def _language(offered: Sequence[str]) -> str:
    asked_for = request.args.get("lang") or access.language()
    return asked_for if asked_for in offered else offered[0]
