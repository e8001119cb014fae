"""The whole attack on a few audits, with units within units and several choices, and on gates that forget these."""

from collections.abc import Iterable, Iterator

import pytest

from audit.analysis import gate, suppression
from audit.analysis.gate import Gate, of_parts
from audit.analysis.report import ALL
from audit.analysis.suppression import Breakdown, Hidden, Suppression
from audit.analysis.tally import Count, Tally
from tests.analysis import attack
from tests.analysis.attack import attacked

AUDITS = range(60)


def _worked_out(seeds: Iterable[int]) -> Iterator[str]:
    return (finding for seed in seeds for finding in attacked(seed, reports=1).found)


def test_a_reader_of_units_within_units_and_of_several_choices_works_out_nothing() -> None:
    assert list(_worked_out(AUDITS)) == []


def test_the_reader_finds_a_gate_that_knows_of_no_units_within_units(monkeypatch: pytest.MonkeyPatch) -> None:
    def everybody_only(tally: Tally) -> Iterator[tuple[str, Tally]]:
        tops = {name: count for name, count in tally.groups.items() if name not in tally.within}
        yield ALL, Tally(tally.question, tally.item, tally.by, tops)

    monkeypatch.setattr(Tally, "families", everybody_only)
    assert any("unit/" in finding and "is published" in finding for finding in _worked_out(AUDITS))


def test_the_reader_finds_a_gate_that_shows_parts_of_what_it_withholds(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_itself(one: Gate, family: Tally, whole: str, above: Hidden) -> Hidden:
        judged = one.breakdowns[family.by, whole]
        return one.suppression(family, family.groups[ALL]).hidden(of_parts(family), judged)

    monkeypatch.setattr(Gate, "_hidden_of", by_itself)
    assert any("of a whole that is withheld" in finding for finding in _worked_out(AUDITS))


def test_the_reader_finds_a_gate_whose_hidden_rest_of_a_department_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_departments(sizes: dict[str, int], threshold: int) -> Breakdown:
        fair = suppression.breakdown(sizes, threshold)
        if "undisclosed" in sizes:
            return fair
        few = {name: reason for name, reason in fair.hidden.items() if 0 < sizes[name] < threshold}
        return Breakdown(sizes, few, dict.fromkeys(few, (1, threshold - 1)))

    monkeypatch.setattr(gate, "breakdown", of_departments)
    safe = Suppression._is_safe

    def safe_in_departments(one: Suppression, groups: dict[str, Count], hidden: Hidden, breakdown: Breakdown) -> bool:
        return "undisclosed" not in groups or safe(one, groups, hidden, breakdown)

    monkeypatch.setattr(Suppression, "_is_safe", safe_in_departments)
    assert any("unit/" in finding for finding in _worked_out(AUDITS))


def test_the_reader_finds_a_gate_that_takes_one_choice_of_all_for_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    fit = Suppression.is_fit_to_remain

    def careless(one: Suppression, rest: Count) -> bool:
        return one.whole.answered in one.whole.counts.values() or fit(one, rest)

    monkeypatch.setattr(Suppression, "is_fit_to_remain", careless)
    assert any("as good as published" in finding for finding in _worked_out([348]))


def test_the_table_of_the_attack_counts_what_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert attack.main(["3"]) == 0
    assert "3 in a row" in capsys.readouterr().out
