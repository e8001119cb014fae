"""A reader who looks at the progress page after every submission, and at the report in the end.

He does not see the submissions, only how the page changes. Knowing the rule, he keeps every combination of submissions
by unit that all pages so far allow, one submission after the other, forwards and backwards.
"""

import itertools
from collections.abc import Callable, Hashable, Mapping, Sequence

State = tuple[int, ...]
Page = Callable[[State], Hashable]


def findings(
    rounds: Sequence[Sequence[int]], invited: Sequence[int], *, page: Page, last: Page, threshold: int
) -> set[str]:
    """Return what the reader knows of units of which too few submitted: their number, or all but one more.

    `rounds` are the units of those who submit, in turn, until the audit is closed, and until it is closed again after
    it was reopened; `page` is what field work shows and `last` what is shown when the audit is closed.
    """
    states = list(itertools.product(*(range(people + 1) for people in invited)))
    pages = {state: page(state) for state in states}
    so_far: list[int] = []
    possible: list[set[State]] = [{states[0]}]
    for arrivals in rounds:
        seen = [pages[_state(so_far + list(arrivals[:people]), len(invited))] for people in range(len(arrivals) + 1)]
        so_far += arrivals
        final = last(_state(so_far, len(invited)))
        possible += _forwards(possible[-1], [shown for shown, _ in itertools.groupby(seen)], pages)
        possible[-1] = {state for state in possible[-1] if last(state) == final}
    after, found = possible[-1], _known(possible[-1], threshold=threshold)
    for before in reversed(possible[:-1]):
        after = _before(before, after)
        found |= _known(after, threshold=threshold)
    return found


def _state(arrivals: Sequence[int], units: int) -> State:
    return tuple(arrivals.count(unit) for unit in range(units))


def _forwards(start: set[State], seen: Sequence[Hashable], pages: Mapping[State, Hashable]) -> list[set[State]]:
    """Return the states that each page in turn allows, given all pages before it."""
    possible = [_grown(start, seen[0], pages)]
    for shown in seen[1:]:
        entered = {after for state in possible[-1] for after in _next(state, pages) if pages[after] == shown}
        possible.append(_grown(entered, shown, pages))
    return possible


def _next(state: State, pages: Mapping[State, Hashable]) -> list[State]:
    grown = [(*state[:unit], people + 1, *state[unit + 1 :]) for unit, people in enumerate(state)]
    return [after for after in grown if after in pages]


def _grown(states: set[State], shown: Hashable, pages: Mapping[State, Hashable]) -> set[State]:
    """Return the states that more submissions may lead to while the page stays the same."""
    found, fresh = set(states), set(states)
    while fresh:
        fresh = {after for state in fresh for after in _next(state, pages) if pages[after] == shown} - found
        found |= fresh
    return found


def _before(states: set[State], after: set[State]) -> set[State]:
    """Return those states from which submissions one by one, or none, lead to what is possible afterwards."""
    found, fresh = set(after), set(after)
    while fresh:
        fresh = {
            (*state[:unit], people - 1, *state[unit + 1 :])
            for state in fresh
            for unit, people in enumerate(state)
            if people
        } - found
        found |= fresh
    return states & found


def _known(possible: set[State], *, threshold: int) -> set[str]:
    """Find units, or some together, of whose submissions as many numbers remain as for no withheld group of answers."""
    units = range(len(next(iter(possible))))
    found = set()
    for size in range(1, len(units)):
        for some in itertools.combinations(units, size):
            numbers = {sum(state[unit] for unit in some) for state in possible}
            if 0 < max(numbers) < threshold and max(numbers) - min(numbers) < min(2, threshold - 2):
                found.add(f"{min(numbers)} to {max(numbers)} of units {some} have submitted")
    return found
