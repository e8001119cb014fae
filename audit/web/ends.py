"""The two ends of the way: the first page, which says who will see what; the review, submitting and the receipt."""

from flask import request
from flask.typing import ResponseReturnValue

from audit.errors import InvalidAnswers
from audit.questionnaire import counting
from audit.service.responding import Progress
from audit.web import asked, closed, duration, journey, overview, promise, spoken
from audit.web.doors import Link
from audit.web.visit import STALE, Visit, visit
from audit.wording import count, in_language, say


def start() -> ResponseReturnValue:
    """Say who asks what, for how long, and who will see the answers."""
    here = visit()
    if here.sitting.state is Progress.SUBMITTED:
        return here.to("receipt")
    if request.method != "POST":
        return _start(here)
    if not here.genuine():
        return _start(here, refused=say(here.page, STALE)), 400
    saved = here.door.save({}, here.language)
    way = here.way(saved.sitting.answers)
    return here.to("section", section=journey.first_open(here.edition.questionnaire, way, saved.sitting.answers))


def _start(here: Visit, *, refused: str = "") -> str:
    sitting, questionnaire = here.sitting, here.edition.questionnaire
    questions = counting.asked(questionnaire)
    number = count(here.page, "%(n)d question", "%(n)d questions", questions)
    way = here.way()
    answered = 0 if sitting.state is Progress.NEW else counting.answered(questionnaire, sitting.answers, way.relevant)
    takes = duration.left(questionnaire, way, here.page) if answered else duration.whole(questionnaire, here.page)
    begun = say(here.page, "Your answers so far are saved: %(done)d of %(all)d.", done=answered, all=questions)
    return here.show(
        "respond/start.html",
        asker=_asker(here),
        length=f"{number}, {takes}",
        synthetic=sitting.audit.synthetic,
        introduction=asked.wording(questionnaire.introduction, here.language, here.page),
        promise=_promise(here),
        refused=refused,
        begun=begun if answered else "",
        review=here.door.to("review"),
    )


def _asker(here: Visit) -> str:
    audit = here.sitting.audit
    return " · ".join(in_language(name, here.language)[0] for name in (audit.body_name, audit.title))


def _promise(here: Visit) -> tuple[str, ...]:
    texts = [each for each in here.edition.questionnaire.every.values() if each.type == "text"]
    return promise.sentences(
        here.sitting.notice,
        here.page,
        personal=isinstance(here.door, Link),
        writes=bool(texts),
        publishes=any(each.publish for each in texts),
    )


def review() -> ResponseReturnValue:
    """Show all answers with what is missing and what will be dropped; take them in when she submits."""
    here = visit()
    if here.sitting.state is Progress.SUBMITTED:
        return here.to("receipt")
    if request.method != "POST":
        return _review(here)
    if not here.genuine():
        return _review(here, refused=say(here.page, STALE)), 400
    wants = "language" if "-language" in request.form else request.form.get("-action", "")
    if wants == "submit":
        try:
            here.door.submit(here.today)
        except InvalidAnswers:
            return _review(here), 422
        return here.to("receipt", lang=here.language)
    here.door.save({}, here.language)
    if wants == "back":
        return here.to("section", section=here.way().sections[-1])
    return here.away(wants) if wants in ("leave", "work") else here.to("review")


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
        return here.to("start")
    given = here.door.submit(here.today)
    on = given.submitted_on
    return here.show(
        "respond/receipt.html",
        asker=_asker(here),
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
        return here.to("receipt")
    return closed.saved_for_later(here)
