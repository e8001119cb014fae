"""The page for those who write programs names every right and every kind of message, in the words of the program."""

import re

from audit.service.tokens import SCOPES
from audit.service.webhooks import endpoints, kinds, sending
from audit.web.api.messages import OTHERS
from audit.wording import ROOT
from audit.worker import posting

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([a-z_:.-]+)` \| (.+?) \|$", PAGE, re.MULTILINE))


def test_every_right_is_on_the_page() -> None:
    assert {name for name in ROWS if ":" in name} == {scope.value for scope in SCOPES}


def test_every_kind_of_message_is_on_the_page_in_the_same_words() -> None:
    told = {kind.value: said for kind, said in kinds.KINDS.items()} | OTHERS
    assert {name: said for name, said in ROWS.items() if "." in name} == told


def test_the_times_on_the_page_are_those_of_the_program() -> None:
    minutes = {
        "within 15 seconds": posting.IN_ALL == 15,
        "after 10 seconds": sending.FIRST_WAIT.seconds == 10,
        "up to 12 hours": sending.LONGEST_WAIT.seconds == 12 * 3600,
        "for three days": sending.GIVEN_UP_AFTER.days == 3,
        "after 90 seconds": sending.LEASE.seconds == 90,
        "for 24 hours": endpoints.OVERLAP.days == 1,
        "at most ten": endpoints.MOST == 10,
    }
    text = " ".join(PAGE.split())
    assert {each: (each in text, held) for each, held in minutes.items()} == dict.fromkeys(minutes, (True, True))
