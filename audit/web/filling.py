"""As a member of staff I answer page by page, and nothing that I type is lost.

Everything works without a script and without a cookie: a form is a POST that saves what is valid and leads on. What
cannot be kept comes back in the same answer (422) with every letter typed. Which questions are asked is decided here
alone; the script only fetches what this module would show.
"""

from dataclasses import replace
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from audit.questionnaire import flow
from audit.service.responding import Progress
from audit.web import attaching, closed, dressing, duration, entering, entries, journey, overview
from audit.web.drawing import drawn
from audit.web.forms import SectionForm, section_form
from audit.web.journey import Taken
from audit.web.richer_fields import FileField
from audit.web.visit import STALE, Visit, speaking, visit, writing_visit
from audit.wording import say

#: What is pressed on a page that comes again: the language, one answer, one entry, one file.
STAYING = ("-language", "-clear", "-add", "-remove", "-open", "-attach", "-again")


def section(section: str) -> ResponseReturnValue:
    """Ask one section; keep what a post brings and lead on, or show again what cannot be kept."""
    return _post(section) if request.method == "POST" else _show(section)


def _show(section: str) -> ResponseReturnValue:
    here = visit()
    elsewhere = _elsewhere(here, section)
    if elsewhere is not None:
        return elsewhere
    way, answers = here.way(), here.sitting.answers
    if section not in way.sections:
        return here.to("section", section=journey.first_open(here.edition.questionnaire, way, answers))
    made = section_form(here.edition, section, here.language)
    form = made(answers, entries=entries.within(made, way) if made.repeats else ())
    return _ask(here, form, Taken({}, answers, way))


def _elsewhere(here: Visit, section: str) -> ResponseReturnValue | None:
    """Return what answers a request that can neither show nor keep anything of this section."""
    if here.sitting.state is Progress.SUBMITTED:
        return ("", 409) if _autosaves() else here.to("receipt")
    if section not in {each.name for each in here.edition.questionnaire.sections}:
        return closed.no_such_section(here), 404
    return None


def _post(section: str) -> ResponseReturnValue:
    with writing_visit() as (here, desk):
        elsewhere = _elsewhere(here, section)
        if elsewhere is not None:
            return elsewhere
        genuine = here.genuine()
        form, wrong = posted(here, section)
        if genuine:
            wrong |= attaching.attached(here, form, desk)
        taken = entering.turned(here, form, journey.take(here, form), wrong=wrong)
        if genuine:
            saved = desk.keep(taken.kept, here.language)
            taken = journey.with_mistakes(taken, form, saved.mistakes, page=here.page)
            if saved.sitting.answers != taken.values:
                taken = replace(taken, values=saved.sitting.answers, way=here.way(saved.sitting.answers))
            taken = attaching.dated(here, form, desk, taken)
    if not genuine:
        return ("", 400) if _autosaves() else (_ask(here, form, taken, refused=say(here.page, STALE)), 400)
    return _autosaved(form, taken) if _autosaves() else _answered(here, form, taken)


def posted(here: Visit, section: str) -> tuple[SectionForm, dict[str, str]]:
    """Return the section as posted, and what of it came too late: in entries that were moved meanwhile."""
    made, typed = section_form(here.edition, section, here.language), request.form
    way = here.way() if made.repeats or made.lockable else None
    inside = entries.within(made, way) if way is not None and made.repeats else ()
    asked = {name for name, _ in (*made.fields, *inside)} - (way.read_only if way is not None else frozenset())
    spoken_of = frozenset(typed.getlist("-shown")) & asked
    form = made(here.sitting.answers, typed, spoken=spoken_of, entries=inside)
    _clear(form, typed.get("-clear", ""))
    moved = entering.moved(way, typed.getlist("-entries")) if way is not None else frozenset()
    leaving = entering.leaving(typed)
    form.spoken = frozenset(
        name for name in spoken_of if not name.startswith(tuple(f"{path}/" for path in (*moved, *leaving)))
    )
    return form, {path: say(here.page, entering.MOVED) for path in moved if path in form}


def _answered(here: Visit, form: SectionForm, taken: Taken) -> ResponseReturnValue:
    wants = wanted()
    if taken.faults or (wants == "next" and taken.unmet):
        return _ask(here, form, taken, required=wants == "next"), 422
    return _onward(here, form, wants, taken)


def wanted() -> str:
    """Return what was pressed: a button of the page, or one of a question, which stays on the page."""
    return next((f"{each[1:]}" for each in STAYING if each in request.form), request.form.get("-action", "next"))


