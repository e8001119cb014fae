"""One piece of a draft in a form: a section, a question, the settings, a shared list; the preview stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from audit.errors import Mistaken, Refused, mark
from audit.questionnaire import shape
from audit.questionnaire.editing import conditions, moves, tree
from audit.questionnaire.editing.tree import Path, Tree
from audit.service.authoring import drafts
from audit.service.authoring.drafts import DraftView
from audit.web import access, wording_of
from audit.web.authoring import addresses, forms, keys, preview
from audit.web.authoring.keys import Asked, Kind
from audit.web.authoring.pages import edition, let_long_texts_in

pages = Blueprint("authoring_pieces", __name__, url_prefix="/questionnaires/own/<own_id>")
pages.before_request(let_long_texts_in)

LIST = {"choices": Asked(mark("Answers to choose from"), Kind.TABLE)}
SCORING = {
    "dimensions": Asked(mark("Dimensions"), Kind.TABLE),
    "scale": Asked(mark("Levels of a score"), Kind.TABLE),
}


@pages.route("/questions/<place>", methods=["GET", "POST"])
def question(own_id: str, place: str) -> ResponseReturnValue:
    """Change one question."""
    path = addresses.path(place)
    if len(path) < len(("sections", 0, "questions", 0)):
        raise NotFound
    return _piece(own_id, path, "question")


@pages.route("/sections/<place>", methods=["GET", "POST"])
def section(own_id: str, place: str) -> ResponseReturnValue:
    """Change the words of a section and when it is asked."""
    path = addresses.path(place)
    if len(path) != len(("sections", 0)):
        raise NotFound
    return _piece(own_id, path, "section")


@pages.route("/settings", methods=["GET", "POST"])
def settings(own_id: str) -> ResponseReturnValue:
    """Change what the whole questionnaire is: its title, who answers, in which languages, what they are promised."""
    return _piece(own_id, (), "settings")


@pages.route("/scoring", methods=["GET", "POST"])
def scoring(own_id: str) -> ResponseReturnValue:
    """Change the dimensions and the levels of scores."""
    return _piece(own_id, (), "scoring")


@pages.post("/questions/<place>/preview")
def framed(own_id: str, place: str) -> str:
    """Show a question as it is typed at the moment; nothing is kept."""
    shown = drafts.draft(access.session(), access.actor(), own_id)
    data, path = shown.tree, addresses.path(place)
    if data is None:
        raise NotFound
    made = _made(data, path, "question")
    name = str(tree.at(made, path).get("name", ""))
    return preview.page(tree.write(made), str(tree.at(made, path[:2]).get("name", "")), own_id=own_id, only=name)


framed.talisman_view_options = preview.FRAMED  # type: ignore[attr-defined]  # as flask-talisman's own decorator does


def _piece(own_id: str, path: Path, what: str) -> ResponseReturnValue:
    shown = drafts.draft(access.session(), access.actor(), own_id)
    data = shown.tree
    if data is None:
        return redirect(url_for("authoring.text", own_id=own_id))
    if request.method == "GET":
        return _page(shown, data, path, what)
    try:
        drafts.change(
            access.session(),
            access.actor(),
            own_id,
            lambda read: _made(read, path, what),
            edition=edition(),
            what=what,
        )
    except Mistaken as mistaken:
        return _page(shown, _made(data, path, what), path, what, wrong=wording_of(mistaken)), 422
    except Refused as refused:
        if refused.code != "changed-meanwhile":
            raise
        now = tree.write({"now": _read(data, path)}).removeprefix("now:\n")
        return _page(shown, _made(data, path, what), path, what, now=now), 409
    flash(mark("Saved."))
    if request.form.get("then") == "outline":
        return redirect(url_for("authoring.outline", own_id=own_id, _anchor=f"at-{addresses.place(path)}"), 303)
    return redirect(request.path, 303)


def _read(data: Tree, path: Path) -> Tree:
    try:
        found = tree.at(data, path)
    except KeyError:
        raise NotFound from None
    if not isinstance(found, dict):
        raise NotFound
    return found


def _asked(piece: Tree, what: str) -> Mapping[str, Asked]:
    match what:
        case "question":
            return keys.of_question(str(piece.get("type", "")))
        case "section":
            return keys.of_section()
        case "scoring":
            return SCORING
        case _:
            return keys.SETTINGS


def _made(data: Tree, path: Path, what: str) -> Tree:
    """Return data with the piece as it is typed; a question of another type keeps what that type has."""
    piece = _read(data, path)
    asked = _asked(piece, what)
    made = forms.read(asked, piece, request.form, languages=_languages(data))
    if what == "question":
        made = _retyped(made, request.form.get("type", ""))
    return made if not path else tree.put(data, path, made)


def _retyped(piece: Tree, kind: str) -> Tree:
    if kind not in keys.TYPES or kind == piece.get("type"):
        return piece
    known = shape.keys(shape.QUESTIONS[kind])
    return tree.settled({key: value for key, value in {**piece, "type": kind}.items() if key in known})


def _languages(data: Tree) -> tuple[str, ...]:
    spoken = data.get("languages")
    return tuple(map(str, spoken)) if isinstance(spoken, list) and spoken else ("en",)


def _page(shown: DraftView, data: Tree, path: Path, what: str, *, wrong: Sequence[str] = (), now: str = "") -> str:
    piece = _read(data, path)
    form = forms.shown(_asked(piece, what), piece, languages=_languages(data))
    found = shown.examined.within(path)
    here = [each for each in found if addresses.place(each.path) == addresses.place(path)] if path else found
    about = [each for each in here if path or str(each.path[:1] and each.path[0]).split("/")[0] in _keys(form)]
    elsewhere = forms.mark_faults(form, about, path) if not now else []
    return render_template(
        "authoring/piece.html",
        draft=shown,
        what=what,
        place=addresses.place(path),
        piece=piece,
        form=form,
        wrong=[*wrong, *elsewhere],
        now=now,
        types=keys.TYPES,
        columns=keys.COLUMNS,
        comparisons=conditions.COMPARISONS,
        earlier=_earlier(data, path),
        values=_values(data),
        lists=[(name, name) for name in data["choices"]] if isinstance(data.get("choices"), dict) else [],
        comments=tree.comments(shown.text),
        section=str(_read(data, path[:2]).get("name", "")) if path else "",
    )


def _keys(form: forms.PieceForm) -> set[str]:
    return {key.partition("/")[0] for key in form.asked}


def _earlier(data: Tree, path: Path) -> list[tuple[str, Any]]:
    """Return the questions that a condition can look at: all that are asked before this piece."""
    found = []
    for each in moves.question_paths(data):
        if path and (each[1], *each[3::2]) >= (path[1], *path[3::2]):
            break
        question = _read(data, each)
        if question.get("type") != "note" and "name" in question:
            label = question.get("label")
            found.append((str(question["name"]), label if isinstance(label, dict) else {"en": str(label or "")}))
    return found


def _values(data: Tree) -> list[tuple[str, Any]]:
    """Return the names of all choices with their words, to pick the value of a condition from."""
    lists = data.get("choices")
    pools = list(lists.values()) if isinstance(lists, dict) else []
    pools += [_read(data, path).get("choices") for path in moves.question_paths(data)]
    rows = (row for pool in pools if isinstance(pool, list) for row in pool if isinstance(row, dict))
    return list({str(row.get("name", "")): row.get("label") or {} for row in rows}.items())
