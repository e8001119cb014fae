"""Favourable shares weighted for who did not answer: by sex, by level, and by both.

All of it is worked out from groups that the same report publishes and from its head-count, so that no reader learns
what he could not work out himself. Sex and level are published each by itself: where they are weighted together,
answers are spread over both as evenly as the two tables leave it open (the fit of the greatest entropy).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.analysis.population import Heads, Population
from audit.analysis.report import Cell, Table, Weighted
from audit.analysis.scale import Scale
from audit.analysis.statistics import capped, cell_weights, kish_effect, rake, sexes
from audit.questionnaire.schema import Questionnaire, Sex
from audit.questionnaire.weighting import Weighting


@dataclass(frozen=True, slots=True)
class Answered:
    """A cell of weighting: people in the head-count, answers with a value, and the favourable ones among them."""

    cell: Cell
    favourable: int


def weighted(
    questionnaire: Questionnaire, steps: Scale, own: Mapping[str, Table], population: Population
) -> Iterator[Weighted]:
    """Yield the share weighted by sex, by level, and by both, as far as every group is published and large enough."""
    if population.heads is None:
        return
    rule = questionnaire.weighting or Weighting()
    sex = _usable(_by_sex(questionnaire, steps, own, population), population)
    level = _usable(_by_level(rule, steps, own, population.heads), population)
    for cells in (sex, level):
        if cells:
            yield _by_cells(cells, rule.cap)
    if sex and level and (both := _by_both(sex, level, rule.cap)):
        yield both


def _usable(cells: Sequence[Answered] | None, population: Population) -> Sequence[Answered] | None:
    """Return cells none of which has few people or no answer; a weight of few would tell of them."""
    if not cells or any(one.cell.people < max(population.least, one.cell.n, 1) or not one.cell.n for one in cells):
        return None
    return cells


def _by_sex(
    questionnaire: Questionnaire, steps: Scale, own: Mapping[str, Table], population: Population
) -> list[Answered] | None:
    sides = sexes(questionnaire)
    if sides is None or sides[0] not in own:
        return None
    by, *named = sides
    found = []
    for sex, names in zip((Sex.WOMEN, Sex.MEN), named, strict=True):
        counted = _counted(own[by], sorted(names), steps)
        people = population.of(sex)
        if counted is None or people is None:
            return None
        found.append(Answered(Cell(by=by, group=sex, people=people, n=counted[0]), counted[1]))
    return found


def _by_level(rule: Weighting, steps: Scale, own: Mapping[str, Table], heads: Heads) -> list[Answered] | None:
    """Return the cells of the levels; None where they do not make up the whole head-count, each row once."""
    if rule.by is None or rule.by not in own:
        return None
    rows = [row for named in rule.levels.values() for row in named if row in heads]
    if sorted(rows) != sorted(heads):
        return None
    found = []
    for name, named in rule.levels.items():
        counted = _counted(own[rule.by], [name], steps)
        if counted is None:
            return None
        people = sum(sum(heads[row]) for row in named if row in heads)
        label = next(group.label for group in own[rule.by].groups if group.name == name)
        found.append(Answered(Cell(by=rule.by, group=name, label=label, people=people, n=counted[0]), counted[1]))
    return found


def _counted(table: Table, names: Sequence[str], steps: Scale) -> tuple[int, int] | None:
    """Return the answers with a value and the favourable ones of groups together; None where one is withheld."""
    valued = favourable = 0
    for group in table.groups:
        if group.name not in names:
            continue
        if not isinstance(group.counts, dict):
            return None
        valued += sum(group.counts.get(step, 0) for step in steps.points)
        favourable += sum(group.counts.get(step, 0) for step in steps.favourable)
    return valued, favourable


def _by_cells(cells: Sequence[Answered], cap: Fraction) -> Weighted:
    weights = cell_weights([one.cell.people for one in cells], [one.cell.n for one in cells])
    return _weighed(weights, cells, cap, [(one.cell.n, one.favourable) for one in cells])


def _by_both(sex: Sequence[Answered], level: Sequence[Answered], cap: Fraction) -> Weighted | None:
    """Rake answers to the head-count's women and men and to its levels; None where some cell could hold no answer."""
    agreeing = _spread([one.favourable for one in sex], [one.favourable for one in level])
    others = _spread([one.cell.n - one.favourable for one in sex], [one.cell.n - one.favourable for one in level])
    answered = [[a + o for a, o in zip(*rows, strict=True)] for rows in zip(agreeing, others, strict=True)]
    if not all(cell > 0 for row in answered for cell in row):
        return None
    raked = rake(answered, [one.cell.people for one in sex], [one.cell.people for one in level])
    weights = [wanted / some for rows in zip(raked, answered, strict=True) for wanted, some in zip(*rows, strict=True)]
    counted = [pair for rows in zip(answered, agreeing, strict=True) for pair in zip(*rows, strict=True)]
    return _weighed(weights, [*sex, *level], cap, counted)


def _spread(rows: Sequence[int], columns_of: Sequence[int]) -> list[list[float]]:
    """Return the table of the greatest entropy with these rows, its columns in these proportions."""
    together = sum(columns_of)
    return [[row * column / together if together else 0.0 for column in columns_of] for row in rows]


def _weighed(
    weights: Sequence[float], cells: Sequence[Answered], cap: Fraction, counted: Sequence[tuple[float, float]]
) -> Weighted:
    cut = capped(weights, float(cap))
    answered = [some for some, _ in counted]
    whole = sum(weight * some for weight, some in zip(cut, answered, strict=True))
    effect = kish_effect(cut, answered)
    return Weighted(
        by=tuple(dict.fromkeys(one.cell.by for one in cells)),
        favourable=sum(weight * hits for weight, (_, hits) in zip(cut, counted, strict=True)) / whole,
        design_effect=effect,
        effective=sum(answered) / effect,
        greatest=max(cut) / min(cut),
        capped=list(cut) != list(weights),
        cells=tuple(one.cell for one in cells),
    )
