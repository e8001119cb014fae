"""Random audits, published once and again, before the reader; `python -m tests.analysis.attack` prints the table."""

import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.analysis.disclosure import Rule, protect
from audit.analysis.earlier import Earlier
from audit.analysis.report import Table
from audit.analysis.tally import tallies
from audit.questionnaire.answers import Answers
from audit.questionnaire.schema import Questionnaire
from tests.analysis import rounded, subtraction, whole
from tests.analysis.attacker import KNOWN
from tests.analysis.audits import a_matrix, a_survey, random_answers, several_ways, with_units_and_ways
from tests.analysis.unfolding import Json
from tests.service.polled import worked_out

MOST = 400
SIZES = (8, 25, 50, 100, 200, MOST + 1)

Publish = Callable[[Questionnaire, Sequence[Answers], Earlier | None], tuple[Table, ...]]


@dataclass(frozen=True)
class Attacked:
    """One audit of so many people: what the reader worked out, and its last report's cells (counts of a group)."""

    people: int
    found: list[str]
    published: int
    withheld: int


def remembering(asked: Questionnaire, answers: Sequence[Answers], before: Earlier | None) -> tuple[Table, ...]:
    """Publish as the program does."""
    return protect(asked, tallies(asked, answers), Rule(), before=before)


def attacked(seed: int, *, reports: int, publish: Publish = remembering) -> Attacked:
    """Publish a random audit some times, a few more people answering each time, and let the reader at all of it."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible audit, not a secret
    by = chance.choice([("sex", "level"), ("sex", "level", "contract")])
    everybody = with_units_and_ways(random.Random(-seed), random_answers(chance, by, most=MOST))  # noqa: S311 - as above
    asked = a_survey(a_matrix(), several_ways(), by=(*by, "unit"))
    published: list[list[Json]] = []
    before: Earlier | None = None
    for people in _so_far(chance, len(everybody), reports):
        tables = publish(asked, everybody[:people], before)
        if people >= KNOWN.threshold:
            before = Earlier(people, {(table.question, table.item, table.by): table for table in tables})
        published.append([table.model_dump(mode="json") for table in tables])
    shown = _cells(published[-1], withheld=False)
    found = subtraction.findings(published, KNOWN)
    return Attacked(len(everybody), found, shown, _cells(published[-1], withheld=True))


def _so_far(chance: random.Random, people: int, reports: int) -> list[int]:
    """Return how many had answered at each report: mostly a few more, sometimes many."""
    counted = [people]
    while len(counted) < reports:
        few = chance.choice([1, 2, 4, 6, 9, 12, 20, max(1, counted[0] // 3)])
        counted.insert(0, max(0, counted[0] - few))
    return counted


def _cells(tables: Sequence[Json], *, withheld: bool) -> int:
    return sum(
        len(table["choices"])
        for table in tables
        for group in table["groups"]
        if ("withheld" in group["counts"]) is withheld
    )


def whole_reports(audits: int) -> int:
    """Attack whole reports, three in a row, and print what was found; return how much."""
    started, places, found = time.perf_counter(), 0, 0
    for seed in range(audits):
        row = whole.facts(seed)
        reports = whole.in_a_row(row, 3)
        found += len(whole.findings(reports))
        places += sum(len(whole.besides(report, row)) for report in reports)
    print(f"{'attacked':>24} {'audits':>7} {'pinned':>7} {'not of what is published':>25} {'seconds':>8}")
    print(
        f"{'whole, 3 in a row':>24} {audits:7,} {found:7} {places:25} {time.perf_counter() - started:8.0f}", flush=True
    )
    return found + places


def rounded_tables(audits: int) -> int:
    """Attack rounded tables and print what was found; return how many withheld counts were pinned, or narrowed."""
    started = time.perf_counter()
    seen = [rounded.attacked(seed, KNOWN) for seed in range(audits)]
    total = {name: sum(getattr(each, name) for each in seen) for name in rounded.Unrounded.__dataclass_fields__}
    print(f"{'attacked':>24} {'audits':>7}" + "".join(f"{name:>10}" for name in total) + f"{'seconds':>9}")
    figures = "".join(f"{people:10,}" for people in total.values())
    print(f"{'rounded (hesa)':>24} {audits:7,}{figures}{time.perf_counter() - started:9.0f}", flush=True)
    return int(total["pinned"] + total["narrower"])


def main(arguments: Sequence[str]) -> int:
    """Attack 1,000 audits (or as many as are named) in every way and print the tables; 1 when anything is found.

    Their tables published once, twice and three times, the progress page, the reports whole, and rounded tables.
    """
    audits = int(arguments[0]) if arguments else 1000
    print(f"{'attacked':>24} {'audits':>7} {'withheld':>9} {'pinned':>7} {'kept':>7} {'seconds':>8}", flush=True)
    pinned = 0
    for reports in (1, 2, 3):
        started = time.perf_counter()
        seen = [attacked(seed, reports=reports) for seed in range(audits)]
        pinned += sum(len(each.found) for each in seen)
        print(_row(f"{reports} in a row", seen), f"{time.perf_counter() - started:8.0f}", flush=True)
        if reports == 1:
            for least, most in pairwise(SIZES):
                of_size = [each for each in seen if least <= each.people < most]
                print(_row(f"of {least} to {most - 1} people", of_size))
    polled = sum(bool(worked_out(seed)) for seed in range(audits))
    print(f"{'progress page polled':>24} {audits:7,} {'':9} {polled:7}", flush=True)
    return int(pinned + polled + whole_reports(audits) + rounded_tables(audits) > 0)


def _row(what: str, seen: Sequence[Attacked]) -> str:
    published, withheld = (sum(getattr(each, name) for each in seen) for name in ("published", "withheld"))
    kept = f"{published / (published + withheld):.1%}" if seen else "-"
    return f"{what:>24} {len(seen):7,} {withheld:9,} {sum(len(each.found) for each in seen):7} {kept:>7}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
