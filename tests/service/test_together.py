"""Several at once: two tabs, two submissions, an auditor who closes meanwhile; nothing is lost, nothing is doubled."""

import threading
from collections.abc import Callable

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from audit import store
from audit.errors import Refused
from audit.service import audits, responding
from audit.service.actors import SYSTEM
from audit.store.models import Answer, Participation, Response
from tests import build
from tests.build import TODAY

ROUNDS = 50


def _at_once(engine: Engine, *jobs: Callable[[Session], object]) -> list[object]:
    """Run each job with a session of its own, all beginning together; return what each returned or raised."""
    begin = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(number: int, job: Callable[[Session], object]) -> None:
        with store.sessions(engine)() as session:
            begin.wait()
            try:
                results[number] = job(session)
            except Exception as failure:  # noqa: BLE001 - whatever a thread met is what the test looks at
                results[number] = failure

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _saving(token: str, given: dict[str, str | int]) -> Callable[[Session], object]:
    return lambda own: responding.save(own, token, given)


def _submitting(token: str) -> Callable[[Session], object]:
    return lambda own: responding.submit(own, token, today=TODAY)


def test_two_tabs_saving_different_questions_lose_no_answer(any_engine: Engine) -> None:
    with store.sessions(any_engine)() as session:
        work = build.field_work(session)
        lost = []
        for number in range(ROUNDS):
            one: dict[str, str | int] = {"years": number % 60, "sex": "man"}
            two: dict[str, str | int] = {"heard": str(number % 3 + 1), "comment": f"№ {number}"}
            _at_once(
                any_engine,
                _saving(work.tokens[0], one),
                _saving(work.tokens[0], two),
            )
            if responding.arrive(session, work.tokens[0]).answers != {**one, **two}:
                lost.append(number)
    assert lost == []


def test_submitting_twice_at_once_makes_one_response(any_engine: Engine) -> None:
    with store.sessions(any_engine)() as session:
        work = build.field_work(session, people=8)
        for token in work.tokens:
            responding.save(session, token, {"sex": "man"})
            told = _at_once(any_engine, *[_submitting(token)] * 3)
            assert sorted(str(getattr(each, "repeated", each)) for each in told) == ["False", "True", "True"]
        assert session.scalar(select(func.count()).select_from(Response)) == 8


def test_eight_people_submitting_at_once_are_all_taken_in(any_engine: Engine) -> None:
    with store.sessions(any_engine)() as session:
        work = build.field_work(session, people=8)
        for token in work.tokens:
            responding.save(session, token, {"sex": "woman"})
        told = _at_once(any_engine, *map(_submitting, work.tokens))
        assert [getattr(each, "repeated", each) for each in told] == [False] * 8
        session.rollback()
        assert session.scalar(select(func.count()).where(Participation.submitted)) == 8
        assert session.scalar(select(func.count()).where(Response.submitted)) == 8


def test_a_tab_that_saves_while_another_submits_leaves_no_orphan(any_engine: Engine) -> None:
    with store.sessions(any_engine)() as session:
        work = build.field_work(session, people=12)
        for token in work.tokens:
            responding.save(session, token, {"sex": "woman"})
            saved, _ = _at_once(
                any_engine,
                _saving(token, {"years": 5}),
                _submitting(token),
            )
            assert isinstance(saved, responding.Saved) or (
                isinstance(saved, Refused) and saved.code == "already-submitted"
            )
        session.rollback()
        assert session.scalar(select(func.count()).where(Response.submitted.is_(False))) == 0


def test_closing_while_people_submit_counts_everybody_who_was_told_so(any_engine: Engine) -> None:
    with store.sessions(any_engine)() as session:
        work = build.field_work(session, people=6)
        for token in work.tokens:
            responding.save(session, token, {"sex": "woman"})
        told = _at_once(
            any_engine,
            *map(_submitting, work.tokens),
            lambda own: audits.close_audit(own, SYSTEM, work.audit.id),
        )
        taken = [each for each in told if isinstance(each, responding.Receipt)]
        refused = [each for each in told if isinstance(each, Refused) and each.code == "audit-not-open"]
        session.rollback()
        assert len(taken) + len(refused) == 6
        assert session.scalar(select(func.count()).where(Response.submitted)) == len(taken)
        assert session.scalar(select(func.count(Answer.response_id.distinct()))) == len(taken)
