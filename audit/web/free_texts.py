"""An auditor reads what people wrote in their own words, one question a page, and publishes what may leave."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.errors import Mistaken, NotFound, mark, message
from audit.lifecycle import READINGS, Reading
from audit.service import audits, reading_texts
from audit.service.reading_texts import QuestionView
from audit.web import access, wording_of

pages = Blueprint("free_texts", __name__)


@pages.get("/audits/<audit_id>/texts")
def listed(audit_id: str) -> ResponseReturnValue:
    """Show the questions whose texts may be published, and how many wait to be read."""
    session, actor = access.session(), access.actor()
    return render_template(
        "review/texts.html",
        audit=audits.audit(session, actor, audit_id),
        questions=reading_texts.to_read(session, actor, audit_id),
    )


@pages.route("/audits/<audit_id>/texts/<enquiry_id>/<question>", methods=["GET", "POST"])
def read(audit_id: str, enquiry_id: str, question: str) -> ResponseReturnValue:
    """Read the texts of one question; what was made of each is kept by its words."""
    session, actor = access.session(), access.actor()
    shown = _question(audit_id, enquiry_id, question)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            reading_texts.read(session, actor, audit_id, enquiry_id=enquiry_id, question=question, made=_made(shown))
        except Mistaken as mistaken:
            wrong = wording_of(mistaken)
        else:
            flash(mark("Kept. What is published changes only when you publish."))
            return redirect(url_for("free_texts.listed", audit_id=audit_id), 303)
    page = render_template(
        "review/text.html",
        audit=audits.audit(session, actor, audit_id),
        question=shown,
        readings=[(reading.value, said) for reading, said in READINGS.items()],
        typed=request.form,
        wrong=wrong,
    )
    return page, 422 if wrong else 200


@pages.post("/audits/<audit_id>/texts/published")
def publish(audit_id: str) -> ResponseReturnValue:
    """Publish the texts that may leave, in a new report; the earlier one is kept, retired."""
    reading_texts.publish(access.session(), access.actor(), audit_id)
    flash(mark("The texts are published in a new report; the earlier one is kept and marked as retired."))
    return redirect(url_for("free_texts.listed", audit_id=audit_id), 303)


def _question(audit_id: str, enquiry_id: str, question: str) -> QuestionView:
    found = reading_texts.to_read(access.session(), access.actor(), audit_id)
    for each in found:
        if (each.enquiry_id, each.question) == (enquiry_id, question):
            return each
    raise NotFound("unknown-text", message("There is no such text, or too few people wrote"))


def _made(shown: QuestionView) -> dict[str, tuple[Reading, str]]:
    """Return what was made of the texts of a page; a word that is none of ours counts as not read."""
    known = {reading.value: reading for reading in Reading}
    return {
        each.digest: (
            known.get(request.form.get(f"reading-{each.digest}", ""), Reading.UNREAD),
            request.form.get(f"words-{each.digest}", ""),
        )
        for each in shown.texts
    }
