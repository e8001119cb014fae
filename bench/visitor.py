"""Somebody who opens one page and posts it with other answers every time."""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from bench.measuring import peak

QUESTIONS, CHOICES = 8, 5
VISITS = 50
KEY = re.compile(r'name="(-stamp|csrf_token)"[^>]*value="([^"]+)"')


class Visitor:
    """Shows and posts one page of one application; `field` begins the names of its questions."""

    def __init__(self, app: Flask, path: str, field: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.path, self.field, self.text = path, field, ""

    def show(self) -> None:
        """Open the page."""
        self.text = self.client.get(self.path).text

    def post(self, number: int) -> Callable[[], None]:
        """Return what sends the form with every question answered; only the sending is to be measured."""
        names = [f"{self.field}{each}" for each in range(QUESTIONS)]
        given: dict[str, Any] = {name: str((number + each) % CHOICES + 1) for each, name in enumerate(names)}
        key = KEY.search(self.text)
        if key is None:
            raise LookupError("the page has no key to post it with")
        given |= {key[1]: key[2]} | ({"-action": "next", "-shown": names} if key[1] == "-stamp" else {})
        return lambda: self._sent(given)

    def _sent(self, given: dict[str, Any]) -> None:
        answer = self.client.post(self.path, data=given)
        if answer.status_code != 303:
            raise LookupError(f"the form was answered by {answer.status_code}")


def alone(app: Callable[[], Flask], path: str, field: str) -> None:
    """Print how long after the start of this process the first page came, and its memory after some more."""
    visitor = Visitor(app(), path, field)
    visitor.show()
    first = time.time() - _started()
    for number in range(VISITS):
        visitor.show()
        visitor.post(number)()
    sys.stdout.write(json.dumps({"seconds": first, "mebibytes": peak()}) + "\n")


def _started() -> float:
    """Return when this process began, as seconds since the epoch, by the kernel's account."""
    ticks = float(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
    told = Path("/proc/stat").read_text(encoding="utf-8").splitlines()
    booted = next(int(line.split()[1]) for line in told if line.startswith("btime"))
    return booted + ticks / 100