def _clear(form: SectionForm, given: str) -> None:
    name, part = given, ""
    if name not in form.spoken:
        name, _, part = given.rpartition("/")
    if name in form.spoken:
        question = form.question(name)
        question.typed.pop(part, None)
        if isinstance(question, FileField):
            question.take_away()


def _autosaved(form: SectionForm, taken: Taken) -> ResponseReturnValue:
    inside = (path for path, each in entries.within(type(form), taken.way) if each.kind not in entries.SILENT)
    own = (name for name, unbound in form.fields if unbound.args[0].kind not in entries.SILENT)
    names = [name for name in (*own, *inside) if name in taken.way.relevant]
    return "", 422 if taken.faults else 204, {"Paritet-Asked": " ".join(names)}


def _onward(here: Visit, form: SectionForm, wants: str, taken: Taken) -> Response:
    way, answers = taken.way, taken.values
    if wants in ("leave", "work"):
        return here.away(wants)
    if wants in {each[1:] for each in STAYING} and form.name in way.sections:
        opened, anchor = entering.stays(form, way, wants, request.form.get(f"-{wants}", ""))
        return here.to("section", section=form.name, check=_checks(), open=opened, _anchor=anchor)
    fresh = brought_up(here, form, taken)
    if fresh and wants in ("next", "skip", "review"):
        return here.to(
            "section",
            section=form.name,
            more="1",
            check=_checks(),
            open=fresh[0].rpartition("/")[0] or None,
            _anchor=f"q-{fresh[0]}",
        )
    if wants == "review":
        return here.to("review")
    if form.name not in way.sections:
        return here.to("section", section=journey.first_open(here.edition.questionnaire, way, answers))
    place = journey.place(way, form.name)
    if wants == "back":
        return here.to("section", section=place.before) if place.before else here.to("start")
    return here.to("section", section=place.after) if place.after else here.to("review")


def brought_up(here: Visit, form: SectionForm, taken: Taken) -> list[str]:
    """Return the questions of a page that nobody has seen yet, or whose choices have changed, after what it brings."""
    way = taken.way
    fresh = [
        field.name
        for field in form.questions
        if field.name in way.relevant - form.spoken - taken.values.keys() and field.asked.kind not in overview.SILENT
    ]
    return [*entering.unseen(form, way, fresh), *entering.reoffered(here, form, way)]


def _ask(here: Visit, form: SectionForm, taken: Taken, *, required: bool = False, refused: str = "") -> str:
    way = taken.way
    faults = journey.spread(form, taken.faults, taken.unmet if required else {}, page=here.page)
    dressing.dress(here, way, form)
    opened = request.args.get("open") or entering.opened(request.form)
    place = journey.place(way, form.name) if form.name in way.sections else None
    return here.show(
        "respond/section.html",
        form=form,
        blocks=entries.blocks(form, way, partial(here.said, way), opened=opened),
        counts=[f"{path}:{count}" for path, count in way.entries.items() if path in form],
        beside=(),
        keeps=True,
        form_id="section",
        default_action="review" if _checks() else "next",
        checks=_checks(),
        drawn=partial(drawn, here.edition, speaking=speaking(here.page)),
        faults=faults,
        may_skip=bool(required and taken.unmet and not taken.faults),
        refused=refused,
        more=request.method == "GET" and "more" in request.args,
        share=round(100 * (place.number - 1) / place.of) if place else 0,
        progress=_progress(here, way, place) if place else "",
        saved=_saved(here, form, faults=bool(faults), refused=bool(refused)),
    )


def _progress(here: Visit, way: flow.Way, place: journey.Place) -> str:
    at = say(here.page, "Section %(number)d of %(of)d", number=place.number, of=place.of)
    return f"{at} · {duration.left(here.edition.questionnaire, way, here.page)}"


def _saved(here: Visit, form: SectionForm, *, faults: bool, refused: bool) -> str:
    if refused:
        return ""
    if faults:
        return say(here.page, "Everything else on this page is saved.")
    if not any(question.typed for question in form.questions):
        return ""
    return say(here.page, "Saved. You can close this page and return by the same link.")


def _checks() -> str | None:
    """Return "1" when she came from the check of her answers, and is to be led back to it."""
    return "1" if request.values.get("check") or request.form.get("-check") else None


def _autosaves() -> bool:
    return request.form.get("-action") == "autosave"
