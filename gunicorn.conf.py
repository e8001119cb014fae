"""How gunicorn runs Paritet: two processes of four threads, a worker beside; no access log: it would hold links.

The program is loaded once, before the processes part: a dead one's successor answers at once, and memory is shared.
"""

import os
import signal
import subprocess
from typing import Any

from audit.web import journal, protection
from audit.worker import supervising

workers = protection.PROCESSES
preload_app = True
threads = 4
timeout = 60
accesslog = None
errorlog = "-"
loglevel = "error"
forwarded_allow_ips = ""


def post_worker_init(_worker: object) -> None:
    """Send the program's own log, which names no path and no person, to stderr; leave Ctrl+C to the arbiter.

    A terminal tells every process of it. The arbiter ends its workers by a signal of its own, and a worker that is told
    twice waits for itself until it is killed.
    """
    journal.to_stderr()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def when_ready(server: Any) -> None:  # noqa: ANN401 - gunicorn's arbiter has no types
    """Start the worker that makes documents behind the pages."""
    server.beside = supervising.beside(os.getpid())


def on_exit(server: Any) -> None:  # noqa: ANN401 - as above
    """End the worker with the server."""
    keeper: subprocess.Popen[bytes] | None = getattr(server, "beside", None)
    if keeper is not None:
        keeper.terminate()
        keeper.wait()
