"""A reader who looks at the progress page after every submission, and at the report in the end.

He does not see the submissions, only how the page changes. Knowing the rule, he keeps every combination of submissions
by unit that all pages so far allow, one submission after the other, forwards and backwards.
"""

import itertools
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

State = tuple[int, ...]
Page = Callable[[State], Hashable]


@dataclass(frozen=True)
class Round:
    """Field work until the audit is closed: the units of those who submit, in turn; what is shown then, and after."""

    arrivals: Sequence[int]
    page: Page
    last: Page


def findings(rounds: Sequence[Round], invited: Sequence[int], *, threshold: int) -> set[str]:
    """Return what the reader knows of units of which too few submitted: their number, or all but one more.

    He knows it of the moment when he looks, or in the end of a moment when the audit was closed. That a number was one
    less before it reached the threshold is known of every number and not counted.
    """
    states = list(itertools.product(*(range(people + 1) for people in invited)))
    so_far: list[int] = []
    possible: list[set[State]] = [{states[0]}]
    closings: list[int] = []
    for one in rounds:
        pages = {state: one.page(state) for state in states}
        now = [_state(so_far + list(one.arrivals[:people]), len(invited)) for people in range(len(one.arrivals) + 1)]
        so_far += one.arrivals
        possible += _forwards(possible[-1], [shown for shown, _ in itertools.groupby(map(pages.get, now))], pages)
        possible[-1] = {state for state in possible[-1] if one.last(state) == one.last(now[-1])}
        closings.append(len(possible) - 1)
    known = [possible[-1]]
    for before in reversed(possible[:-1]):
        known.insert(0, _before(before, known[0]))
    moments = possible + [known[moment] for moment in closings]
    return set().union(*(_known(states, threshold=threshold) for states in moments))


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
