"""What a draft measures: its indicators, its contradictions and the lists of answers that questions share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from audit.errors import Mistaken, Refused, mark
from audit.questionnaire.editing import listed as lists
from audit.questionnaire.editing import moves, tree
from audit.questionnaire.editing.tree import Path, Tree
from audit.service.authoring import drafts
from audit.service.authoring.drafts import DraftView
from audit.web import access, wording_of
from audit.web.authoring import addresses, scored
from audit.web.authoring.pages import edition, meanwhile, pages, told
from audit.wording import say

#: The pieces of this page: what each is in an address, and the key of the draft that holds it.
LISTED = {"indicator": "indicators", "contradiction": "contradictions", "list": "choices"}
EVIDENCE = {
    "": mark("no document is asked for"),
    "expected": mark("a document is expected"),
    "required": mark("a document is required"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of the page: where it stands, its words, what it is, what is wrong with it."""

    at: str
    url: str
    label: str
    beside: str
    wrong: tuple[str, ...]
    warned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A question that an indicator reads, and whether a document is asked for with it."""

    place: str
    label: str
    evidence: str


@pages.get("/own/<own_id>/measures")
def measured(own_id: str) -> ResponseReturnValue:
    """Show what is measured and which lists are shared."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    if shown.tree is None:
        return redirect(url_for("authoring.text", own_id=own_id))
    return _shown(shown, shown.tree)


@pages.post("/own/<own_id>/measures")
def measure_changed(own_id: str) -> ResponseReturnValue:
    """Add an indicator, a contradiction or a list; move, duplicate or delete one."""
    reached: list[str | int] = []

    def made(data: Tree) -> Tree:
        changed, to = _done(data)
        reached.extend(to)
        return changed

    try:
        drafts.change(access.session(), access.actor(), own_id, made, edition=edition(), what="scoring")
    except Mistaken as mistaken:
        shown = drafts.draft(access.session(), access.actor(), own_id)
        return _shown(shown, shown.tree or {}, wrong=tuple(wording_of(mistaken))), 422
    except Refused as refused:
        return meanwhile(refused, own_id)
    if request.form.get("do") == "add":
        return redirect(_address(own_id, tuple(reached)), 303)
    if request.form.get("do") == "delete":
        flash(mark("Deleted. “Take back” brings it back."))
    return redirect(url_for("authoring.measured", own_id=own_id, _anchor=str(reached[0])), 303)


def read_by(data: Tree, piece: Mapping[str, Any]) -> tuple[Read, ...]:
    """Return the questions that an indicator reads, each with the evidence that it asks for."""
    language = access.language()
    wanted = {str(piece[key]).rpartition("/")[2] for key in ("of", "out_of") if piece.get(key)}
    questions = ((path, tree.at(data, path)) for path in moves.question_paths(data))
    return tuple(
        Read(
            addresses.place(path),
            scored.said(question, language),
            say(language, EVIDENCE.get(str(question.get("evidence", "")), EVIDENCE[""])),
        )
        for path, question in questions
        if question.get("name") in wanted
    )


def _done(data: Tree) -> tuple[Tree, Path]:
    what, deed = request.form.get("what", ""), request.form.get("do", "")
    if what not in LISTED:
        raise BadRequest
    key = LISTED[what]
    if deed == "add":
        return _added(data, what)
    path: Path = (key, request.form.get("at", "") if what == "list" else _number())
    match deed:
        case "delete":
            return lists.removed(data, path), (key,)
        case "up" | "down" if what != "list":
            return moves.moved(data, path, by=-1 if deed == "up" else 1)[0], (key,)
        case "duplicate" if what != "list":
            return lists.duplicated(data, path), (key,)
    raise BadRequest


def _added(data: Tree, what: str) -> tuple[Tree, Path]:
    if what == "list":
        return lists.with_list(data, request.form.get("name", "").strip())
    if what == "contradiction":
        return lists.added(data, LISTED[what], {"label": {}, "at_least": "80", "against": {}}, stem="contradiction_")
    measure = request.form.get("measure", "")
    known = measure if measure in scored.MEASURES else "choice"
    return lists.added(data, LISTED[what], {"measure": known, "label": {}}, stem="indicator_")


def _number() -> int:
    at = request.form.get("at", "")
    if not (at.isascii() and at.isdigit() and len(at) < 6):
        raise BadRequest
    return int(at)


def _address(own_id: str, path: Path) -> str:
    endpoint = next(what for what, key in LISTED.items() if key == path[0])
    if endpoint == "list":
        return url_for("authoring_pieces.choices", own_id=own_id, name=path[1])
    return url_for(f"authoring_pieces.{endpoint}", own_id=own_id, number=path[1])


def _shown(shown: DraftView, data: Tree, *, wrong: tuple[str, ...] = ()) -> str:
    return render_template(
        "authoring/measures.html",
        draft=shown,
        rows={what: list(_rows(shown, data, key)) for what, key in LISTED.items()},
        measures=scored.MEASURES,
        wrong=wrong,
        institution=data.get("respondent") == "institution",
    )


def _rows(shown: DraftView, data: Tree, key: str) -> Iterator[Row]:
    language, found = access.language(), data.get(key)
    if isinstance(found, dict):
        for name, choices in found.items():
            labels = [scored.said(each, language) for each in choices if isinstance(each, dict)]
            yield _row(shown, (key, name), name, " · ".join(labels))
    for number, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            measure = scored.MEASURES.get(str(each.get("measure", "")))
            parts = (say(language, measure) if measure else "", str(each.get("of", "")))
            beside = " · ".join(part for part in parts if part)
            yield _row(shown, (key, number), scored.said(each, language), beside)


def _row(shown: DraftView, path: Path, label: str, beside: str) -> Row:
    found = shown.examined.within(path)
    wrong, warned = (tuple(told(each.mistake) for each in found if each.refuses is grave) for grave in (True, False))
    return Row(str(path[1]), _address(shown.id, path), label, beside, wrong, warned)
