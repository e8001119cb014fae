"""The list of questionnaires, the outline of a draft, and what is done with the whole of it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from audit import wording
from audit.errors import DefinitionError, Mistake, Mistaken, Refused, mark, message
from audit.questionnaire.editing import moves, tree
from audit.questionnaire.scalars import unstorable
from audit.questionnaire.schema import Respondent
from audit.service import definitions
from audit.service.authoring import drafts, library, publishing, sources
from audit.service.authoring.drafts import DraftView
from audit.web import access, wording_of
from audit.web.authoring import addresses, keys, preview

pages = Blueprint("authoring", __name__, url_prefix="/questionnaires")
LARGEST_POST = 16 * 1024 * 1024
YAML_TYPE = "application/yaml; charset=utf-8"
MEANWHILE = mark(
    "Somebody else has changed this questionnaire meanwhile. This is how it stands now; nothing was changed."
)


@pages.before_request
def let_long_texts_in() -> None:
    """Let whole questionnaires through."""
    request.max_content_length = LARGEST_POST
    request.max_form_memory_size = LARGEST_POST
    request.max_form_parts = 20_000


@pages.get("/")
def listed() -> str:
    """Show the questionnaires of the reader's bodies and those that are shipped."""
    session, actor = access.session(), access.actor()
    return render_template(
        "authoring/list.html",
        own=publishing.own(session, actor),
        bodies=publishing.bodies(session, actor),
        shelf=definitions.questionnaires(),
        respondents=keys.RESPONDENTS,
        wrong=(),
    )


@pages.post("/")
def begin() -> ResponseReturnValue:
    """Begin a draft: from nothing, from the shelf, or from a file."""
    session, actor = access.session(), access.actor()
    try:
        brought, source = _brought()
        made = drafts.begin(session, actor, request.form.get("body", ""), text=brought.text, source=source)
    except Mistaken as mistaken:
        page = render_template(
            "authoring/list.html",
            own=publishing.own(session, actor),
            bodies=publishing.bodies(session, actor),
            shelf=definitions.questionnaires(),
            respondents=keys.RESPONDENTS,
            wrong=tuple(_told(each) for each in mistaken.mistakes),
        )
        return page, 422
    if brought.skipped:
        shown = drafts.draft(session, actor, made.id)
        return _outline(shown, skipped=tuple(_told(each) for each in brought.skipped))
    flash(mark("The questionnaire is begun. Only those who write it see it until it is published."))
    return redirect(url_for("authoring.outline", own_id=made.id), 303)


@pages.get("/own/<own_id>")
def outline(own_id: str) -> ResponseReturnValue:
    """Show a draft: its sections and questions, what is wrong, what can be done."""
    return _outline(drafts.draft(access.session(), access.actor(), own_id))


@pages.post("/own/<own_id>/change")
def change(own_id: str) -> ResponseReturnValue:
    """Add, move, duplicate or delete a section or a question."""
    deed, place = request.form.get("do", ""), request.form.get("at", "")
    path = addresses.path(place) if place else ()
    if deed not in DEEDS or (not path and deed != "add-section"):
        raise BadRequest
    what, make = DEEDS[deed]
    reached: list[tree.Path] = []

    def made(data: tree.Tree) -> tree.Tree:
        changed, to = make(data, path)
        reached.append(to)
        return changed

    try:
        drafts.change(access.session(), access.actor(), own_id, made, edition=edition(), what=what)
    except Refused as refused:
        return meanwhile(refused, own_id)
    to = addresses.place(reached[0]) if reached else ""
    if deed in ("add-question", "add-section"):
        endpoint = "authoring_pieces.question" if deed == "add-question" else "authoring_pieces.section"
        return redirect(url_for(endpoint, own_id=own_id, place=to), 303)
    if deed == "delete":
        flash(mark("Deleted. “Take back” brings it back."))
    return redirect(url_for("authoring.outline", own_id=own_id, _anchor=f"at-{to}" if to else None), 303)


@pages.post("/own/<own_id>/undo")
def undo(own_id: str) -> ResponseReturnValue:
    """Take the last change back."""
    try:
        drafts.undo(access.session(), access.actor(), own_id, edition=edition())
    except Refused as refused:
        return meanwhile(refused, own_id)
    flash(mark("The last change is taken back."))
    return redirect(url_for("authoring.outline", own_id=own_id), 303)


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
    found = [(each, _told(each.mistake)) for each in shown.examined.findings] if status == 200 else []
    page = render_template("authoring/text.html", draft=shown, typed=typed, now=now, wrong=wrong, found=found)
    return page, status


