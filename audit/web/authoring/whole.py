"""A draft as a whole: its text, its preview, its history, what is taken from the library, and publishing it."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from audit.errors import Mistaken, Refused, mark
from audit.questionnaire.editing import moves, tree
from audit.questionnaire.scalars import unstorable
from audit.service.authoring import drafts, library, paper, publishing
from audit.web import access, blanks, wording_of
from audit.web.authoring import addresses, preview, walking
from audit.web.authoring.pages import edition, meanwhile, pages, show_outline, told

__all__ = ["pages"]
YAML_TYPE = "application/yaml; charset=utf-8"


@pages.route("/own/<own_id>/text", methods=["GET", "POST"])
def text(own_id: str) -> ResponseReturnValue:
    """Show the text behind the forms, and let it be changed as it is."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    typed, now, wrong, status = shown.text, "", [], 200
    if request.method == "POST":
        typed = request.form.get("text", "").replace("\r\n", "\n")
        try:
            drafts.rewrite(access.session(), access.actor(), own_id, typed, edition=edition())
        except Mistaken as mistaken:
            wrong, status = wording_of(mistaken), 422
        except Refused as refused:
            if refused.code != "changed-meanwhile":
                raise
            now, status = shown.text, 409
        else:
            flash(mark("The text is kept."))
            return redirect(url_for("authoring.text", own_id=own_id), 303)
    found = [(each, told(each.mistake)) for each in shown.examined.findings] if status == 200 else []
    page = render_template("authoring/text.html", draft=shown, typed=typed, now=now, wrong=wrong, found=found)
    return page, status


@pages.get("/own/<own_id>/text.yaml")
def file(own_id: str) -> Response:
    """Hand out a draft's text, or that of a published version."""
    session, actor = access.session(), access.actor()
    version = _version()
    shown = drafts.draft(session, actor, own_id)
    content = publishing.published_text(session, actor, own_id, version=version) if version else shown.text
    name = f"questionnaire-{own_id[:8]}.yaml"
    return Response(content, content_type=YAML_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.get("/own/<own_id>/blank.<any(pdf, docx, xlsx):ending>")
def blank(own_id: str, ending: str) -> ResponseReturnValue:
    """Hand out an empty form to fill in by hand: of the draft as it stands, or of a published version."""
    session, actor = access.session(), access.actor()
    try:
        form = paper.form(session, actor, own_id, version=_version())
    except Mistaken as mistaken:
        shown = drafts.draft(session, actor, own_id)
        return show_outline(shown, wrong=tuple(told(each) for each in mistaken.mistakes), status=422)
    return blanks.handed_out(form, ending)


@pages.post("/own/<own_id>/publish")
def publish(own_id: str) -> ResponseReturnValue:
    """Publish a draft's version for good."""
    try:
        publishing.publish(access.session(), access.actor(), own_id, edition=edition())
    except Mistaken as mistaken:
        shown = drafts.draft(access.session(), access.actor(), own_id)
        return show_outline(shown, wrong=tuple(told(each) for each in mistaken.mistakes), status=422)
    except Refused as refused:
        return meanwhile(refused, own_id)
    flash(mark("Published. It can be chosen when an audit of this body is planned; this version never changes."))
    return redirect(url_for("authoring.outline", own_id=own_id), 303)


@pages.get("/own/<own_id>/history")
def history(own_id: str) -> str:
    """Show who did what to a draft."""
    session, actor = access.session(), access.actor()
    shown = drafts.draft(session, actor, own_id)
    return render_template("authoring/history.html", draft=shown, editions=drafts.history(session, actor, own_id))


@pages.route("/own/<own_id>/preview", methods=["GET", "POST"])
def framed(own_id: str) -> ResponseReturnValue:
    """Show a section, or one question, as whoever answers will see it, and walk on from there; nothing is kept."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    if request.method == "POST":
        return walking.onward(shown.text, own_id)
    section, only = request.args.get("section", ""), request.args.get("question", "")
    return preview.page(shown.text, section, own_id=own_id, only=only)


@pages.get("/own/<own_id>/look")
def look(own_id: str) -> str:
    """Show the whole draft in frames: as on a desktop and as on a phone."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    section = request.args.get("section", "")
    return render_template("authoring/look.html", draft=shown, section=section, shown=shown.examined.shown)


@pages.route("/own/<own_id>/library", methods=["GET", "POST"])
def shelves(own_id: str) -> ResponseReturnValue:
    """Search the questions of the shipped questionnaires, and take one over."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    if request.method == "POST":
        return _take(own_id)
    words = request.args.get("words", "")[:200]
    sections = [
        (addresses.place(path), tree.at(shown.tree or {}, path)) for path in moves.section_paths(shown.tree or {})
    ]
    found = library.found(words)
    page = render_template(
        "authoring/library.html", draft=shown, words=words, found=found, sections=sections, most=library.MOST_SHOWN
    )
    return page


def _version() -> str:
    version = request.args.get("version", "")
    if any(map(unstorable, version)):
        raise BadRequest
    return version


def _take(own_id: str) -> ResponseReturnValue:
    section, key = addresses.path(request.form.get("at", "")), request.form.get("key", "")
    reached: list[tree.Path] = []

    def made(data: tree.Tree) -> tree.Tree:
        changed, to = library.taken(data, key, section=section)
        reached.append(to)
        return changed

    try:
        drafts.change(access.session(), access.actor(), own_id, made, edition=edition(), what="added")
    except Refused as refused:
        return meanwhile(refused, own_id)
    flash(mark("The question is taken over. Change it as you like."))
    return redirect(url_for("authoring_pieces.question", own_id=own_id, place=addresses.place(reached[0])), 303)


framed.talisman_view_options = preview.FRAMED  # type: ignore[attr-defined]  # as flask-talisman's own decorator does
