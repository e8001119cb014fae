"""As a member of staff I open my link, read who sees what, answer page by page, look everything over and submit.

Everything works without a script and without a cookie: a form is a POST that saves what is valid and leads on. What
cannot be kept comes back in the same answer (422) with every letter typed. Which questions are asked is decided here
alone; the script only fetches what this module would show.
"""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from audit.errors import InvalidAnswers, mark
from audit.questionnaire.answers import Answers
from audit.service.responding import Progress
from audit.web import asked, closed, journey, overview, promise, spoken, stamp
from audit.web.doors import Link
from audit.web.forms import SectionForm, section_form
from audit.web.journey import Taken
from audit.web.visit import Visit, visit
from audit.wording import count, in_language, say

SEE_OTHER = 303
STALE = mark(
    "This page was open for too long, so nothing of it was saved yet. "
    "Everything you typed is here: press the button again."
)


def start() -> ResponseReturnValue:
    """Say who asks what, for how long, and who will see the answers."""
    here = visit()
    if here.sitting.state is Progress.SUBMITTED:
        return _to(here, "receipt")
    if request.method == "GET":
        return _start(here)
    if not _genuine(here):
        return _start(here, refused=say(here.page, STALE)), 400
    saved = here.door.save({}, here.language)
    way = here.way(saved.sitting.answers)
    return _to(here, "section", section=journey.first_open(here.edition.questionnaire, way, saved.sitting.answers))


def _start(here: Visit, *, refused: str = "") -> str:
    sitting, questionnaire = here.sitting, here.edition.questionnaire
    kinds = [question.type for question in questionnaire.questions.values()]
    questions = sum(kind not in overview.SILENT for kind in kinds)
    number = count(here.page, "%(n)d question", "%(n)d questions", questions)
    minutes = count(here.page, "about %(n)d minute", "about %(n)d minutes", journey.minutes(questionnaire))
    answered = len(here.way().relevant & sitting.answers.keys())
    asker = (sitting.audit.body_name, sitting.audit.title)
    begun = say(here.page, "Your answers so far are saved: %(done)d of %(all)d.", done=answered, all=questions)
    return here.show(
        "respond/start.html",
        asker=" · ".join(in_language(name, here.language)[0] for name in asker),
        length=f"{number}, {minutes}",
        synthetic=sitting.audit.synthetic,
        introduction=asked.wording(questionnaire.introduction, here.language, here.page),
        promise=_promise(here),
        refused=refused,
        begun=begun if answered else "",
        review=here.door.to("review"),
    )


def _promise(here: Visit) -> tuple[str, ...]:
    writes = any(question.type == "text" for question in here.edition.questionnaire.questions.values())
    return promise.sentences(here.sitting.notice, here.page, personal=isinstance(here.door, Link), writes=writes)


def section(section: str) -> ResponseReturnValue:
    """Ask one section; keep what a post brings and lead on, or show again what cannot be kept."""
    here = visit()
    if here.sitting.state is Progress.SUBMITTED:
        return ("", 409) if _autosaves() else _to(here, "receipt")
    if section not in {each.name for each in here.edition.questionnaire.sections}:
        return closed.no_such_section(here), 404
    if request.method == "POST":
        return _post(here, section)
    way = here.way()
    if section not in way.sections:
        return _to(here, "section", section=journey.first_open(here.edition.questionnaire, way, here.sitting.answers))
    form = section_form(here.edition, section, here.language)(here.sitting.answers)
    return _ask(here, form, Taken({}, here.sitting.answers))


def _post(here: Visit, section: str) -> ResponseReturnValue:
    made = section_form(here.edition, section, here.language)
    posted = request.form
    spoken_of = frozenset(posted.getlist("-shown")) & {name for name, _ in made.fields}
    form = made(here.sitting.answers, posted, spoken=spoken_of)
    _clear(form, posted.get("-clear", ""))
    answers = here.sitting.answers
    taken = journey.take(here.edition, form, answers, page=here.page, language=here.language, today=here.today)
    if not _genuine(here):
        return ("", 400) if _autosaves() else (_ask(here, form, taken, refused=say(here.page, STALE)), 400)
    saved = here.door.save(taken.kept, here.language)
    taken = journey.with_mistakes(taken, form, saved.mistakes, page=here.page)
    if _autosaves():
        return _autosaved(here, form, taken)
    wants = "language" if "-language" in posted else "clear" if "-clear" in posted else posted.get("-action", "next")
    if taken.faults or (wants == "next" and taken.unmet):
        return _ask(here, form, taken, required=wants == "next"), 422
    return _onward(here, form, wants, saved.sitting.answers)


def _clear(form: SectionForm, given: str) -> None:
    name, _, part = given.partition("/")
    if name in form.spoken:
        form.question(name).typed.pop(part, None)


def _autosaved(here: Visit, form: SectionForm, taken: Taken) -> ResponseReturnValue:
    relevant = here.way(taken.values).relevant
    names = [field.name for field in form.questions if field.name in relevant and field.asked.kind != "calculate"]
    return "", 422 if taken.faults else 204, {"Paritet-Asked": " ".join(names)}


