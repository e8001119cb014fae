"""Reports in a row against a reader who subtracts, and that reader against gates that forget."""

from collections.abc import Iterable, Iterator, Sequence

import pytest

from audit.analysis import earlier
from audit.analysis.continuing import Continued
from audit.analysis.earlier import Earlier, Late
from audit.analysis.report import Table
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from tests.analysis.attack import Publish, attacked, remembering

AUDITS = range(40)
BROKEN = range(80)


def _worked_out(seeds: Iterable[int], *, publish: Publish = remembering, reports: int = 2) -> Iterator[str]:
    return (finding for seed in seeds for finding in attacked(seed, reports=reports, publish=publish).found)


@pytest.mark.parametrize("reports", [2, 3])
def test_a_reader_of_reports_in_a_row_works_out_no_late_answer(reports: int) -> None:
    assert list(_worked_out(AUDITS, reports=reports)) == []


def test_the_reader_finds_a_gate_that_forgets() -> None:
    def forgetful(asked: Questionnaire, answers: Sequence[Answers], _: Earlier | None) -> tuple[Table, ...]:
        return remembering(asked, answers, None)

    found = list(_worked_out(range(12), publish=forgetful))
    assert any("late answers of" in finding for finding in found)
    assert any("chose" in finding for finding in found)


def test_the_reader_finds_a_gate_that_only_waits_for_enough_late_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Late, "is_fit", lambda *_: True)
    monkeypatch.setattr(earlier, "is_told", lambda *_: False)
    assert any("late answers of" in finding for finding in _worked_out(BROKEN))


def test_the_reader_finds_a_gate_that_forgets_the_people_silent_on_one_item(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "is_told", lambda *_: False)
    assert any("late people of" in finding for finding in _worked_out(BROKEN))


def _of_its_own_time(continued: Continued, breakdown: str, since: int) -> bool:
    return earlier.is_told([sizes for people, sizes in continued.sizes(breakdown) if people == since], 5)


def test_the_reader_finds_tables_of_one_breakdown_that_changed_at_different_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Continued, "_tells_sizes", _of_its_own_time)
    assert any("late people of" in finding for finding in _worked_out(range(60, 70), reports=3))


def test_the_reader_finds_a_gate_that_shows_later_what_it_hid() -> None:
    def afresh(asked: Questionnaire, answers: Sequence[Answers], before: Earlier | None) -> tuple[Table, ...]:
        followed, fresh = remembering(asked, answers, before), remembering(asked, answers, None)
        return tuple(old if old.late else new for old, new in zip(followed, fresh, strict=True))

    assert any("chose" in finding for finding in _worked_out(BROKEN, publish=afresh))
