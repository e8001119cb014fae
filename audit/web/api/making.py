"""Documents made behind the interface: asked for, followed, cancelled and fetched, as on the pages."""

from datetime import datetime
from typing import Annotated

from flask import Response, current_app
from pydantic import Field

from audit.errors import NotFound, message
from audit.lifecycle import JobState
from audit.render.documents import DOCUMENTS
from audit.service import jobs
from audit.web.api import reading
from audit.web.api.models import Answer, Page
from audit.web.api.moments import Moment
from audit.web.api.operations import Call, page
from audit.web.api.parameters import DocumentWish
from audit.worker import queue


class Job(Answer):
    """A document on its way: `progress` in per cent; `why` it failed: `crashed`, `reopened`, `broke`, a mistake's code.

    Mistakes are those of the body's Word template; their codes begin with `template-`.
    """

    id: str
    audit_id: str
    document: str
    language: str
    file: str
    state: JobState
    progress: int
    why: str
    asked_at: Moment
    ended_at: Moment | None


class WantedDocument(DocumentWish):
    """Which document is wanted, by its name in the list of documents."""

    document: Annotated[str, Field(pattern="^[a-z-]{1,40}$")]


def ask(call: Call) -> Job:
    """Ask for a document of a closed audit; one that is on its way for this token's maker is not asked for twice."""
    wanted, audit_id = call.body, call.path["audit_id"]
    one, _, file = reading.named_document(call, wanted.document, wanted.language)
    layout = wanted.layout.word if one.has_rows else ""
    made = jobs.ask(
        call.session,
        call.actor,
        audit_id,
        document=wanted.document,
        language=wanted.language,
        file=file,
        layout=layout,
    )
    queue.enqueue(current_app.extensions["paritet.settings"].instance, made.id)
    return _job(made)


def list_jobs(call: Call) -> Page[Job]:
    """Return the documents asked for of an audit, in the order in which they were asked for."""
    found = jobs.jobs(call.session, call.actor, call.path["audit_id"])
    return page({_place(each.asked_at, each.id): _job(each) for each in found}, call.query)


def read_job(call: Call) -> Job:
    """Return how far a document is."""
    return _job(jobs.job(call.session, call.actor, call.path["job_id"]))


def cancel(call: Call) -> Job:
    """Cancel a document that is on its way; one that has ended stays as it is."""
    return _job(jobs.cancel(call.session, call.actor, call.path["job_id"]))


def fetch(call: Call) -> Response:
    """Return the file of a document that is ready."""
    one = jobs.fetch(call.session, call.actor, call.path["job_id"])
    place = jobs.place(current_app.extensions["paritet.settings"].instance, one.id)
    if not place.exists():
        raise NotFound("no-document", message("This document is not ready, or it is no longer kept"))
    return reading.as_file(place.read_bytes(), DOCUMENTS[one.document], name=one.file)


def _place(asked_at: datetime, job_id: str) -> str:
    return f"{asked_at.isoformat(timespec='microseconds')}/{job_id}"


def _job(view: jobs.JobView) -> Job:
    return Job(**{name: getattr(view, name) for name in Job.model_fields})
