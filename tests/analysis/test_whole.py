"""Everything a report says of a survey, before a reader; and that reader before programs that tell past their gate."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from audit.analysis import assembly, disclosure, former, heat_map, inference, scorecard, statistics
from audit.analysis import versions as asked_versions
from audit.analysis.assembly import EnquiryFacts
from audit.analysis.disclosure import Rule
from audit.analysis.gate import Gate
from audit.analysis.report import Part, Table
from audit.analysis.rules import LATEST, RuleName
from audit.analysis.suppression import Hidden
from audit.analysis.tally import Tally, tallies
from tests.analysis import whole
from tests.analysis.whole import SURVEY, besides, facts, findings, in_a_row, published

AUDITS = range(16)
BROKEN = range(30)


def _worked_out(seeds: Iterable[int], *, reports: int = 1) -> Iterator[str]:
    return (finding for seed in seeds for finding in findings(in_a_row(facts(seed), reports)))


def _told_past_the_gate(seeds: Iterable[int]) -> Iterator[str]:
    rows = (facts(seed) for seed in seeds)
    return (place for row in rows for place in besides(published(row), row))


def test_whatever_a_report_says_follows_from_its_tables_its_alphas_and_its_numbers_of_people() -> None:
    assert list(_told_past_the_gate(AUDITS)) == []


def test_so_it_does_in_a_report_after_another() -> None:
    rows = [facts(seed) for seed in range(6)]
    assert [place for row in rows for report in in_a_row(row, 3) for place in besides(report, row)] == []


def test_random_audits_hold_whatever_a_report_may_say() -> None:
    parts = [published(facts(seed)) for seed in AUDITS]
    surveys = [report.parts[1] for report in parts]
    items = [item for part in surveys if part.scorecard.statistics for item in part.scorecard.statistics.items]
    assert any(item.weighted for item in items)
    assert any(len(item.intervals) == 3 for item in items)
    assert any(isinstance(gap.cliffs_delta, float) for part in surveys for gap in part.scorecard.gaps)
    assert any(isinstance(each.table.groups[0].n, int) for part in surveys for each in part.former)
    assert any(isinstance(part.paper, int) for part in surveys)
    assert any(report.heat_maps for report in parts)
    assert any(report.parts[0].scorecard.contradictions for report in parts)
    assert any(report.inconsistencies for report in parts)


@pytest.mark.parametrize("reports", [1, 3])
def test_a_reader_of_whole_reports_works_out_nothing(reports: int) -> None:
    assert list(_worked_out(range(12), reports=reports)) == []


def test_the_reader_finds_a_gate_that_forgets_who_answered_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(gate: Gate, tally: Tally, *, split: frozenset[str]) -> Hidden:
        return gate.hidden(tally)

    monkeypatch.setattr(former, "hidden", careless)
    found = list(_worked_out(BROKEN))
    assert any("may have answered early" in each for each in found)


def test_the_reader_finds_earlier_meanings_that_pass_no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    gated = asked_versions.tables
    monkeypatch.setattr(asked_versions, "tables", lambda versions, _: gated(versions, Rule(3, 3)))
    rows = (replace(facts(seed)[1], versions=_few_before(seed)) for seed in range(4))
    found = [each for row in rows for each in findings([published([facts(0)[0], row])])]
    assert any("before: fair by all" in each for each in found)


def _few_before(seed: int) -> asked_versions.Versions:
    """Four people who answered early."""
    said = [asked_versions.FormerValue(1, "fair", step) for step in ("1", "3", "4", str(1 + seed))]
    return asked_versions.Versions((whole.FIRST, whole.SECOND), tuple(said))


def test_the_reader_finds_a_number_of_papers_that_is_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "_typed_in", lambda enquiry, _: enquiry.paper or None)
    assert any("answered on paper" in each for each in _worked_out(BROKEN))


Leak = Callable[[pytest.MonkeyPatch, Callable[[], Sequence[Table]]], None]


def _of_heat_maps(patch: pytest.MonkeyPatch, raw: Callable[[], Sequence[Table]]) -> None:
    patch.setattr(assembly, "_heat_maps", lambda *_: tuple(heat_map.heat_maps(SURVEY, tuple(raw()))))


def _of_weights(patch: pytest.MonkeyPatch, raw: Callable[[], Sequence[Table]]) -> None:
    told = inference.items
    patch.setattr(inference, "items", lambda asked, _tables, *given: told(asked, raw(), *given))


def _of_gaps(patch: pytest.MonkeyPatch, raw: Callable[[], Sequence[Table]]) -> None:
    patch.setattr(scorecard, "gaps", lambda asked, _tables: statistics.gaps(asked, raw()))


@pytest.mark.parametrize(
    ("leak", "where"),
    [(_of_heat_maps, "/heat_maps/"), (_of_weights, "/statistics/items"), (_of_gaps, "/scorecard/gaps/")],
)
def test_the_reader_finds_figures_worked_out_of_more_than_is_published(
    leak: Leak, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[EnquiryFacts] = []
    made, gated = assembly._part, disclosure.protect

    def noticing(enquiry: EnquiryFacts, *given: Any) -> Part:  # noqa: ANN401 - whatever the program passes on
        seen.append(enquiry)
        return made(enquiry, *given)

    def raw() -> Sequence[Table]:
        """Return tables of the answers themselves, as a gate of the least threshold lets them out."""
        return gated(SURVEY, tallies(SURVEY, seen[-1].responses), Rule(3, 3))

    monkeypatch.setattr(assembly, "_part", noticing)
    leak(monkeypatch, raw)
    assert any(where in place for place in _told_past_the_gate(range(4)))


def test_a_rounded_report_says_nothing_past_its_rounded_tables() -> None:
    rows = [facts(seed, rules=LATEST[RuleName.HESA]) for seed in range(6)]
    assert [place for row in rows for place in besides(published(row), row)] == []
