"""The demo is whole, synthetic and says so; it shows findings, what is withheld, and an audit that goes on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from audit import store
from audit.analysis.report import Report
from audit.lifecycle import State
from audit.questionnaire import answers as reading
from audit.questionnaire.schema import Questionnaire
from audit.service import audits, bodies, definitions, reporting, responding
from audit.service.actors import SYSTEM
from audit.service.demo import completing
from audit.service.demo.facts import BODIES, Cycle, DemoBody
from audit.service.follow_up import actions
from audit.service.responding import Progress
from audit.service.views import AuditView
from audit.wording import ROOT
from tests import demo


@pytest.fixture(autouse=True)
def _small_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the real shelf, in the place of the small one that other use cases are tried on."""
    monkeypatch.setattr(definitions, "SHELF", ROOT / "questionnaires")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """The demo's database and the links not used yet."""
    path = tmp_path_factory.mktemp("demo") / "paritet.sqlite"
    return path, demo.loaded(path, password_hash="x").tokens


@pytest.fixture
def filled(loaded: tuple[Path, tuple[str, ...]]) -> Iterator[Session]:
    """A session on the demo; nothing here changes it."""
    engine = store.engine(f"sqlite:///{loaded[0]}")
    with store.sessions(engine)() as session:
        yield session
    engine.dispose()


def _found(session: Session, body: str, cycle: str) -> AuditView:
    return next(each for each in audits.audits(session, SYSTEM) if body in each.body_name["en"] and each.cycle == cycle)


def _report(session: Session, body: str, cycle: str) -> Report:
    return reporting.report(session, SYSTEM, _found(session, body, cycle).id)


def test_every_body_is_marked_as_synthetic(filled: Session) -> None:
    assert [each.synthetic for each in bodies.list_bodies(filled, SYSTEM)] == [True, True]


def test_past_cycles_are_closed_in_their_own_year(filled: Session) -> None:
    closed = {(each.cycle, each.closed_on) for each in audits.audits(filled, SYSTEM) if each.state is State.CLOSED}
    assert closed == {("2024", date(2024, 10, 15)), ("2025", date(2025, 10, 15))}


def test_the_present_cycle_is_open_with_drafts_and_unused_links(
    filled: Session, loaded: tuple[Path, tuple[str, ...]]
) -> None:
    states = [responding.arrive(filled, token, today=demo.TODAY).state for token in loaded[1]]
    progress = audits.progress(filled, SYSTEM, _found(filled, "centre", "2026").id)
    assert (set(states), progress[0].submitted, progress[1].invited) == ({Progress.NEW}, 0, 30)


def test_one_or_two_gaps_of_the_centre_are_more_than_chance(filled: Session) -> None:
    gaps = [gap for part in _report(filled, "centre", "2025").parts for gap in part.scorecard.gaps]
    sure = {gap.item for gap in gaps if isinstance(gap.p_holm, float) and gap.p_holm < 0.05}
    assert sure == {"promotion", "men_first"}


@pytest.mark.parametrize(("body", "cycle"), [("centre", "2024"), ("centre", "2025"), ("foreign affairs", "2025")])
def test_every_finished_set_has_a_total_with_nearly_all_of_its_weight(filled: Session, body: str, cycle: str) -> None:
    totals = [part.scorecard for part in _report(filled, body, cycle).parts]
    assert all(card.score is not None and (card.coverage or 0) > 0.9 for card in totals)


def test_the_trend_runs_over_two_cycles(filled: Session) -> None:
    assert {point.cycle for point in _report(filled, "centre", "2025").parity_trend} == {"2024", "2025"}


@pytest.mark.parametrize(
    ("body", "cycle"),
    [(body, cycle) for body in BODIES for cycle in body.cycles],
    ids=lambda part: str(getattr(part, "year", None) or part.key),
)
def test_every_invented_answer_fits_its_question(body: DemoBody, cycle: Cycle) -> None:
    asked: Questionnaire = definitions.parsed(definitions.shelved(body.institution))
    given = completing.completed(asked, cycle.institution, maturity=0.5, year=cycle.year)
    assert set(reading.read(asked, given)) == set(given)


def test_management_sees_what_was_promised_after_a_closed_audit_and_that_one_promise_is_late(filled: Session) -> None:
    closed = _found(filled, "centre", "2025")
    told = actions.following(filled, SYSTEM, closed.id, today=demo.TODAY)
    assert len(told.findings) == 3
    assert [each.what["en"] for each in told.late()] != []
