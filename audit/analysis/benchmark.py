"""A body beside its peers, so that no peer can be told: quartiles of enough bodies that the reader knows nothing of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.analysis.report import (
    ALL,
    Benchmark,
    BenchmarkRow,
    Kind,
    NamedPeer,
    Place,
    Reason,
    Report,
    Scope,
    Scorecard,
    Text,
    Withheld,
)
from audit.wording import rounded

#: So many bodies that the reader does not see by name stand behind a quartile.
LEAST_PEERS = 5
QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a body: a score (0–100) or a share of women (0–1)."""

    label: Text
    value: float | None


def benchmarks(
    own: Report, peers: Sequence[Report], named: Sequence[Report], *, least: int = LEAST_PEERS
) -> Iterator[Benchmark]:
    """Yield a benchmark for every questionnaire of a report.

    `peers` are the latest reports of bodies that take part without their names and that the reader cannot read, one a
    body; `named` those of bodies that the reader sees by name, which stand beside and never among the peers: whoever
    knows some of the figures behind a quartile knows more of the others. Only bodies asked the same version, scored by
    the same rules and as real or as invented as this one are compared. Raises ValueError for `least` below 3.
    """
    if least < 3:
        raise ValueError("fewer than 3 bodies hide nobody")
    for part in own.parts:
        card = part.scorecard
        alike = [found for each in peers if (found := _alike(each, own, card)) is not None]
        beside = [(each, found) for each in named if (found := _alike(each, own, card)) is not None]
        shown = dict(_figures(card))
        others = [dict(_figures(each)) for each in alike]
        yield Benchmark(
            questionnaire=card.questionnaire.name,
            title=card.questionnaire.title,
            version=card.questionnaire.version,
            rows=tuple(_row(key, figure, [each.get(key) for each in others], least) for key, figure in shown.items()),
            named=tuple(_named(report, found) for report, found in beside),
        )


def _alike(peer: Report, own: Report, card: Scorecard) -> Scorecard | None:
    """Return a peer's scorecard of the same questionnaire, version and rules; None where there is none."""
    if peer.synthetic is not own.synthetic or peer.scoring != own.scoring:
        return None
    wanted = (card.questionnaire.name, card.questionnaire.version, card.questionnaire.digest)
    found = (part.scorecard for part in peer.parts)
    return next(
        (
            each
            for each in found
            if (each.questionnaire.name, each.questionnaire.version, each.questionnaire.digest) == wanted
        ),
        None,
    )


def _figures(card: Scorecard) -> Iterator[tuple[Key, Figure]]:
    """Yield the total, the dimensions and the pooled shares of women of a scorecard."""
    yield (Kind.TOTAL, ""), Figure({}, card.score)
    for dimension in card.dimensions:
        yield (Kind.DIMENSION, dimension.name), Figure(dimension.label, dimension.score)
    for dimension in card.dimensions:
        for one in dimension.indicators:
            pooled = next((group for group in one.groups if group.name == ALL), None)
            if pooled is not None and one.scope in (Scope.LEVELS, Scope.DECISION_MAKING):
                yield (Kind.SHARE, one.name), Figure(one.label, pooled.share)


def _row(key: Key, own: Figure, others: Sequence[Figure | None], least: int) -> BenchmarkRow:
    kind, name = key
    row = BenchmarkRow(kind=kind, name=name, label=own.label, own=own.value, peers=Withheld(withheld=Reason.SMALL))
    values = sorted(each.value for each in others if each is not None and each.value is not None)
    if len(values) < least:
        hidden = Withheld(withheld=Reason.SMALL)
        return row.model_copy(update={"lower": hidden, "median": hidden, "upper": hidden})
    lower, median, upper = (_shown(quantile(values, at), kind) for at in QUARTERS)
    if lower == upper:
        # Half of the peers or more would be told to have one and the same figure.
        hidden = Withheld(withheld=Reason.UNANIMOUS)
        return row.model_copy(update={"peers": len(values), "lower": hidden, "median": hidden, "upper": hidden})
    figures = {"peers": len(values), "lower": lower, "median": median, "upper": upper}
    return row.model_copy(update={**figures, "place": _place(own.value, lower, upper)})


def quantile(values: Sequence[float], at: Fraction) -> float:
    """Return a quantile of sorted values, interpolated between the closest ranks (Hyndman and Fan, type 7)."""
    place = at * (len(values) - 1)
    below = place.numerator // place.denominator
    above = min(below + 1, len(values) - 1)
    return values[below] + float(place - below) * (values[above] - values[below])


def _shown(value: float, kind: Kind) -> float:
    """Round to whole points, a share to whole per cent, so that a quartile is no body's exact figure."""
    return float(rounded(value, 2 if kind is Kind.SHARE else 0))


def _place(own: float | None, lower: float, upper: float) -> Place | None:
    if own is None:
        return None
    return Place.LOWEST if own < lower else Place.HIGHEST if own > upper else Place.MIDDLE


def _named(report: Report, card: Scorecard) -> NamedPeer:
    figures = {f"{kind}/{name}": figure.value for (kind, name), figure in _figures(card) if figure.value is not None}
    return NamedPeer(body=report.body, cycle=report.cycle, figures=figures)
