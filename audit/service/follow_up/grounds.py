"""What findings rest on: the indicators of a closed report, and those that are low enough to ask for a finding."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from audit.analysis.report import Ground, IndicatorScore, Report
from audit.errors import NotFound, message
from audit.lifecycle import Priority

#: An indicator scored below this (0–100) asks for an answer; the default scale says from here on "meets".
PROPOSED_BELOW = 70
#: An indicator scored below this (0–100) asks for one soon; the default scale calls it "missing".
URGENT_BELOW = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """A low indicator that no finding speaks of yet: its key, its figures, what its questionnaire recommends."""

    key: str
    ground: Ground
    recommendation: dict[str, str]
    priority: Priority


def key(ground: Ground) -> str:
    """Return how a form names an indicator: `questionnaire/indicator`."""
    return f"{ground.questionnaire}/{ground.indicator}"


def named(report: Report, keys: Iterable[str]) -> tuple[Ground, ...]:
    """Return the indicators of some keys; NotFound where the report has none such."""
    known = _indicators(report)
    wanted = tuple(dict.fromkeys(keys))
    unknown = next((each for each in wanted if each not in known), None)
    if unknown is not None:
        raise NotFound("unknown-indicator", message("The report has no such indicator: %(name)s", name=unknown))
    return tuple(known[each][0] for each in wanted)


def proposed(report: Report, *, answered: Collection[str]) -> tuple[Proposal, ...]:
    """Return the low indicators that no finding answers, the lowest score first."""
    found = [
        Proposal(name, ground, dict(indicator.recommendation or {}), urgency(ground))
        for name, (ground, indicator) in _indicators(report).items()
        if name not in answered and ground.score is not None and ground.score < PROPOSED_BELOW
    ]
    return tuple(sorted(found, key=lambda each: each.ground.score or 0))


def offered(report: Report) -> tuple[Ground, ...]:
    """Return every indicator that a finding can rest on, in the report's order."""
    return tuple(ground for ground, _ in _indicators(report).values())


def urgency(ground: Ground) -> Priority:
    """Return how soon a low indicator wants an answer."""
    return Priority.HIGH if (ground.score or 0) < URGENT_BELOW else Priority.MEDIUM


def _indicators(report: Report) -> dict[str, tuple[Ground, IndicatorScore]]:
    """Return every indicator of a report by its key; a score that is withheld is none."""
    found = {}
    for part in report.parts:
        asked = part.scorecard.questionnaire.name
        for dimension in part.scorecard.dimensions:
            for one in dimension.indicators:
                score = one.score if isinstance(one.score, float) else None
                ground = Ground(questionnaire=asked, indicator=one.name, label=one.label, score=score)
                found[key(ground)] = (ground, one)
    return found
