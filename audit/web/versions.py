"""An auditor changes the questionnaire of an open audit: gives a text, sees what differs, applies it with a reason."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import DefinitionError, Mistaken, Refused, mark
from audit.questionnaire.changes import Change, Meaning, What
from audit.service import audits, versions
from audit.web import access, placed_wording_of

pages = Blueprint("versions", __name__)

DECLARED = "meaning:"
MEANINGS = {
    Meaning.TYPING: mark("typing"),
    Meaning.KEPT: mark("meaning kept"),
    Meaning.CHANGED: mark("meaning changed"),
}
#: What each class does, in the order in which the page tells of them: what costs most stands first.
EFFECTS = {
    Meaning.CHANGED: mark(
        "Asked anew. Earlier answers are kept apart under their version and are not counted with later ones."
    ),
    Meaning.KEPT: mark("Answers before and after are counted together; the version is marked."),
    Meaning.TYPING: mark("Applies at once; nothing else changes."),
}
HAPPENED = {
    What.EDITED: mark("changed"),
    What.ADDED: mark("added"),
    What.REMOVED: mark("removed"),
    What.MOVED: mark("moved"),
}


@pages.get("/audits/<audit_id>/<enquiry_id>/version")
def version(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """Show the versions so far, and ask for a new one."""
    return _page(audit_id, enquiry_id)


@pages.post("/audits/<audit_id>/<enquiry_id>/version")
def change(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """Compare what was given, or apply what was compared; what was typed is on the page again where something lacks."""
    text, upload = request.form.get("text", ""), request.files.get("file")
    if upload is not None and upload.filename:
        text = upload.read().decode("utf-8-sig", "replace")
    if not text.strip():
        return _page(audit_id, enquiry_id, wrong=(("file", wording.say(access.language(), NOTHING_GIVEN)),)), 422
    session, actor = access.session(), access.actor()
    declared = {key[len(DECLARED) :]: word for key, word in request.form.items() if key.startswith(DECLARED)}
    text = text.replace("\r\n", "\n")
    try:
        compared = versions.compare(session, actor, audit_id, enquiry_id=enquiry_id, text=text, declared=declared)
        if "apply" not in request.form:
            return _page(audit_id, enquiry_id, text=text, compared=compared)
        asked, reason = request.form.get("asked", ""), request.form.get("reason", "")
        versions.apply(
            session,
            actor,
            audit_id,
            enquiry_id=enquiry_id,
            text=text,
            asked=asked,
            reason=reason,
            declared=declared,
        )
    except DefinitionError as refusal:
        return _page(audit_id, enquiry_id, text=text, wrong=_said(refusal, "text")), 422
    except Mistaken as refusal:
        target = "reason" if "apply" in request.form and not _is_other(refusal) else "text"
        shown = None if _is_other(refusal) else compared
        return _page(audit_id, enquiry_id, text=text, compared=shown, wrong=_said(refusal, target)), 422
    except Refused as refusal:
        if refusal.code != "compared-with-another":
            raise
        wrong = (("text", wording.tell(access.language(), refusal.said)),)
        return _page(audit_id, enquiry_id, text=text, compared=compared, wrong=wrong), 409
    flash(mark("The new version is asked from now on."))
    return redirect(url_for("review.audit", audit_id=audit_id), 303)


NOTHING_GIVEN = mark("Choose the questionnaire's file, or paste its text.")
#: What is wrong with the text itself, so that there is nothing to show beside the version that is asked.
OTHERS = frozenset({"another-questionnaire", "declared-looser", "unknown-change"})


def _is_other(refusal: Mistaken) -> bool:
    return any(each.code in OTHERS for each in refusal.mistakes)


def _said(refusal: Mistaken, target: str) -> tuple[tuple[str, str], ...]:
    return tuple((target, said) for said in placed_wording_of(refusal))


def _page(
    audit_id: str,
    enquiry_id: str,
    *,
    text: str = "",
    compared: versions.Compared | None = None,
    wrong: tuple[tuple[str, str], ...] = (),
) -> str:
    session, actor = access.session(), access.actor()
    history = versions.history(session, actor, audit_id, enquiry_id=enquiry_id)
    audit = audits.audit(session, actor, audit_id)
    return render_template(
        "review/version.html",
        audit=audit,
        enquiry=next(each for each in audit.enquiries if each.id == enquiry_id),
        history=history,
        text=text,
        compared=compared,
        forbidden=placed_wording_of(Mistaken(compared.mistakes)) if compared else [],
        groups=_grouped(compared) if compared else (),
        wrong=wrong,
        reason=request.form.get("reason", ""),
        meanings=MEANINGS,
        happened=HAPPENED,
        declared=DECLARED,
    )


def _grouped(compared: versions.Compared) -> list[tuple[str, str, list[tuple[Change, str]]]]:
    """Return the changes by class, the strictest first, each with its place in words."""
    language = access.language()
    found = []
    for meaning, effect in EFFECTS.items():
        own = [
            (change, ", ".join(wording.tell(language, part) for part in change.place))
            for change in compared.changes
            if change.meaning is meaning
        ]
        if own:
            found.append((MEANINGS[meaning], effect, own))
    return found