def _onward(here: Visit, form: SectionForm, wants: str, answers: Answers) -> Response:
    way = here.way(answers)
    if wants == "leave":
        return _to(here, "later")
    if wants in ("language", "clear") and form.name in way.sections:
        named = request.form.get("-clear", "").partition("/")[0] if wants == "clear" else ""
        return _to(here, "section", section=form.name, _anchor=f"q-{named}" if named in form else None)
    fresh = [
        field.name
        for field in form.questions
        if field.name in way.relevant - form.spoken - answers.keys() and field.asked.kind not in overview.SILENT
    ]
    if fresh and wants in ("next", "skip"):
        return _to(here, "section", section=form.name, more="1", _anchor=f"q-{fresh[0]}")
    if form.name not in way.sections:
        return _to(here, "section", section=journey.first_open(here.edition.questionnaire, way, answers))
    place = journey.place(here.edition.questionnaire, way, form.name)
    if wants == "back":
        return _to(here, "section", section=place.before) if place.before else _to(here, "start")
    return _to(here, "section", section=place.after) if place.after else _to(here, "review")


def _ask(here: Visit, form: SectionForm, taken: Taken, *, required: bool = False, refused: str = "") -> str:
    way = here.way(taken.values)
    faults = journey.spread(form, taken.faults, taken.unmet if required else {})
    quotes = frozenset(name for field in form.questions for name in field.asked.label.quotes)
    place = journey.place(here.edition.questionnaire, way, form.name) if form.name in way.sections else None
    return here.show(
        "respond/section.html",
        form=form,
        form_id="section",
        default_action="next",
        relevant=way.relevant,
        said=here.said(way, quotes),
        faults=faults,
        may_skip=bool(required and taken.unmet and not taken.faults),
        refused=refused,
        more=request.method == "GET" and "more" in request.args,
        share=round(100 * (place.number - 1) / place.of) if place else 0,
        progress=_progress(here, place) if place else "",
        saved=_saved(here, faults=bool(faults), refused=bool(refused)),
    )


def _progress(here: Visit, place: journey.Place) -> str:
    left = count(here.page, "about %(n)d minute left", "about %(n)d minutes left", place.minutes)
    return say(here.page, "Section %(number)d of %(of)d", number=place.number, of=place.of) + " · " + left


def _saved(here: Visit, *, faults: bool, refused: bool) -> str:
    if refused:
        return ""
    if faults:
        return say(here.page, "Everything else on this page is saved.")
    if here.sitting.state is Progress.NEW:
        return ""
    return say(here.page, "Saved. You can close this page and return by the same link.")


def review() -> ResponseReturnValue:
    """Show all answers with what is missing and what will be dropped; take them in when she submits."""
    here = visit()
    if here.sitting.state is Progress.SUBMITTED:
        return _to(here, "receipt")
    if request.method == "GET":
        return _review(here)
    if not _genuine(here):
        return _review(here, refused=say(here.page, STALE)), 400
    wants = "language" if "-language" in request.form else request.form.get("-action", "")
    if wants == "submit":
        try:
            here.door.submit(here.today)
        except InvalidAnswers:
            return _review(here), 422
        return _to(here, "receipt", lang=here.language)
    here.door.save({}, here.language)
    if wants == "back":
        return _to(here, "section", section=here.way().sections[-1])
    return _to(here, "later" if wants == "leave" else "review")


def _review(here: Visit, *, refused: str = "") -> str:
    way = here.way()
    return here.show(
        "respond/review.html",
        form_id="review",
        default_action="review",
        sections=overview.sections(here, way),
        missing=overview.missing(here),
        dropped=overview.dropped(here, way),
        refused=refused,
        final=say(here.page, "After you submit, answers can no longer be changed."),
    )


def receipt() -> ResponseReturnValue:
    """Show that the answers are in, with a number that is kept nowhere."""
    here = visit()
    if here.sitting.state is not Progress.SUBMITTED:
        return _to(here, "start")
    given = here.door.submit(here.today)
    on = given.submitted_on
    return here.show(
        "respond/receipt.html",
        number=given.number if isinstance(here.door, Link) else "",
        meaning=say(
            here.page, "It is made from your link and kept nowhere: it shows that answers came in, not which ones."
        ),
        submitted=say(here.page, "Submitted on %(day)s.", day=spoken.day(on, here.page)) if on else "",
        digest=given.notice_digest[:16],
        promise=_promise(here),
    )


def later() -> ResponseReturnValue:
    """Say that everything is saved and how to come back."""
    here = visit()
    if here.sitting.state is Progress.SUBMITTED:
        return _to(here, "receipt")
    return closed.saved_for_later(here)


def _genuine(here: Visit) -> bool:
    return stamp.genuine(request.form.get("-stamp", ""), here.door.secret)


def _autosaves() -> bool:
    return request.form.get("-action") == "autosave"


def _to(here: Visit, page: str, **where: str | None) -> Response:
    return redirect(here.door.to(page, **where), SEE_OTHER)
