"""Two tabs at the same moment, through real workers: both are told the truth and nothing is lost."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from tests.server.conftest import Instance
from tests.server.tabs import Answered, Tab

pytestmark = pytest.mark.server

ROUNDS = 50


def _at_once(*jobs: Callable[[], Answered]) -> list[Answered]:
    """Do all at the same moment and return what each was answered."""
    begin, answered = threading.Barrier(len(jobs)), dict[int, Answered]()

    def run(number: int, job: Callable[[], Answered]) -> None:
        begin.wait()
        answered[number] = job()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answered[number] for number in range(len(jobs))]


def _begun(instance: Instance, number: int = 0) -> Tab:
    tab = instance.tab()
    tab.get(f"{instance.link(number)}/")
    assert tab.post(_action="begin").status == 303
    return tab


def test_two_tabs_that_post_two_sections_at_once_lose_no_answer(any_instance: Instance) -> None:
    one = _begun(any_instance)
    two = one.another()
    lost = []
    for number in range(ROUNDS):
        one.get(f"{any_instance.link()}/you")
        two.get(f"{any_instance.link()}/work")
        you = one.form(sex="man", years=str(number), _action="next")
        work = two.form(heard=str(number % 3 + 1), comment=f"round {number}", _action="next")
        told = _at_once(partial(one.send_form, one.path, you), partial(two.send_form, two.path, work))
        assert [each.status for each in told] == [303, 303]
        expected = {"sex": "man", "years": number, "heard": str(number % 3 + 1), "comment": f"round {number}"}
        if any_instance.answers() != expected:
            lost.append(number)
    assert lost == []


def test_one_section_in_two_tabs_keeps_the_whole_of_one_of_them(any_instance: Instance) -> None:
    one = _begun(any_instance)
    two = one.another()
    for number in range(10):
        for tab in (one, two):
            tab.get(f"{any_instance.link()}/work")
        told = _at_once(
            partial(one.post, heard="1", comment=f"one {number}"), partial(two.post, heard="3", comment=f"two {number}")
        )
        kept = any_instance.answers()
        assert [each.status for each in told] == [303, 303]
        assert kept in ({"heard": "1", "comment": f"one {number}"}, {"heard": "3", "comment": f"two {number}"})


def test_submitting_in_two_tabs_at_once_makes_one_response_and_tells_both(any_instance: Instance) -> None:
    for number in range(8):
        one = _begun(any_instance, number)
        one.get(f"{any_instance.link(number)}/you")
        assert one.post(sex="woman").status == 303
        two = one.another()
        for tab in (one, two):
            tab.get(f"{any_instance.link(number)}/-/review")
        told = _at_once(partial(one.post, _action="submit"), partial(two.post, _action="submit"))
        shown = [tab.get(answer.location) for tab, answer in zip((one, two), told, strict=True)]
        assert [(each.status, each.heading) for each in shown] == [(200, "Thank you. Your answers are in")] * 2
        # The institution's one set has no draft yet: every response here is somebody's.
        assert any_instance.counted() == (0, number + 1, number + 1)
