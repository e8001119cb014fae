"""A line of the log is one JSON object with the fields that were chosen and nothing besides."""

import json
import logging

from audit.web.journal import JsonLines


def _line(**given: object) -> dict[str, object]:
    record = logging.makeLogRecord(
        {"name": "audit.web", "levelname": "INFO", "msg": "request", "created": 0.0, **given}
    )
    line: dict[str, object] = json.loads(JsonLines().format(record))
    return line


def test_a_request_is_one_line_of_json() -> None:
    assert _line(rule="/r/<token>/", method="GET", status=200, milliseconds=3.2) == {
        "time": "1970-01-01T00:00:00+00:00",
        "level": "info",
        "logger": "audit.web",
        "event": "request",
        "rule": "/r/<token>/",
        "method": "GET",
        "status": 200,
        "milliseconds": 3.2,
    }


def test_what_was_not_chosen_is_not_written() -> None:
    assert "path" not in _line(path="/r/T0ken/", email="a@example.org")


def test_the_message_of_an_exception_is_not_written() -> None:
    error = ValueError("a@example.org")
    assert "example.org" not in json.dumps(_line(exc_info=(ValueError, error, None)))
