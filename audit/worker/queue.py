"""The queue of jobs, kept in a file of the instance: what waits in it survives every restart."""

from functools import cache
from pathlib import Path
from typing import Any

from huey import SqliteHuey, crontab

from audit.worker import running

FILE = "queue.sqlite"


@cache
def queue(instance: Path) -> SqliteHuey:
    """Return the queue of an instance, which knows what is done with each of its tasks."""
    held = SqliteHuey("paritet", filename=str(instance / FILE), results=False, fsync=True)
    held.make = _task(held)
    held.periodic_task(crontab(minute="17"), name="tidy")(running.tidy)
    return held


def enqueue(instance: Path, job_id: str) -> None:
    """Let the worker make a document; a job that stands in the queue twice is made once."""
    queue(instance).make(job_id)


def _task(held: SqliteHuey) -> Any:  # noqa: ANN401 - the library has no types
    return held.task(name="make")(running.make)
