"""Keeps a worker beside the server: starts it, starts it anew when it dies, and ends it with the server."""

import os
import signal
import subprocess
import sys
import time

SHORTEST_LIFE = 2.0


def beside(server: int) -> "subprocess.Popen[bytes]":
    """Start the keeper of the worker; it ends when the process with this number is no longer its parent.

    It has a session of its own, which no key of a terminal reaches: the server tells it when to end.
    """
    words = [sys.executable, "-m", "audit.worker.supervising", str(server)]
    return subprocess.Popen(words, env=os.environ, start_new_session=True)  # noqa: S603 - our own program, fixed words


def keep(server: int) -> None:
    """Keep a worker alive for as long as the server lives."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    while os.getppid() == server:
        worker = subprocess.Popen([sys.executable, "-m", "audit.worker.working"], env=os.environ)
        began = time.monotonic()
        try:
            while worker.poll() is None and os.getppid() == server:
                time.sleep(0.5)
        finally:
            worker.terminate()
            worker.wait()
        if time.monotonic() - began < SHORTEST_LIFE:
            time.sleep(SHORTEST_LIFE)


if __name__ == "__main__":
    keep(int(sys.argv[1]))
