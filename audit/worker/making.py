"""The process that makes one document: reads the report, draws, writes the file beside the others, and says so."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from audit import config
from audit.errors import Mistaken
from audit.render import columns
from audit.render.documents import DOCUMENTS
from audit.service import audits, jobs, reporting
from audit.service.actors import SYSTEM
from audit.worker import running
from audit.worker.wishing import wish

#: The parts of a job that are done when its report is read, and when its document is made.
BEGUN, MADE = 0.01, 0.99


class Cancelled(Exception):
    """Nobody waits for the document any more."""


def main(job_id: str) -> None:
    """Make the document of a job that the worker has begun; where a template cannot be filled, say why."""
    running.give_way()
    with running.sessions() as session:
        job = jobs.job(session, SYSTEM, job_id)
        try:
            content = _made(session, job)
        except Cancelled:
            return
        except Mistaken as mistaken:
            jobs.refuse(session, job_id, mistaken.mistakes)
            return
        _keep(jobs.place(config.instance_folder(os.environ), job_id), content)
        jobs.finish(session, job_id)


def _made(session: Session, job: jobs.JobView) -> bytes:
    """Return the document's bytes; raises Cancelled as soon as it is told so."""
    report = reporting.report(session, SYSTEM, job.audit_id)

    def told(part: float) -> None:
        if not jobs.advance(session, job.id, int(100 * part)):
            raise Cancelled

    told(BEGUN)
    made = DOCUMENTS[job.document]
    wanted = wish(
        session,
        SYSTEM,
        audits.audit(session, SYSTEM, job.audit_id),
        document=made,
        language=job.language,
        today=job.asked_at.date(),
        layout=columns.layout(job.layout),
    )
    content = made.made(report, replace(wanted, told=lambda part: told(BEGUN + (MADE - BEGUN) * part)))
    told(MADE)
    return content


def _keep(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable to nobody else."""
    place.parent.mkdir(mode=0o700, exist_ok=True)
    begun = place.with_suffix(".part")
    with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    begun.replace(place)


if __name__ == "__main__":
    main(sys.argv[1])
