"""What is being written as whoever answers will see it: the respondents' own templates and fields, nothing kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, cast

from flask import render_template, request, url_for
from flask_wtf.csrf import generate_csrf

from audit import wording
from audit.errors import mark
from audit.questionnaire import answers as reading
from audit.questionnaire import beginning, flow, loader
from audit.questionnaire.answers import Answers
from audit.questionnaire.editing.findings import examined
from audit.questionnaire.schema import Mode, Questionnaire, RepeatQuestion
from audit.service import definitions
from audit.web import access, dressing, entries, forms, languages
from audit.web.drawing import drawn
from audit.web.forms import Edition, SectionForm, section_form
from audit.web.protection import POLICY
from audit.web.visit import Visit, speaking

#: Pages of this site alone may show a preview in a frame.
FRAMED = {
    "frame_options": "SAMEORIGIN",
    "content_security_policy": {**POLICY, "frame-ancestors": "'self'"},
}
NOTHING = mark("Nothing can be shown yet: add a question with words first.")
CARRIED, SECTION, LANGUAGE = "-before", "-section", "-lang"
NOBODY = cast(Any, None)  # Nobody came by a door.


@dataclass(frozen=True, slots=True)
class Asking:
    """What the pages ask about the enquiry that is answered."""

    mode: Mode
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looking:
    """What a sitting is to the pages, for somebody who only looks: its answers are nobody's and are not kept."""

    answers: Answers
    enquiry: Asking
    seed: str = ""
    dates: Mapping[str, date] = field(default_factory=dict)


def page(text: str, section: str, *, own_id: str, only: str = "") -> str:
    """Return a section of a draft's text as it will be asked, or one question of it; what is wrong is left out."""
    asked = examined(text).shown
    if asked is None:
        return nothing()
    names = [each.name for each in asked.sections]
    holding = asked.section_of.get(only, section)
    here = looking(asked, begun(asked, _language(asked.languages)))
    way = _way(here, only)
    return shown(here, blank(here, holding if holding in names else names[0], way), way, own_id=own_id)


def nothing() -> str:
    """Return the page for a draft in which nothing can be shown."""
    return render_template("authoring/nothing.html", said=NOTHING)


def looking(asked: Questionnaire, answers: Answers) -> Visit:
    """Return the visit of somebody who looks at a questionnaire with answers that nobody keeps."""
    language = _language(asked.languages)
    edition = Edition(loader.digest(asked), asked)
    enquiry = Asking(definitions.promised(asked).mode, tuple(asked.languages))
    sitting = cast(Any, Looking(answers, enquiry))
    return Visit(NOBODY, sitting, edition, language, edition.page_language(language), date.today())


def begun(asked: Questionnaire, language: str) -> Answers:
    """Return what a form begins with, each repeat with an entry to look at."""
    first: dict[str, Any] = {name: ({},) for name, each in asked.questions.items() if isinstance(each, RepeatQuestion)}
    return {**first, **beginning.begun(asked, date.today(), language=language)}


def blank(here: Visit, section: str, way: flow.Way) -> SectionForm:
    """Return a section's form with the answers of the one who looks."""
    made = section_form(here.edition, section, here.language)
    return made(here.sitting.answers, entries=entries.within(made, way))


def shown(
    here: Visit,
    form: SectionForm,
    way: flow.Way,
    *,
    own_id: str,
    **told: Any,  # noqa: ANN401 - whatever the page prints
) -> str:
    """Return the page of a section; `told` is what it says beside the questions."""
    dressing.dress(here, way, form)
    names = [each.name for each in here.edition.questionnaire.sections]
    number, of = names.index(form.name) + 1, len(names)
    return render_template(
        "respond/section.html",
        **speaking(here.page),
        title=forms.title(here.edition, here.language),
        languages=languages.switch(here.edition.questionnaire.languages, here.language),
        spoken=here.language,
        stamp="",
        here=url_for("authoring.framed", own_id=own_id),
        beside=_carried(here, form),
        home="",
        form=form,
        blocks=entries.blocks(form, way, partial(here.said, way), opened=""),
        counts=[f"{path}:{count}" for path, count in way.entries.items() if path in form],
        form_id="section",
        default_action="next",
        checks=None,
        drawn=partial(drawn, here.edition, speaking=speaking(here.page)),
        refused="",
        share=round(100 * (number - 1) / of),
        progress=wording.say(here.page, "Section %(number)d of %(of)d", number=number, of=of),
        saved="",
        keeps=False,
        **{"faults": (), "may_skip": False, "more": False, **told},
    )


def _carried(here: Visit, form: SectionForm) -> tuple[tuple[str, str], ...]:
    """Return what the form sends along beside its questions: where it stands, and every answer so far."""
    told = json.dumps(reading.plain(here.sitting.answers), ensure_ascii=False)
    return ("csrf_token", generate_csrf()), (CARRIED, told), (SECTION, form.name), (LANGUAGE, here.language)


def _way(here: Visit, only: str) -> flow.Way:
    """Return the way through the questionnaire, or one that shows a single question, relevant or not."""
    asked, way = here.edition.questionnaire, here.way()
    if only not in asked.every:
        return way
    top = (*asked.within[only], only)[0]
    return replace(way, relevant=frozenset({top, *(path for path in way.relevant if path.startswith(f"{top}/"))}))


def _language(offered: Sequence[str]) -> str:
    asked_for = (
        request.form.get("-language") or request.form.get(LANGUAGE) or request.args.get("lang") or access.language()
    )
    return asked_for if asked_for in offered else offered[0]
