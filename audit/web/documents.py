"""An auditor takes documents of a closed audit: asked for, followed while they are made, cancelled, fetched."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from audit.errors import Mistaken, mark
from audit.lifecycle import ENDED, JOB_STATES
from audit.render.columns import Layout
from audit.render.documents import DOCUMENTS
from audit.service import audits, jobs, reporting
from audit.service.jobs import JobView
from audit.store import moments
from audit.web import access, languages, layouts, placed_wording_of
from audit.worker import queue

pages = Blueprint("documents", __name__)

WHYS = {
    jobs.BROKE: mark(
        "Something broke on our side while it was made. Ask for it again; if it breaks again, tell your administrator."
    ),
    jobs.CRASHED: mark("The program was stopped twice while it was made. Ask for it again when the server is quiet."),
    jobs.REOPENED: mark("The audit was reopened before it was made. Close the audit and ask for it again."),
}
#: After so many seconds of waiting, a page says that nothing is being made.
SLOW = 60


@pages.get("/audits/<audit_id>/documents")
def listed(audit_id: str) -> ResponseReturnValue:
    """Show which documents there are, and those on their way."""
    session, actor = access.session(), access.actor()
    shown = audits.audit(session, actor, audit_id)
    return render_template(
        "review/documents.html",
        audit=shown,
        offered=[(name, one) for name, one in DOCUMENTS.items()],
        jobs=jobs.jobs(session, actor, audit_id),
        documents=DOCUMENTS,
        layouts=layouts.LAYOUTS,
        states=JOB_STATES,
    )


@pages.post("/audits/<audit_id>/documents")
def ask(audit_id: str) -> ResponseReturnValue:
    """Ask for a document in a language."""
    shown = audits.audit(access.session(), access.actor(), audit_id)
    document, language = request.form.get("document", ""), request.form.get("language", "")
    if document not in DOCUMENTS or language not in shown.languages:
        abort(400)
    layout = layouts.asked(request.form) if DOCUMENTS[document].has_rows else Layout()
    file = reporting.file_name(shown.cycle, document, language=language, suffix=DOCUMENTS[document].suffix)
    made = jobs.ask(
        access.session(), access.actor(), audit_id, document=document, language=language, file=file, layout=layout.word
    )
    queue.enqueue(_instance(), made.id)
    return redirect(url_for("documents.job", job_id=made.id), 303)


@pages.get("/documents/<job_id>")
def job(job_id: str) -> ResponseReturnValue:
    """Show how far a document is; without a script the page loads itself anew."""
    one = jobs.job(access.session(), access.actor(), job_id)
    page = render_template(
        "review/document.html",
        job=one,
        document=DOCUMENTS[one.document],
        said=JOB_STATES[one.state],
        why=WHYS.get(one.why, ""),
        wrong=placed_wording_of(Mistaken(one.mistakes)),
        ended=one.state in ENDED,
        slow=_is_slow(one),
        spoken=languages.autonym(one.language),
    )
    headers = {} if one.state in ENDED else {"Refresh": "2"}
    return page, 200, {**headers, "Cache-Control": "no-store"}


@pages.post("/documents/<job_id>/cancelled")
def cancel(job_id: str) -> ResponseReturnValue:
    """Cancel a document that is on its way."""
    one = jobs.cancel(access.session(), access.actor(), job_id)
    flash(mark("The document is cancelled."))
    return redirect(url_for("documents.listed", audit_id=one.audit_id), 303)


@pages.get("/documents/<job_id>/file")
def fetch(job_id: str) -> ResponseReturnValue:
    """Hand out a document that is ready, to whoever may still take it."""
    one = jobs.fetch(access.session(), access.actor(), job_id)
    place = jobs.place(_instance(), one.id)
    if not place.exists():
        abort(404)
    sent: Response = send_file(
        place, mimetype=DOCUMENTS[one.document].media_type, as_attachment=True, download_name=one.file
    )
    sent.headers["Cache-Control"] = "no-store"
    return sent


def _instance() -> Any:  # noqa: ANN401 - a path from the settings
    return current_app.extensions["paritet.settings"].instance


def _is_slow(one: JobView) -> bool:
    waited = moments.now() - one.asked_at
    return one.state not in ENDED and one.progress == 0 and waited.total_seconds() > SLOW
