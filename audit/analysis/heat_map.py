"""Units by dimensions: the scores of every group of a breakdown, from published tables alone."""

from collections.abc import Iterator

from audit.analysis import joining, survey
from audit.analysis.report import ALL, Axis, HeatMap, Table, TableGroup, Withheld
from audit.questionnaire.schema import Dimension, Questionnaire

Published = dict[tuple[str, str | None], TableGroup]


def heat_maps(questionnaire: Questionnaire, tables: tuple[Table, ...]) -> Iterator[HeatMap]:
    """Yield a map for every breakdown of a survey: its groups, then everybody, by the dimensions.

    A cell is worked out as the dimension's score is, from the tables' means; it is withheld where any of them is.
    """
    columns = [part for part in questionnaire.dimensions if _items(questionnaire, part)]
    for by in dict.fromkeys(table.by for table in tables if table.by != ALL):
        own = [table for table in tables if table.by == by]
        names = dict.fromkeys(group.name for table in own for group in table.groups)
        rows = [*(name for name in names if name != ALL), *([ALL] if ALL in names else [])]
        if not columns or not rows:
            continue
        found = {name: _published(own, name) for name in rows}
        yield HeatMap(
            questionnaire=questionnaire.name,
            by=by,
            label=questionnaire.questions[by].label if by in questionnaire.questions else {},
            rows=tuple(Axis(name=name, label=_label(own, name)) for name in rows),
            columns=tuple(Axis(name=part.name, label=part.label) for part in columns),
            cells=tuple(tuple(_cell(questionnaire, part, found[name]) for part in columns) for name in rows),
        )


def _published(tables: list[Table], name: str) -> Published:
    return {(table.question, table.item): group for table in tables for group in table.groups if group.name == name}


def _label(tables: list[Table], name: str) -> dict[str, str]:
    return next((group.label for table in tables for group in table.groups if group.name == name and group.label), {})


def _items(questionnaire: Questionnaire, part: Dimension) -> list[str]:
    """Return the questions that a dimension of a survey is measured by."""
    return [one.of for one in questionnaire.indicators if one.dimension == part.name]


def _cell(questionnaire: Questionnaire, part: Dimension, published: Published) -> float | Withheld | None:
    asked = _items(questionnaire, part)
    hidden = (_hidden(group) for (question, _), group in published.items() if question in asked)
    withheld = next((each for each in hidden if each is not None), None)
    if withheld is not None:
        return withheld
    outcomes = {
        one.name: survey.measure(one, questionnaire, published)
        for one in questionnaire.indicators
        if one.dimension == part.name
    }
    scores = [outcome.score for outcome in outcomes.values() if isinstance(outcome.score, Withheld)]
    if scores:
        return scores[0]
    joined = joining.dimension(questionnaire, part, outcomes)
    return None if joined.score is None else float(joined.score)


def _hidden(group: TableGroup) -> Withheld | None:
    """Return why a group's mean is not known: its own, or that of the counts it would follow from."""
    if isinstance(group.mean, Withheld):
        return group.mean
    return group.n if isinstance(group.n, Withheld) else None
