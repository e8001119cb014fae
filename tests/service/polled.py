"""Random bodies whose progress page is looked at after every submission, closed, reopened and closed again."""

import random

from audit.service import progress
from tests.service import polling
from tests.service.polling import Page, Round, State


def _page(invited: list[int], *, threshold: int, step: int, by_unit: bool) -> Page:
    def page(state: State) -> str:
        counts: progress.Counts = {str(unit): (invited[unit], done) for unit, done in enumerate(state)}
        total = progress.rounded(sum(state), threshold=threshold, step=step)
        units = progress.units(counts, {}, threshold=threshold) if by_unit else ()
        return f"{total} {[unit.submitted for unit in units]}"

    return page


def worked_out(seed: int, *, again: bool = False) -> set[str]:
    """Return what the units add to what the numbers of all people tell; shown `again` after reopening or not."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible body, not a secret
    threshold = chance.choice([3, 5])
    invited = [chance.randint(2, 3 * threshold) for _ in range(chance.choice([2, 3]))]
    people = [unit for unit, number in enumerate(invited) for _ in range(number)]
    chance.shuffle(people)
    reopened, closed = sorted(chance.randint(0, len(people)) for _ in range(2))
    by_unit, in_all = (
        polling.findings(
            [
                _round(people[:reopened], invited, threshold=threshold, by_unit=shown),
                _round(people[reopened:closed], invited, threshold=threshold, by_unit=shown and again),
            ],
            invited,
            threshold=threshold,
        )
        for shown in (True, False)
    )
    return by_unit - in_all


def _round(arrivals: list[int], invited: list[int], *, threshold: int, by_unit: bool) -> Round:
    page, last = (_page(invited, threshold=threshold, step=step, by_unit=by_unit) for step in (threshold, 1))
    return Round(arrivals, page, last)
