"""One job after another: each document is made by a process of its own, which can be ended and gives way to people."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.orm import Session

from audit import config, store
from audit.service import jobs
from audit.service.webhooks import deliveries
from audit.store import moments

LOGGER = logging.getLogger("audit.worker")
LOOK_EVERY = 0.5
#: How far the making of documents steps back behind the pages (0–19, as `nice` counts).
GIVES_WAY = 19


def make(job_id: str) -> None:
    """Make the document of a job in a process of its own; a process that was killed is followed by one more."""
    with sessions() as session:
        while jobs.begin(session, job_id) is not None:
            code = _run(session, job_id)
            if not jobs.going_on(session, job_id):
                return
            LOGGER.error("job-broke", extra={"job": job_id, "code": code})
            if code >= 0 or not jobs.again(session, job_id):
                jobs.fail(session, job_id, why=jobs.CRASHED if code < 0 else jobs.BROKE)


def _run(session: Session, job_id: str) -> int:
    """Run the maker to its end, or to that of the job; return its code, negative where it was killed."""
    # The process is this program's own; its only word is an identifier that the database gave.
    process = subprocess.Popen([sys.executable, "-m", "audit.worker.making", job_id], env=os.environ)  # noqa: S603
    try:
        while _runs(process):
            if not jobs.going_on(session, job_id):
                process.kill()
    finally:
        process.kill()
        process.wait()
    return process.returncode


def give_way() -> None:
    """Let whoever is at a page go first: on Linux at once, elsewhere by priority, which lets a slice of time pass."""
    os.nice(GIVES_WAY)
    if sys.platform == "linux":
        with suppress(PermissionError):  # where a container forbids it, the priority alone is left
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def tidy() -> None:
    """Forget documents that were made a week ago with their files, and messages that ended a month ago."""
    folder = config.instance_folder(os.environ)
    now = moments.now()
    with sessions() as session:
        for job_id in jobs.forget_old(session, now=now):
            jobs.place(folder, job_id).unlink(missing_ok=True)
        deliveries.forget_old(session, now=now)


@contextmanager
def sessions() -> Iterator[Session]:
    """Open a session on the instance that the environment names."""
    engine = store.engine(config.standing_database_url(os.environ))
    try:
        with store.sessions(engine)() as session:
            yield session
    finally:
        engine.dispose()


def _runs(process: "subprocess.Popen[bytes]") -> bool:
    try:
        process.wait(LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return True
    return False
