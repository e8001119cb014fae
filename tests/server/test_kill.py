"""The program dies without a warning: what it had answered "saved" is there, and nothing is half-written."""

import http.client
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.server.conftest import Instance
from tests.server.tabs import Tab

pytestmark = pytest.mark.server

KILLS = 12


def _sound(instance: Instance) -> None:
    """Assert that the database is whole: its pages, its indexes, its references."""
    with sqlite3.connect(instance.server.database_url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@contextmanager
def _nobody_else_writes(instance: Instance) -> Iterator[None]:
    """Hold SQLite's writer, so that every save waits in the middle of its request."""
    connection = sqlite3.connect(instance.server.database_url.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def _begun(instance: Instance, number: int = 0) -> Tab:
    tab = instance.tab()
    tab.get(f"{instance.link(number)}/")
    assert tab.post(_action="begin").status == 303
    return tab


def _saved(tab: Tab, path: str, number: int) -> bool:
    """Save a pair of answers and return whether that was answered; no answer where the worker died."""
    try:
        tab.get(path)
        return tab.post(heard=str(number % 3 + 1), comment=f"saved {number}").status == 303
    except (OSError, http.client.HTTPException):
        return False


def _submits(tab: Tab) -> bool:
    try:
        return tab.post(_action="submit").status == 303
    except (OSError, http.client.HTTPException):
        return False


def _fill_in(instance: Instance, answered: list[int], enough: threading.Event) -> None:
    tab, number = _begun(instance), 0
    while not enough.is_set():
        number += 1
        if _saved(tab, f"{instance.link()}/work", number):
            answered.append(number)


def _is_whole(instance: Instance, least: int) -> None:
    """Assert that the answers kept are one save's, and none older than the last that was answered."""
    kept = instance.answers()
    number = int(kept["comment"].removeprefix("saved "))
    assert number >= least
    assert kept["heard"] == str(number % 3 + 1)


def test_what_was_answered_as_saved_outlives_workers_killed_at_any_moment(mortal: Instance) -> None:
    answered: list[int] = []
    enough = threading.Event()
    filling = threading.Thread(target=_fill_in, args=(mortal, answered, enough))
    filling.start()
    for place in range(KILLS):
        seen = len(answered)
        while len(answered) < seen + 2:
            time.sleep(0.001 * (place % 5 + 1))
        mortal.server.kill_worker(place)
    enough.set()
    filling.join()
    mortal.server.wait()
    _sound(mortal)
    _is_whole(mortal, answered[-1])


def test_the_master_and_all_workers_killed_lose_nothing_and_she_goes_on(mortal: Instance) -> None:
    tab = _begun(mortal)
    assert _saved(tab, f"{mortal.link()}/work", 1)
    mortal.server.kill()
    _sound(mortal)
    mortal.server.start()
    assert mortal.answers() == {"heard": "2", "comment": "saved 1"}
    assert "saved 1" in tab.get(f"{mortal.link()}/work").text
    assert _saved(tab, f"{mortal.link()}/work", 2)
    assert mortal.answers() == {"heard": "3", "comment": "saved 2"}


def test_a_form_opened_before_the_death_is_taken_in_after_it(mortal: Instance) -> None:
    tab = _begun(mortal)
    tab.get(f"{mortal.link()}/work")
    mortal.server.kill()
    mortal.server.start()
    assert tab.post(heard="3", comment="typed before").status == 303
    assert mortal.answers() == {"heard": "3", "comment": "typed before"}


@pytest.mark.parametrize("everything", [False, True], ids=["workers", "master and workers"])
def test_a_save_killed_in_its_middle_is_not_answered_and_leaves_nothing(mortal: Instance, everything: bool) -> None:
    tab = _begun(mortal)
    assert _saved(tab, f"{mortal.link()}/work", 1)
    tab.get(f"{mortal.link()}/work")
    told: list[bool] = []
    with _nobody_else_writes(mortal):
        saving = threading.Thread(target=lambda: told.append(_saved(tab, f"{mortal.link()}/work", 2)))
        saving.start()
        saving.join(1)
        assert saving.is_alive()
        if everything:
            mortal.server.kill()
        else:
            mortal.server.kill_worker(0)
            mortal.server.kill_worker(1)
        saving.join(30)
    if everything:
        mortal.server.start()
    mortal.server.wait()
    assert told == [False]
    _sound(mortal)
    assert mortal.answers() == {"heard": "2", "comment": "saved 1"}
    assert _saved(tab, f"{mortal.link()}/work", 3)
    assert mortal.answers() == {"heard": "1", "comment": "saved 3"}


def test_submitting_while_workers_die_takes_each_person_in_whole_or_not_at_all(mortal: Instance) -> None:
    tabs = [_begun(mortal, number) for number in range(8)]
    for number, tab in enumerate(tabs):
        tab.get(f"{mortal.link(number)}/you")
        assert tab.post(sex="woman").status == 303
        tab.get(f"{mortal.link(number)}/-/review")
    told: list[bool] = []
    for number, tab in enumerate(tabs):
        submitting = threading.Thread(target=lambda own=tab: told.append(_submits(own)))
        submitting.start()
        time.sleep(0.004 * number)
        mortal.server.kill_worker(number)
        submitting.join()
        mortal.server.wait()
        drafts, submitted, ticked = mortal.counted()
        assert (submitted, drafts + submitted) == (ticked, 8)
        assert submitted >= told.count(True)
    _sound(mortal)
    for number, tab in enumerate(tabs):
        tab.get(f"{mortal.link(number)}/-/review")
        _submits(tab)
        assert tab.get(f"{mortal.link(number)}/-/receipt").heading == "Thank you. Your answers are in"
    assert mortal.counted() == (0, 8, 8)
