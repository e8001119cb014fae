"""An auditor gives her body's Word reports a template of its own, takes the present one away, or goes back to ours."""

from datetime import date
from functools import partial

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.analysis import made_up
from audit.errors import Mistaken, mark
from audit.render import word
from audit.render.document.telling import TITLES
from audit.render.documents import DOCUMENTS
from audit.render.word.template import WORDS
from audit.service import bodies, word_templates
from audit.web import access, placed_wording_of

pages = Blueprint("word_templates", __name__, url_prefix="/bodies/<body_id>/word-template")

NOTHING_CHOSEN = mark("Choose a file first.")
DOCX = DOCUMENTS["report-word"].media_type
OURS = "paritet-template.docx"


@pages.get("")
def shown(body_id: str) -> ResponseReturnValue:
    """Show which template the body's Word reports are filled into, and what a template may name."""
    return _page(body_id)


@pages.post("")
def replace(body_id: str) -> ResponseReturnValue:
    """Try a template with a made-up report and keep it; one that cannot be filled changes nothing."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _page(body_id, wrong=(wording.say(access.language(), NOTHING_CHOSEN),)), 422
    try:
        word_templates.replace(
            access.session(),
            access.actor(),
            body_id,
            name=upload.filename,
            given=upload.read(),
            on=date.today(),
            tried=partial(word.tried, report=made_up.report()),
        )
    except Mistaken as mistaken:
        return _page(body_id, wrong=tuple(placed_wording_of(mistaken))), 422
    flash(mark("The template is kept. Word reports of this body are filled into it from now on."))
    return redirect(url_for("word_templates.shown", body_id=body_id), 303)


@pages.post("/ours")
def restore(body_id: str) -> ResponseReturnValue:
    """Go back to our template."""
    word_templates.restore(access.session(), access.actor(), body_id)
    flash(mark("Word reports of this body are filled into our template again."))
    return redirect(url_for("word_templates.shown", body_id=body_id), 303)


@pages.get("/file")
def present(body_id: str) -> Response:
    """Hand out the template that is in use."""
    kept = word_templates.template(access.session(), access.actor(), body_id)
    return _sent(kept.content, kept.name) if kept else _sent(word.default(), OURS)


@pages.get("/ours")
def ours(body_id: str) -> Response:
    """Hand out our template, to begin one's own from."""
    word_templates.template(access.session(), access.actor(), body_id)
    return _sent(word.default(), OURS)


def _sent(content: bytes, name: str) -> Response:
    sent = Response(content, mimetype=DOCX)
    sent.headers.set("Content-Disposition", "attachment", filename=name)
    sent.headers["Cache-Control"] = "no-store"
    return sent


def _page(body_id: str, *, wrong: tuple[str, ...] = ()) -> str:
    session, actor = access.session(), access.actor()
    return render_template(
        "review/word_template.html",
        body=bodies.body(session, actor, body_id),
        kept=word_templates.template(session, actor, body_id),
        words=WORDS,
        chapters={**TITLES, "all": mark("all chapters and annexes")},
        wrong=wrong,
    )
