"""How gunicorn runs Paritet: two processes of four threads; no access log, for it would hold personal links.

The program is loaded once, before the processes part: a dead one's successor answers at once, and memory is shared.
"""

from audit.web import journal, protection

workers = protection.PROCESSES
preload_app = True
threads = 4
timeout = 60
accesslog = None
errorlog = "-"
loglevel = "error"
forwarded_allow_ips = ""


def post_worker_init(_worker: object) -> None:
    """Send the program's own log, which names no path and no person, to stderr."""
    journal.to_stderr()
