"""Paper and files: an auditor types in what came back on paper, a focal point brings in filled forms of colleagues."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit import wording
from audit.errors import InvalidAnswers, Mistake, Mistaken, Refused, mark, message
from audit.questionnaire import answers
from audit.questionnaire.filled import Cell
from audit.questionnaire.merging import Filed
from audit.questionnaire.schema import Mode, Questionnaire
from audit.render.blank import Said
from audit.service import audits, blanks, importing, invitations, paper, responding
from audit.service.answering import as_text
from audit.service.importing import Brought, Sent
from audit.web import access, placed_wording_of

pages = Blueprint("papers", __name__)

MOST_FILES = 20
NOTHING_YET: dict[str, Any] = {"wrong": (), "warned": (), "conflicts": (), "filed": "", "taken": None}
OWN = frozenset({"csrf_token", "forms", "invited", "sheet", "what"})


@pages.route("/audits/<audit_id>/<enquiry_id>/paper", methods=["GET", "POST"])
def typing(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """Hand out paper forms and type in what came back, question by question by the numbers of the form."""
    if request.method == "GET":
        return _typing_page(audit_id, enquiry_id)
    session, actor, sent = access.session(), access.actor(), request.form
    try:
        if sent.get("what") == "forms":
            paper.hand_out(session, actor, audit_id, enquiry_id=enquiry_id, forms=_number(sent.get("forms", "")))
            flash(mark("The paper forms are counted among the invited."), "info")
        else:
            cells = [Cell(key, text) for key, text in sent.items() if key not in OWN]
            chosen, sheet = sent.get("invited") or None, sent.get("sheet", "")
            paper.type_in(session, actor, audit_id, enquiry_id=enquiry_id, cells=cells, invited=chosen, sheet=sheet)
            flash(mark("The paper answer is taken in."), "info")
    except Mistaken as refusal:
        return _typing_page(audit_id, enquiry_id, wrong=placed_wording_of(refusal)), 422
    except Refused as refused:
        if refused.code not in {"no-paper-form-left", "already-answering"}:
            raise
        return _typing_page(audit_id, enquiry_id, wrong=[wording.tell(access.language(), refused.said)]), 422
    return redirect(url_for("papers.typing", audit_id=audit_id, enquiry_id=enquiry_id), 303)


def _typing_page(audit_id: str, enquiry_id: str, *, wrong: Sequence[str] = ()) -> str:
    session, actor, language = access.session(), access.actor(), access.language()
    counted = paper.count(session, actor, audit_id, enquiry_id=enquiry_id)
    shown = audits.audit(session, actor, audit_id)
    enquiry = next(one for one in shown.enquiries if one.id == enquiry_id)
    form = blanks.asked(session, actor, audit_id, enquiry_id=enquiry_id)
    linked = enquiry.mode is not Mode.ANONYMOUS
    people = invitations.participations(session, actor, audit_id, enquiry_id=enquiry_id) if linked else ()
    return render_template(
        "review/paper.html",
        audit=shown,
        enquiry=enquiry,
        counted=counted,
        form=Said(language, language).form(form),
        people=[one for one in people if not one.submitted],
        typed=request.form,
        sheet=request.form.get("sheet") or paper.new_sheet(),
        wrong=wrong,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(paper.MOST_FORMS)) else 0


@pages.route("/sets/<audit_id>/<enquiry_id>/files", methods=["GET", "POST"])
def files(audit_id: str, enquiry_id: str) -> ResponseReturnValue:
    """Bring filled forms into the institution's set; where they differ, a person chooses, answer by answer."""
    sitting = responding.arrive_as(access.session(), access.actor(), audit_id, enquiry_id=enquiry_id)
    asked = sitting.questionnaire
    page: dict[str, Any] = {"audit_id": audit_id, "enquiry_id": enquiry_id, "title": asked.title, **NOTHING_YET}
    if request.method == "GET":
        return render_template("review/files.html", **page)
    try:
        filed, warnings = _sent(asked, audit_id, enquiry_id)
        brought = importing.bring(
            access.session(), access.actor(), audit_id, enquiry_id=enquiry_id, filed=filed, chosen=_chosen()
        )
    except Mistaken as refusal:
        return render_template("review/files.html", **page | {"wrong": placed_wording_of(refusal)}), 422
    page["warned"] = placed_wording_of(InvalidAnswers(tuple(warnings)))
    page["wrong"] = placed_wording_of(InvalidAnswers(brought.mistakes))
    if brought.conflicts:
        page |= {"conflicts": _shown(brought), "filed": _packed(filed)}
        return render_template("review/files.html", **page), 409
    return render_template("review/files.html", **page | {"taken": len(brought.taken)})


def _sent(asked: Questionnaire, audit_id: str, enquiry_id: str) -> tuple[tuple[Filed, ...], tuple[Mistake, ...]]:
    """Return what was sent as files, or once more with the choices between them."""
    if packed := request.form.get("filed"):
        return _unpacked(asked, packed), ()
    sent = [Sent(one.filename or "", one.read()) for one in request.files.getlist("files") if one.filename]
    if not 0 < len(sent) <= MOST_FILES:
        wrong, remedy = message("no file is chosen, or too many"), message("Choose 1 to %(last)d files.",
                                                                           last=MOST_FILES)  # fmt: skip
        raise InvalidAnswers((Mistake("no-files", (), wrong, remedy),))
    session, actor = access.session(), access.actor()
    return importing.read(session, actor, audit_id, enquiry_id=enquiry_id, files=sent)


def _packed(filed: Sequence[Filed]) -> str:
    return json.dumps([[each.source, answers.plain(each.answers)] for each in filed], ensure_ascii=False)


def _unpacked(asked: Questionnaire, packed: str) -> tuple[Filed, ...]:
    """Return what `_packed` packed; read as strictly as a file, because whoever sent it may have changed it."""
    try:
        found = [(str(source), dict(given)) for source, given in json.loads(packed)]
    except (ValueError, TypeError, RecursionError):
        wrong, remedy = message("the files did not come through whole"), message("Choose them again.")
        raise InvalidAnswers((Mistake("unreadable-choice", (), wrong, remedy),)) from None
    return tuple(Filed(source, answers.read(asked, given)) for source, given in found)


def _chosen() -> dict[str, str]:
    own = "choice/"
    return {key.removeprefix(own): source for key, source in request.form.items() if key.startswith(own)}


def _shown(brought: Brought) -> list[dict[str, Any]]:
    return [
        {
            "name": each.question,
            "label": brought.questionnaire.every[each.question.removesuffix("_other")].label
            if each.question.removesuffix("_other") in brought.questionnaire.every
            else brought.questionnaire.every[each.question].label,
            "values": [(source, as_text(value)) for source, value in each.values],
        }
        for each in brought.conflicts
    ]
