"""The list of questionnaires, the outline of a draft, and what is done with the whole of it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from audit import wording
from audit.errors import DefinitionError, Mistake, Mistaken, Refused, mark, message
from audit.questionnaire.editing import moves, tree
from audit.questionnaire.schema import Respondent
from audit.service import definitions
from audit.service.authoring import drafts, publishing, sources
from audit.service.authoring.drafts import DraftView
from audit.web import access
from audit.web.authoring import addresses, keys

pages = Blueprint("authoring", __name__, url_prefix="/questionnaires")
LARGEST_POST = 16 * 1024 * 1024
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
            wrong=tuple(told(each) for each in mistaken.mistakes),
        )
        return page, 422
    if brought.skipped:
        shown = drafts.draft(session, actor, made.id)
        return show_outline(shown, skipped=tuple(told(each) for each in brought.skipped))
    flash(mark("The questionnaire is begun. Only those who write it see it until it is published."))
    return redirect(url_for("authoring.outline", own_id=made.id), 303)


@pages.get("/own/<own_id>")
def outline(own_id: str) -> ResponseReturnValue:
    """Show a draft: its sections and questions, what is wrong, what can be done."""
    return show_outline(drafts.draft(access.session(), access.actor(), own_id))


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
    return show_outline(shown, wrong=(wording.say(access.language(), said),), status=409)


def show_outline(
    shown: DraftView, *, wrong: tuple[str, ...] = (), skipped: tuple[str, ...] = (), status: int = 200
) -> ResponseReturnValue:
    """Return the page of a draft, with what could not be done and what of a file was not carried over."""
    data = shown.tree
    loose = [each for each in shown.examined.findings if not addresses.place(each.path)]
    page = render_template(
        "authoring/outline.html",
        draft=shown,
        tree=data,
        sections=_sections(shown, data) if data is not None else (),
        loose=[told(each.mistake) for each in loose],
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
        "wrong": [told(each.mistake) for each in findings if each.refuses],
        "warned": [told(each.mistake) for each in findings if not each.refuses],
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


def told(mistake: Mistake) -> str:
    """Return a mistake with its place as a sentence in the reader's language."""
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
