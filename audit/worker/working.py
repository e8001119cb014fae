"""The worker: puts what an earlier one left behind into the queue, works it off, and tells webhooks beside it."""

import os
import threading

from huey.consumer import Consumer

from audit import config
from audit.service import jobs
from audit.worker import queue, running, sending

#: The longest that an empty queue is left alone (seconds).
LOOKS_AGAIN = 1.0


class Beside(Consumer):  # type: ignore[misc]  # the library has no types
    """A worker that ends when whoever keeps it is gone, and when its sender broke: a new one is begun then."""

    keeper = os.getppid()
    sender = threading.current_thread()

    def loop(self, looked: float) -> float:
        """Look after the work once; end where nobody keeps this process any more."""
        if os.getppid() != self.keeper or not self.sender.is_alive():
            self.stop()
        return float(super().loop(looked))


def main() -> None:
    """Work until told to end."""
    instance = config.instance_folder(os.environ)
    with running.sessions() as session:
        for job_id in jobs.left_behind(session):
            queue.enqueue(instance, job_id)
    worker = Beside(queue.queue(instance), workers=1, max_delay=LOOKS_AGAIN)
    worker.sender = sending.begin()
    worker.run()


if __name__ == "__main__":
    main()