@pages.get("/own/<own_id>/text.yaml")
def file(own_id: str) -> Response:
    """Hand out a draft's text, or that of a published version."""
    session, actor = access.session(), access.actor()
    version = request.args.get("version")
    if version is not None and any(map(unstorable, version)):
        raise BadRequest
    shown = drafts.draft(session, actor, own_id)
    content = publishing.published_text(session, actor, own_id, version=version) if version else shown.text
    name = f"questionnaire-{own_id[:8]}.yaml"
    return Response(content, content_type=YAML_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@pages.post("/own/<own_id>/publish")
def publish(own_id: str) -> ResponseReturnValue:
    """Publish a draft's version for good."""
    try:
        publishing.publish(access.session(), access.actor(), own_id, edition=edition())
    except Mistaken as mistaken:
        shown = drafts.draft(access.session(), access.actor(), own_id)
        return _outline(shown, wrong=tuple(_told(each) for each in mistaken.mistakes), status=422)
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


@pages.get("/own/<own_id>/preview")
def framed(own_id: str) -> str:
    """Show a section, or one question, as whoever answers will see it."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    return preview.page(shown.text, request.args.get("section", ""), only=request.args.get("question", ""))


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


def edition() -> int:
    """Return the edition that the form was made from; 0 where it says none, which no edition is."""
    read = request.form.get("edition", "")
    return int(read) if read.isascii() and read.isdigit() and len(read) < 10 else 0


def meanwhile(refused: Refused, own_id: str) -> ResponseReturnValue:
    """Show how a draft stands where somebody else was quicker; any other refusal goes on."""
    if refused.code not in ("changed-meanwhile", "nothing-to-undo"):
        raise refused
    said = MEANWHILE if refused.code == "changed-meanwhile" else str(refused.said)
    shown = drafts.draft(access.session(), access.actor(), own_id)
    return _outline(shown, wrong=(wording.say(access.language(), said),), status=409)


def _outline(
    shown: DraftView, *, wrong: tuple[str, ...] = (), skipped: tuple[str, ...] = (), status: int = 200
) -> ResponseReturnValue:
    data = shown.tree
    loose = [each for each in shown.examined.findings if not addresses.place(each.path)]
    page = render_template(
        "authoring/outline.html",
        draft=shown,
        tree=data,
        sections=_sections(shown, data) if data is not None else (),
        loose=[_told(each.mistake) for each in loose],
        published=publishing.published(access.session(), access.actor(), shown.id),
        comments=tree.comments(shown.text),
        types=keys.TYPES,
        wrong=wrong,
        skipped=skipped,
    )
    return page, status


def _sections(shown: DraftView, data: tree.Tree) -> list[dict[str, Any]]:
    found = []
    for path in moves.section_paths(data):
        section = tree.at(data, path)
        questions = [each for each in moves.question_paths(data) if each[:2] == path]
        found.append(
            _row(shown, path, section) | {"questions": [_row(shown, each, tree.at(data, each)) for each in questions]}
        )
    return found


def _row(shown: DraftView, path: tree.Path, piece: tree.Tree) -> dict[str, Any]:
    label = piece.get("label")
    findings = [each for each in shown.examined.within(path) if addresses.place(each.path) == addresses.place(path)]
    return {
        "place": addresses.place(path),
        "depth": len(path) // 2 - 1,
        "label": label if isinstance(label, dict) else {"en": str(label or "")},
        "name": str(piece.get("name", "")),
        "type": str(piece.get("type", "")),
        "relevant": bool(piece.get("relevant")),
        "wrong": [_told(each.mistake) for each in findings if each.refuses],
        "warned": [_told(each.mistake) for each in findings if not each.refuses],
    }


def _brought() -> tuple[sources.Brought, str]:
    chosen = request.form.get("from", "")
    typed = request.form.get("respondent", "")
    respondent = Respondent(typed) if typed in set(Respondent) else Respondent.STAFF
    if chosen == "empty":
        own = publishing.own(access.session(), access.actor())
        name = moves.fresh("questionnaire", {each.name for each in own})
        return sources.empty(name, languages=wording.languages(), respondent=respondent), ""
    if chosen == "file":
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            wrong, remedy = message("no file was chosen"), message("Choose a file and press the button again.")
            raise DefinitionError((Mistake("no-file", (), wrong, remedy),))
        return sources.uploaded(sent.filename, sent.read(), respondent=respondent), sent.filename[-200:]
    own = publishing.own(access.session(), access.actor())
    taken = frozenset(each.name for each in own)
    return sources.copied(chosen, taken=taken), chosen


def _told(mistake: Mistake) -> str:
    language = access.language()
    place = ", ".join(wording.tell(language, part) for part in mistake.place)
    wrong, remedy = wording.tell(language, mistake.wrong), wording.tell(language, mistake.remedy)
    return f"{place}: {wrong}. {remedy}" if place else f"{wrong[:1].upper()}{wrong[1:]}. {remedy}"


def _add_question(data: tree.Tree, path: tree.Path) -> tuple[tree.Tree, tree.Path]:
    kind = request.form.get("type", "text")
    known = kind if kind in keys.TYPES else "text"
    name = moves.numbered("q", moves.names(data))
    return moves.added(data, path, {"name": name, "type": known, "label": {}})


def _add_section(data: tree.Tree, _path: tree.Path) -> tuple[tree.Tree, tree.Path]:
    name = moves.numbered("section_", moves.names(data))
    return moves.added(data, (), {"name": name, "label": {}, "questions": []})


Deed = Callable[[tree.Tree, tree.Path], tuple[tree.Tree, tree.Path]]
DEEDS: dict[str, tuple[str, Deed]] = {
    "add-section": ("added", _add_section),
    "add-question": ("added", _add_question),
    "up": ("moved", lambda data, path: moves.moved(data, path, by=-1)),
    "down": ("moved", lambda data, path: moves.moved(data, path, by=1)),
    "duplicate": ("duplicated", moves.duplicated),
    "delete": ("removed", lambda data, path: (moves.removed(data, path), path[:2] if len(path) > 2 else ())),
}
framed.talisman_view_options = preview.FRAMED  # type: ignore[attr-defined]  # as flask-talisman's own decorator does
