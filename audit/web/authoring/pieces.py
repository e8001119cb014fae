"""One piece of a draft in a form: a section, a question, an indicator, a shared list; the preview stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from audit.errors import Mistaken, Refused, mark
from audit.questionnaire import shape
from audit.questionnaire.editing import conditions, tree
from audit.questionnaire.editing.findings import Finding
from audit.questionnaire.editing.tree import Path, Tree
from audit.questionnaire.parts import Part
from audit.service.authoring import drafts
from audit.service.authoring.drafts import DraftView
from audit.web import access, wording_of
from audit.web.authoring import addresses, forms, keys, measures, offered, preview, scored
from audit.web.authoring.keys import Asked, Kind
from audit.web.authoring.pages import edition, let_long_texts_in

pages = Blueprint("authoring_pieces", __name__, url_prefix="/questionnaires/own/<own_id>")
pages.before_request(let_long_texts_in)

LIST = {"choices": Asked(mark("Answers to choose from"), Kind.TABLE)}
SCORING = {
    "dimensions": Asked(mark("Dimensions"), Kind.TABLE),
    "scale": Asked(mark("Levels of a score"), Kind.TABLE),
}


#: Pieces of several kinds: the key that says which, and what each kind has.
TAGGED: Mapping[str, tuple[str, Mapping[str, type[Part]]]] = {
    "question": ("type", shape.QUESTIONS),
    "indicator": ("measure", shape.INDICATORS),
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


@pages.route("/indicators/<number>", methods=["GET", "POST"])
def indicator(own_id: str, number: str) -> ResponseReturnValue:
    """Change what is measured: the question that is read, how, with which weight and against which target."""
    return _piece(own_id, ("indicators", addresses.number(number)), "indicator")


@pages.route("/contradictions/<number>", methods=["GET", "POST"])
def contradiction(own_id: str, number: str) -> ResponseReturnValue:
    """Change what the institution says against what its staff see."""
    return _piece(own_id, ("contradictions", addresses.number(number)), "contradiction")


@pages.route("/lists/<name>", methods=["GET", "POST"])
def choices(own_id: str, name: str) -> ResponseReturnValue:
    """Change the answers of a list that several questions share."""
    return _piece(own_id, ("choices", name), "list")


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
        return redirect(_back(own_id, path, what), 303)
    return redirect(request.path, 303)


def _back(own_id: str, path: Path, what: str) -> str:
    """Return the address of the page that a piece is listed on."""
    if what in measures.LISTED:
        return url_for("authoring.measured", own_id=own_id, _anchor=measures.LISTED[what])
    anchor = addresses.place(path)
    return url_for("authoring.outline", own_id=own_id, _anchor=f"at-{anchor}" if anchor else None)


def _read(data: Tree, path: Path) -> Tree:
    try:
        found = tree.at(data, path)
    except KeyError:
        raise NotFound from None
    if path[:1] == ("choices",):
        return {"choices": found}
    if not isinstance(found, dict):
        raise NotFound
    return found


def _asked(piece: Tree, what: str, data: Tree) -> Mapping[str, Asked]:
    match what:
        case "indicator":
            return scored.of_indicator(piece, data, access.language())
        case "contradiction":
            return scored.of_contradiction(piece, data, access.language())
        case "list":
            return LIST
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
    asked = _asked(piece, what, data)
    made = forms.read(asked, piece, request.form, languages=_languages(data))
    if what in TAGGED:
        made = _retyped(made, request.form.get("type", ""), *TAGGED[what])
    if what == "list":
        return tree.put(data, path, made.get("choices", []))
    return made if not path else tree.put(data, path, made)


def _retyped(piece: Tree, kind: str, tag: str, models: Mapping[str, type[Part]]) -> Tree:
    """Return a piece as another kind of it, with what that kind has too."""
    if kind not in models or kind == piece.get(tag):
        return piece
    known = shape.keys(models[kind])
    return tree.settled({key: value for key, value in {**piece, tag: kind}.items() if key in known})


def _languages(data: Tree) -> tuple[str, ...]:
    spoken = data.get("languages")
    return tuple(map(str, spoken)) if isinstance(spoken, list) and spoken else ("en",)


def _page(shown: DraftView, data: Tree, path: Path, what: str, *, wrong: Sequence[str] = (), now: str = "") -> str:
    piece = _read(data, path)
    form = forms.shown(_asked(piece, what, data), piece, languages=_languages(data))
    about = _about(shown, form, path) if not now else []
    elsewhere = forms.mark_faults(form, about, () if what == "list" else path)
    return render_template(
        "authoring/piece.html",
        draft=shown,
        what=what,
        place=addresses.place(path),
        back=_back(shown.id, path, what),
        name=path[-1] if what == "list" else "",
        piece=piece,
        form=form,
        wrong=[*wrong, *elsewhere],
        now=now,
        types=keys.TYPES if what == "question" else scored.MEASURES,
        kind=str(piece.get(TAGGED[what][0], "")) if what in TAGGED else "",
        columns=keys.COLUMNS,
        wordless=keys.WORDLESS,
        comparisons=conditions.COMPARISONS,
        earlier=offered.earlier(data, path),
        values=offered.values(data),
        lists=offered.lists(data),
        comments=tree.comments(shown.text),
        reads=measures.read_by(data, piece) if what == "indicator" else (),
        section=str(_read(data, path[:2]).get("name", "")) if path[:1] == ("sections",) else "",
    )


def _about(shown: DraftView, form: forms.PieceForm, path: Path) -> list[Finding]:
    """Return what is wrong with a piece itself; of a shared list, as if it stood in a question."""
    found = shown.examined.within(path)
    if path[:1] == ("choices",):
        return [replace(each, path=("choices", *each.path[2:])) for each in found]
    if path:
        return [each for each in found if addresses.place(each.path) == addresses.place(path)]
    return [each for each in found if str(each.path[:1] and each.path[0]).split("/")[0] in _keys(form)]


def _keys(form: forms.PieceForm) -> set[str]:
    return {key.partition("/")[0] for key in form.asked}
