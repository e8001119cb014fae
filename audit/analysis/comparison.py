"""One body over its cycles, with a word wherever a change is not one of the body but of the asking or the scoring."""

from collections.abc import Iterator, Sequence

from audit.analysis.report import (
    Caution,
    Cycle,
    CycleComparison,
    CycleRow,
    DimensionScore,
    IndicatorScore,
    Kind,
    Report,
    Scorecard,
)

Asked = tuple[Report, Scorecard]
Figure = Scorecard | DimensionScore | IndicatorScore
Key = tuple[Kind, str]


def cycles(reports: Sequence[Report]) -> tuple[CycleComparison, ...]:
    """Compare the cycles of one body, questionnaire by questionnaire, in the order of the latest report.

    Only figures that the reports published are compared, so that nothing more is told of anybody.
    """
    ordered = sorted(reports, key=lambda each: each.reference_date)
    names = [part.scorecard.questionnaire.name for report in reversed(ordered) for part in report.parts]
    return tuple(_compared(list(_asked(ordered, name))) for name in dict.fromkeys(names))


def _asked(ordered: Sequence[Report], name: str) -> Iterator[Asked]:
    for report in ordered:
        yield from ((report, part.scorecard) for part in report.parts if part.scorecard.questionnaire.name == name)


def _compared(asked: Sequence[Asked]) -> CycleComparison:
    identity = asked[-1][1].questionnaire
    found = [dict(_figures(card)) for _, card in asked]
    keys = list(dict.fromkeys(key for each in reversed(found) for key in each))
    return CycleComparison(
        questionnaire=identity.name,
        title=identity.title,
        cycles=tuple(_cycle(asked, at) for at in range(len(asked))),
        rows=tuple(_row(key, [each.get(key) for each in found], renewed=_renewed(*asked[-1])) for key in keys),
    )


def _cycle(asked: Sequence[Asked], at: int) -> Cycle:
    report, card = asked[at]
    cautions: list[Caution] = []
    if at:
        before, earlier = asked[at - 1]
        if card.questionnaire.version != earlier.questionnaire.version:
            cautions.append(Caution.OTHER_VERSION)
        if any(each.renewed for each in report.parts if each.scorecard is card):
            cautions.append(Caution.OTHER_MEANING)
        if report.scoring != before.scoring:
            cautions.append(Caution.OTHER_RULES)
    return Cycle(
        cycle=report.cycle,
        reference_date=report.reference_date,
        version=card.questionnaire.version,
        rules=report.scoring.label if report.scoring else None,
        cautions=tuple(cautions),
    )


def _figures(card: Scorecard) -> Iterator[tuple[Key, Figure]]:
    """Yield the total, every dimension and every indicator of a scorecard."""
    yield (Kind.TOTAL, ""), card
    for dimension in card.dimensions:
        yield (Kind.DIMENSION, dimension.name), dimension
        for one in dimension.indicators:
            yield (Kind.INDICATOR, one.name), one


def _renewed(report: Report, card: Scorecard) -> frozenset[Key]:
    """Return the indicators that measure something else than in the cycle before, and with them the total."""
    names = {name for part in report.parts if part.scorecard is card for name in part.renewed}
    return frozenset((Kind.INDICATOR, name) for name in names) | ({(Kind.TOTAL, "")} if names else frozenset())


def _row(key: Key, found: Sequence[Figure | None], *, renewed: frozenset[Key]) -> CycleRow:
    present = next(each for each in reversed(found) if each is not None)
    before, now = (found[-2] if len(found) > 1 else None), found[-1]
    told = len(found) > 1
    figures = tuple(None if each is None else each.score for each in found)
    last = figures[-2:] if told else ()
    change = last[1] - last[0] if len(last) == 2 and all(isinstance(each, float) for each in last) else None  # type: ignore[operator]  # both are numbers then
    return CycleRow(
        kind=key[0],
        name=key[1],
        label={} if isinstance(present, Scorecard) else present.label,
        figures=figures,
        change=change,
        cautions=((Caution.OTHER_MEANING,) if told and key in renewed else ())
        + (tuple(_cautions(before, now)) if told else ()),
    )


def _cautions(before: Figure | None, now: Figure | None) -> Iterator[Caution]:
    """Yield why a figure does not mean now what it meant before."""
    if before is None or now is None:
        yield Caution.NEW if before is None and now is not None else Caution.GONE
        return
    if isinstance(before, Scorecard) or isinstance(now, Scorecard):
        if isinstance(before, Scorecard) and isinstance(now, Scorecard) and before.mean != now.mean:
            yield Caution.OTHER_MEASURE
        return
    if before.label != now.label:
        yield Caution.OTHER_WORDS
    if before.weight != now.weight:
        yield Caution.OTHER_WEIGHT
    if isinstance(before, IndicatorScore) and isinstance(now, IndicatorScore) and _judged(before) != _judged(now):
        yield Caution.OTHER_MEASURE


#: What a rule says of the answers and not of how they are judged.
OF_ANSWERS = ("unanswered_rows", "items_withheld")


def _judged(one: IndicatorScore) -> tuple[str, dict[str, object]]:
    return one.measure, {key: value for key, value in one.rule.items() if key not in OF_ANSWERS}
