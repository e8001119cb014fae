"""Documents are made beside the server: fetched when ready, made once more after a kill, cancelled in the middle."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit.lifecycle import ENDED, JobState
from audit.service import audits, jobs
from audit.service.actors import SYSTEM
from audit.worker import queue
from tests.build import TODAY
from tests.server.conftest import Instance

pytestmark = pytest.mark.server

LONGEST_WAIT = 60


@pytest.fixture
def session(instance: Instance) -> Iterator[Session]:
    """A session that looks past the server, on an audit that is closed."""
    with instance.looking() as opened:
        audits.close_audit(opened, SYSTEM, instance.work.audit.id, today=TODAY)
        yield opened


def _asked(session: Session, instance: Instance) -> jobs.JobView:
    return jobs.ask(session, SYSTEM, instance.work.audit.id, document="workbook", language="en", file="paritet.xlsx")


def _folder(instance: Instance) -> Path:
    return Path(instance.server.environ["PARITET_INSTANCE"])


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while not reached():
        assert time.monotonic() < end, "it was not reached"
        time.sleep(0.05)


def _ends(session: Session, job: jobs.JobView) -> jobs.JobView:
    _until(lambda: jobs.job(session, SYSTEM, job.id).state in ENDED)
    return jobs.job(session, SYSTEM, job.id)


def _processes(words: str) -> list[int]:
    """Return the numbers of our own processes whose command has these words."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                command = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if words in command:
                found.append(int(each.name))
    return found


def test_a_document_is_made_beside_the_server(instance: Instance, session: Session) -> None:
    job = _asked(session, instance)
    queue.enqueue(_folder(instance), job.id)
    assert _ends(session, job).state is JobState.DONE
    assert jobs.place(_folder(instance), job.id).read_bytes().startswith(b"PK")


def test_a_document_is_made_after_its_maker_was_killed(instance: Instance, session: Session) -> None:
    job = _asked(session, instance)
    queue.enqueue(_folder(instance), job.id)
    _until(lambda: bool(_processes(job.id)))
    os.kill(_processes(job.id)[0], signal.SIGKILL)
    assert _ends(session, job).state is JobState.DONE


def test_a_document_waits_through_the_death_of_everything(mortal: Instance) -> None:
    with mortal.looking() as session:
        audits.close_audit(session, SYSTEM, mortal.work.audit.id, today=TODAY)
        mortal.server.kill()
        job = _asked(session, mortal)
        queue.enqueue(_folder(mortal), job.id)
        mortal.server.start()
        assert _ends(session, job).state is JobState.DONE


def test_a_cancelled_document_leaves_no_file(instance: Instance, session: Session) -> None:
    job = _asked(session, instance)
    queue.enqueue(_folder(instance), job.id)
    _until(lambda: bool(_processes(job.id)))
    jobs.cancel(session, SYSTEM, job.id)
    _until(lambda: not _processes(job.id))
    assert jobs.job(session, SYSTEM, job.id).state is JobState.CANCELLED
    assert not jobs.place(_folder(instance), job.id).exists()
