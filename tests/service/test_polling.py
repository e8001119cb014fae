"""The progress page, looked at after every submission, and response figures of an audit closed, reopened, closed."""

import pytest

from audit.service import progress
from tests.service.polled import worked_out

BODIES = 80


def test_a_reader_who_looks_after_every_submission_learns_of_no_unit_how_few_submitted() -> None:
    assert set().union(*(worked_out(seed) for seed in range(BODIES))) == set()


def test_he_does_when_units_appear_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_is_enough", lambda *_, **__: True)
    assert any(worked_out(seed) for seed in range(BODIES))


def test_he_does_when_units_are_shown_again_after_the_audit_was_reopened() -> None:
    assert any(worked_out(seed, again=True) for seed in range(380, 430))
