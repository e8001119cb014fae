"""The log: one JSON line a request with the page's rule, status and time; never a path, address, name or answer."""

import json
import logging
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType

from flask import Flask, Response, g, request

LOGGER = logging.getLogger("audit.web")
FIELDS = ("rule", "method", "status", "milliseconds", "error", "frames", "file", "mistakes")
Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON, with the fields this program names and no others."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception is told by its type alone, for its message may quote what a person typed."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        return json.dumps(line, ensure_ascii=False)


class QuietFlask(Flask):
    """Flask, except that a failure is logged by its type and its places in the code, not by the path and values."""

    def log_exception(self, exc_info: Failure) -> None:
        """Log a failure without anything that a person sent."""
        kind, _, trace = exc_info
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        LOGGER.error("failed", extra={"rule": _rule(), "error": kind.__name__ if kind else "", "frames": frames})


def install(app: Flask) -> None:
    """Log every request of the application once it is answered."""
    app.before_request(_begin)
    app.after_request(_answered)


def to_stderr() -> None:
    """Send this program's log to stderr as JSON lines; the command that serves calls it once."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    program = logging.getLogger("audit")
    program.handlers = [handler]
    program.setLevel(logging.INFO)
    program.propagate = False


def _begin() -> None:
    g.began = time.perf_counter()


def _answered(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    LOGGER.info(
        "request",
        extra={
            "rule": _rule(),
            "method": request.method,
            "status": response.status_code,
            "milliseconds": round(seconds * 1000, 1),
        },
    )
    return response


def _rule() -> str:
    return str(request.url_rule) if request.url_rule else "no such page"
