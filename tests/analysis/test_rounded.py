"""Rounded tables against a reader who holds all their intervals together, and he against a gate with a hole."""

from collections.abc import Mapping

import pytest

from audit.analysis import gate
from audit.analysis.report import Reason
from audit.analysis.rules import THRESHOLD, RuleName
from audit.analysis.suppression import Breakdown, Suppression
from tests.analysis.attacker import KNOWN
from tests.analysis.rounded import HESA, Reading, attacked, broken_down, published

AUDITS = range(1, 8)


def test_a_reader_of_rounded_tables_pins_nothing_and_knows_no_more_than_one_of_exact_tables() -> None:
    seen = [attacked(seed, KNOWN, most=150) for seed in AUDITS]
    assert sum(each.withheld for each in seen) > 300
    assert [(each.pinned, each.narrower) for each in seen] == [(0, 0)] * len(AUDITS)


def test_some_shown_counts_are_found_exactly_and_were_let_out_by_the_gate() -> None:
    assert sum(attacked(seed, KNOWN).undone for seed in (2, 5)) > 0


def test_the_reader_finds_what_siblings_were_to_hide_and_rounding_hides_it_from_him(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def only_small(sizes: Mapping[str, int], threshold: int) -> Breakdown:
        hidden = {name: Reason.SMALL for name, size in sizes.items() if 0 < size < threshold}
        return Breakdown(sizes, hidden, dict.fromkeys(hidden, (1, threshold - 1)))

    monkeypatch.setattr(gate, "breakdown", only_small)
    monkeypatch.setattr(Suppression, "_is_safe", lambda *_: True)
    told = {
        rules.name: [
            (low, high)
            for seed in AUDITS
            for table in broken_down(published(seed, rules, most=150))
            for low, high in Reading(table, rules, KNOWN).intervals(withheld=True).values()
            if low == high > 0
        ]
        for rules in (THRESHOLD, HESA)
    }
    assert told[RuleName.THRESHOLD]
    assert len(told[RuleName.HESA]) < len(told[RuleName.THRESHOLD])
