"""A body beside its peers: quartiles of enough unknown bodies, rounded; nobody is told, and only like is compared."""

from collections import defaultdict
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
import pytest

from audit.analysis.benchmark import benchmarks, quantile
from audit.analysis.report import Benchmark, BenchmarkRow, Kind, Place, Reason, Report, ScoringRule, Withheld
from tests.analysis import auditing

SMALL = Withheld(withheld=Reason.SMALL)


def report(score: float | None = 50.0, *, name: str = "Centre", version: str = "2", synthetic: bool = True) -> Report:
    """A report whose total is given and whose other figures are those of the sample."""
    whole = auditing.last(auditing.institution())
    card = whole.parts[0].scorecard
    identity = card.questionnaire.model_copy(update={"version": version})
    part = whole.parts[0].model_copy(
        update={"scorecard": card.model_copy(update={"score": score, "questionnaire": identity})}
    )
    return whole.model_copy(update={"parts": (part,), "body": {"en": name}, "synthetic": synthetic})


def of(own: Report, peers: list[Report], named: list[Report] | None = None, **given: int) -> Benchmark:
    return next(iter(benchmarks(own, peers, named or [], **given)))


def total(found: Benchmark) -> BenchmarkRow:
    return found.rows[0]


def test_quartiles_and_the_place_among_them() -> None:
    found = total(of(report(30.0), [report(score) for score in (10.4, 20.0, 40.0, 60.0, 80.0)]))
    assert (found.peers, found.lower, found.median, found.upper) == (5, 20.0, 40.0, 60.0)
    assert (found.own, found.place) == (30.0, Place.MIDDLE)


@pytest.mark.parametrize(("own", "place"), [(19.9, Place.LOWEST), (60.1, Place.HIGHEST), (None, None)])
def test_the_place_follows_the_quartiles(own: float | None, place: Place | None) -> None:
    assert total(of(report(own), [report(score) for score in (10, 20, 40, 60, 80)])).place == place


def test_fewer_than_five_peers_say_nothing_not_even_how_many() -> None:
    found = total(of(report(), [report(score) for score in (10, 20, 40, 60)]))
    assert (found.peers, found.lower, found.median, found.upper, found.place) == (SMALL, SMALL, SMALL, SMALL, None)


def test_peers_without_a_score_do_not_count() -> None:
    assert total(of(report(), [report(score) for score in (10, 20, 40, 60, None)])).peers == SMALL


def test_quartiles_are_rounded_so_that_they_are_no_bodys_figure() -> None:
    found = total(of(report(), [report(score) for score in (10.2, 20.2, 40.2, 60.7, 80.2)]))
    assert (found.lower, found.median, found.upper) == (20.0, 40.0, 61.0)


def test_peers_that_are_all_alike_would_each_be_told_and_are_withheld() -> None:
    found = total(of(report(), [report(50.0) for _ in range(9)]))
    assert (found.lower, found.median, found.upper) == (Withheld(withheld=Reason.UNANIMOUS),) * 3


def test_bodies_seen_by_name_stand_beside_and_never_among_the_peers() -> None:
    named = [report(90.0, name="Open ministry")]
    found = of(report(), [report(score) for score in (10, 20, 40, 60)], named)
    assert total(found).peers == SMALL
    assert [(each.body, each.figures["total/"]) for each in found.named] == [({"en": "Open ministry"}, 90.0)]


@pytest.mark.parametrize("other", [{"version": "1"}, {"synthetic": False}])
def test_only_what_was_asked_alike_is_compared(other: dict[str, object]) -> None:
    peers = [report(score) for score in (10, 20, 40, 60)]
    assert total(of(report(), [*peers, report(80, **other)])).peers == SMALL  # type: ignore[arg-type]  # each case gives its own


def test_only_what_was_scored_alike_is_compared() -> None:
    rules = ScoringRule(name="line", version="1", digest="0" * 64)
    peers = [report(score) for score in (10, 20, 40, 60, 80)]
    assert total(of(report().model_copy(update={"scoring": rules}), peers)).peers == SMALL


def test_shares_of_women_are_compared_in_whole_per_cent() -> None:
    found = of(report(), [report(score) for score in (10, 20, 40, 60, 80)])
    share = next(each for each in found.rows if each.kind is Kind.SHARE)
    assert share.own == pytest.approx(1 / 3)
    assert share.lower == Withheld(withheld=Reason.UNANIMOUS)


def test_fewer_than_three_bodies_are_never_enough() -> None:
    with pytest.raises(ValueError, match="hide nobody"):
        of(report(), [], least=2)


def test_quantiles_agree_with_another_hand() -> None:
    chance = np.random.default_rng(7)
    for _ in range(50):
        values = sorted(map(float, chance.uniform(0, 100, chance.integers(1, 30))))
        for at in (0.25, 0.5, 0.75):
            from_numpy = float(np.quantile(values, at))
            assert quantile(values, Fraction(at)) == pytest.approx(from_numpy)


#: Figures that peers may have, wide apart.
GRID = (0.0, 25.0, 50.0, 75.0, 100.0)


@cache
def seen(scores: tuple[float, ...], named: tuple[float, ...], *, among: bool = False) -> tuple[object, ...]:
    """What a reader is shown of peers' totals beside bodies that he knows; `among` is a gate that lets these count."""
    others = [report(score) for score in scores]
    known = [report(score) for score in named]
    row = total(of(report(), [*others, *known] if among else others, known))
    return row.peers, row.lower, row.median, row.upper


def pinned(peers: int, named: tuple[float, ...], *, among: bool = False) -> int:
    """In how many pictures a peer's figure follows: every way in which so many peers can have figures is shown."""
    alike: dict[object, list[tuple[float, ...]]] = defaultdict(list)
    for world in product(GRID, repeat=peers):
        alike[seen(tuple(sorted(world)), named, among=among)].append(world)
    return sum(any(len(set(figures)) == 1 for figures in zip(*worlds, strict=True)) for worlds in alike.values())


def test_no_peers_figure_follows_from_quartiles() -> None:
    assert pinned(5, ()) == 0
    assert pinned(1, (0.0, 25.0, 75.0, 100.0)) == 0


def test_a_reader_of_quartiles_in_which_bodies_that_he_knows_take_part_pins_the_others() -> None:
    assert pinned(1, (0.0, 25.0, 75.0, 100.0), among=True) > 0
