"""Pages of a few words for a respondent: saved for later, no such section, a link that opens nothing and why."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from audit.errors import AuditError, NotFound, mark
from audit.lifecycle import STATE_NAMES, State
from audit.service.evidence import LARGEST_FILE
from audit.web import asked, languages, spoken
from audit.web.visit import Visit, speaking, stranger_language
from audit.wording import languages as spoken_languages
from audit.wording import say, tell

ASK_THE_SENDER = mark("If you think this is a mistake, write to the person who sent you the link.")

#: A refusal's code: the page's status, its heading and what to do.
REFUSALS: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "unknown-link": (
        404,
        mark("This link opens nothing"),
        (
            mark("Part of a link is easily lost in copying: open it from the message once more, or copy it whole."),
            mark("If it still opens nothing, it was replaced by a newer one: ask the person who sent it."),
        ),
    ),
    "link-expired": (
        410,
        mark("The time for answers is over"),
        (mark("Answers submitted before the last day were taken in. Drafts are not counted."), ASK_THE_SENDER),
    ),
    "audit-not-open": (
        410,
        mark("This audit is closed"),
        (mark("Answers submitted before it closed were taken in. Drafts are not counted."), ASK_THE_SENDER),
    ),
    "audit-draft": (
        409,
        mark("This audit has not begun"),
        (mark("The address is right. Come back by it when you are told that the questions are open."),),
    ),
    "already-submitted": (
        409,
        mark("Your answers are already in"),
        (mark("They can no longer be changed. You can close this page."),),
    ),
}


def refused(error: AuditError) -> ResponseReturnValue:
    """Say why a link opens nothing now and what to do, in the language asked for."""
    page = stranger_language()
    otherwise = (404 if isinstance(error, NotFound) else 403, mark("This cannot be opened"), (ASK_THE_SENDER,))
    status, heading, remedies = REFUSALS.get(_code(error), otherwise)
    paragraphs = [say(page, remedy) for remedy in remedies]
    if _code(error) not in REFUSALS:
        paragraphs.insert(0, tell(page, error.said))
    return _words_for_a_stranger(page, say(page, heading), paragraphs), status


def _code(error: AuditError) -> str:
    """Return the code; a focal point meets an audit before it opens and after it closes, a link only after."""
    if error.code != "wrong-state":
        return error.code
    return "audit-draft" if str(error.said.values.get("state")) == STATE_NAMES[State.DRAFT] else "audit-not-open"


def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say that a post was larger than any answer may be; what was typed is still in the browser's page before."""
    page = stranger_language()
    if request.mimetype == "multipart/form-data":
        most = LARGEST_FILE // 1024 // 1024
        paragraphs = [
            say(page, "What you sent is too large, so it was not read and nothing of it was saved."),
            say(page, "Go back with your browser: what you typed is still there."),
            say(page, "A page takes files of up to %(most)d megabytes together. Choose a smaller file.", most=most),
        ]
        return _words_for_a_stranger(page, say(page, "This is too much at once"), paragraphs), 413
    paragraphs = [
        say(page, "What you sent is larger than two megabytes, so it was not read and nothing of it was saved."),
        say(page, "Go back with your browser: what you typed is still there. Shorten the longest answer, then send."),
    ]
    return _words_for_a_stranger(page, say(page, "This is too much text at once"), paragraphs), 413


def _words_for_a_stranger(page: str, heading: str, paragraphs: list[str]) -> str:
    return render_template(
        "respond/words.html",
        **speaking(page),
        title=asked.worded(say(page, "Paritet")),
        languages=languages.switch(spoken_languages(), page),
        heading=heading,
        paragraphs=paragraphs,
        onward=None,
        home=g.door.home,
    )


def no_such_section(here: Visit) -> str:
    """Say that the address names no section, and lead back."""
    return here.show(
        "respond/words.html",
        heading=say(here.page, "There is no such section"),
        paragraphs=[say(here.page, "The address was changed or cut. Your answers are safe.")],
        onward=(here.door.to("start"), say(here.page, "To the first page")),
    )


def saved_for_later(here: Visit) -> str:
    """Say that everything is saved, how to come back and until when."""
    deadline = here.sitting.notice.deadline
    paragraphs = [
        say(here.page, "Your answers are saved, but not submitted yet."),
        say(here.page, "Come back by the same link from any device; you will go on where you stopped."),
    ]
    if deadline:
        paragraphs.append(
            say(here.page, "You can answer until %(day)s inclusive.", day=spoken.day(deadline, here.page))
        )
    return here.show(
        "respond/words.html",
        heading=say(here.page, "Saved. See you later"),
        paragraphs=paragraphs,
        onward=(here.door.to("start"), say(here.page, "Go on answering")),
    )
