"""Weights that make up for people who did not answer: by cells, by raking, capped, with Kish's design effect.

W. E. Deming and F. F. Stephan, Ann. Math. Statist. 11 (1940), 427–444; L. Kish, Survey Sampling (1965).
"""

from collections.abc import Sequence

Matrix = tuple[tuple[float, ...], ...]
CLOSE = 1e-12
ROUNDS = 1000


def cell_weights(population: Sequence[int], answered: Sequence[int]) -> tuple[float, ...]:
    """Return for each cell how many people one of its respondents stands for.

    Raises ValueError where a cell has nobody who answered: it must be merged with another before.
    """
    if not all(answered):
        raise ValueError("a cell without respondents cannot be weighted")
    return tuple(people / some for people, some in zip(population, answered, strict=True))


def rake(seed: Sequence[Sequence[float]], rows: Sequence[float], columns: Sequence[float]) -> Matrix:
    """Return the table with these row and column totals that keeps the seed's cross-product ratios.

    Rows and columns are scaled by turns until they agree (iterative proportional fitting). Raises ValueError where the
    totals differ in sum, where nobody in the seed can carry a total, and where 1,000 rounds do not make them agree.
    """
    if abs(sum(rows) - sum(columns)) > CLOSE * max(1.0, sum(rows)):
        raise ValueError("the totals of rows and columns do not add up to the same")
    table = [[float(cell) for cell in row] for row in seed]
    for _ in range(ROUNDS):
        table = [_scaled(row, total) for row, total in zip(table, rows, strict=True)]
        turned = [_scaled(column, total) for column, total in zip(zip(*table, strict=True), columns, strict=True)]
        table = [list(row) for row in zip(*turned, strict=True)]
        off = max(abs(sum(row) - total) for row, total in zip(table, rows, strict=True))
        if off <= CLOSE * max(1.0, sum(rows)):
            return tuple(tuple(row) for row in table)
    raise ValueError("no table has these totals where the seed has nobody")


def _scaled(cells: Sequence[float], total: float) -> list[float]:
    together = sum(cells)
    if not together and total:
        raise ValueError("a total cannot be reached where the seed has nobody")
    return [cell * total / together if together else 0.0 for cell in cells]


def capped(weights: Sequence[float], most: float) -> tuple[float, ...]:
    """Return weights of which none is more than `most` times the least one."""
    least = min((weight for weight in weights if weight > 0), default=0.0)
    return tuple(min(weight, most * least) for weight in weights)


def kish_effect(weights: Sequence[float], answered: Sequence[float]) -> float:
    """Return Kish's design effect n·Σw²/(Σw)² of so many respondents at each weight: 1 where all weigh the same.

    The sample is worth as many evenly weighted respondents as it has, divided by the effect. Raises ValueError where
    nobody weighs anything.
    """
    together = sum(weight * some for weight, some in zip(weights, answered, strict=True))
    if together <= 0:
        raise ValueError("nobody has a weight")
    squares = sum(weight**2 * some for weight, some in zip(weights, answered, strict=True))
    return sum(answered) * squares / together**2
