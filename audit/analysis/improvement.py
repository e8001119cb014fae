"""What would change a total most: each indicator brought to its best, judged again, and the three worth most."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from audit.analysis import joining
from audit.analysis.joining import Joined, Outcomes
from audit.analysis.outcome import FULL, NOTHING, Outcome, Reading
from audit.analysis.proposals import Proposal, propose
from audit.analysis.report import Answer, Improvement, Why, as_float
from audit.questionnaire.answers import Absence, Absent, Answers
from audit.questionnaire.indicators import Indicator
from audit.questionnaire.schema import Questionnaire

SHOWN = 3
TO_BE_ANSWERED = frozenset({Why.NOT_ANSWERED, Why.DONT_KNOW})
NOT_SHOWN = Absent(Absence.NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class Answered:
    """A named set as it was answered and read, and how to measure it with other answers."""

    answers: Answers
    reading: Reading
    remeasure: Callable[[Answers], Outcomes]


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator's proposal, and what the total would come to."""

    indicator: Indicator
    outcome: Outcome
    proposal: Proposal
    after: Joined


def improvements(
    questionnaire: Questionnaire, outcomes: Outcomes, answered: Answered | None
) -> tuple[Improvement, ...]:
    """Return the three steps that raise the total most, the greatest gain first.

    Each total is worked out by judging the whole scorecard again with the changed answers, so that other indicators of
    the same answers move too; where there is no answer to change (a survey, a calculated value, a head-count that is
    not there), with the indicators that wait for it at 100. Without a total yet, answers that raise the coverage most
    come first.
    """
    before = joining.total(questionnaire, outcomes)
    found: list[Change] = []
    for indicator in questionnaire.indicators:
        change = _change(questionnaire, indicator, outcomes, answered)
        known = [each.proposal.step for each in found]
        if change and change.proposal.step not in known and _worth(before, change.after) > 0:
            found.append(change)
    ranked = sorted(found, key=lambda change: _worth(before, change.after), reverse=True)
    return tuple(_improvement(change, before) for change in ranked[:SHOWN])


def _change(
    questionnaire: Questionnaire, indicator: Indicator, outcomes: Outcomes, answered: Answered | None
) -> Change | None:
    proposal = _proposal(indicator, outcomes, answered)
    if proposal is None:
        return None
    if answered is not None and proposal.answer is not None and "/" not in proposal.question:
        kept = {name: value for name, value in answered.answers.items() if value != NOT_SHOWN}
        after = answered.remeasure({**kept, proposal.question: proposal.answer})
    else:
        served = [indicator.name]
        if isinstance(proposal.step, Answer):
            served = [one.name for one in questionnaire.indicators if _proposal(one, outcomes, answered) == proposal]
        after = {**outcomes, **{name: replace(outcomes[name], score=FULL, why=None) for name in served}}
    return Change(indicator, outcomes[indicator.name], proposal, joining.total(questionnaire, after))


def _proposal(indicator: Indicator, outcomes: Outcomes, answered: Answered | None) -> Proposal | None:
    """Return what would bring an indicator below its best, or without its answer, to full marks."""
    outcome = outcomes[indicator.name]
    lacks = outcome.score is None and outcome.why in TO_BE_ANSWERED and answered is not None
    falls_short = isinstance(outcome.score, Fraction) and outcome.score < FULL
    if not (lacks or falls_short):
        return None
    return propose(indicator, outcome, answered.reading if answered else None)


def _worth(before: Joined, after: Joined) -> Fraction:
    """Return the points of the total that a change brings; without a total before, the coverage that it brings."""
    if before.score is None:
        return (after.coverage or NOTHING) - (before.coverage or NOTHING)
    return NOTHING if after.score is None else after.score - before.score


def _improvement(change: Change, before: Joined) -> Improvement:
    indicator, outcome, after = change.indicator, change.outcome, change.after
    gain = None if before.score is None or after.score is None else after.score - before.score
    return Improvement(
        indicator=indicator.name,
        label=indicator.label or {},
        dimension=indicator.dimension,
        score=float(outcome.score) if isinstance(outcome.score, Fraction) else None,
        step=change.proposal.step,
        missing=outcome.why if outcome.score is None else None,
        gain=as_float(gain),
        total=as_float(after.score),
        coverage=as_float(after.coverage),
        recommendation=indicator.recommendation,
    )
