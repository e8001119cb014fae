"""How far an audit's answering is, as far as the disclosure rules let it be seen while it goes on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from audit.analysis.report import Reason, Withheld
from audit.analysis.tally import breakdowns, groups
from audit.lifecycle import AUDITORS, State
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import definitions, showing
from audit.service.actors import Actor, require_role
from audit.service.views import EnquiryProgress, UnitProgress
from audit.store import queries, reading
from audit.store.models import Enquiry

Counts = Mapping[str | None, tuple[int, int]]


def progress(session: Session, actor: Actor, audit_id: str) -> tuple[EnquiryProgress, ...]:
    """Return how many were invited and have submitted, for auditors; exact for named enquiries.

    Of the others, while the audit is not closed, a count is rounded down to a multiple of the threshold and withheld
    below it. Units are shown, always rounded down, when at least the threshold has submitted in every unit of twice as
    many invited and in all the smaller ones together; never where answers themselves are broken down by unit, nor
    once the audit was reopened.
    """
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        asked = definitions.kept(session, {each.digest for each in row.enquiries})
        body = queries.body(session, row.body_id)
        labels = {unit.name: dict(unit.label) for unit in body.units} if body else {}
        told = _Told(labels, queries.closings(session, audit_id) > (row.state is State.CLOSED), row.state)
        return tuple(
            _enquiry(each, asked[each.digest], counts=queries.counts_by_unit(session, each.id), told=told)
            for each in row.enquiries
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the audit: its units' labels, whether it was ever reopened, and its state."""

    labels: Mapping[str, dict[str, str]]
    reopened: bool
    state: State


def _enquiry(row: Enquiry, asked: Questionnaire, *, counts: Counts, told: _Told) -> EnquiryProgress:
    invited = sum(count for count, _ in counts.values())
    done = sum(count for _, count in counts.values())
    named = row.mode is Mode.NAMED
    exact = named or told.state is State.CLOSED
    is_hidden = not named and (told.reopened or _is_told_by_answers(asked, told.labels))
    return EnquiryProgress(
        enquiry_id=row.id,
        title=asked.title,
        respondent=asked.respondent,
        mode=row.mode,
        threshold=row.threshold,
        invited=invited,
        submitted=rounded(done, threshold=1 if named else row.threshold, step=1 if exact else row.threshold),
        exact=exact,
        by_unit=() if is_hidden else units(counts, told.labels, threshold=1 if named else row.threshold),
    )


def _is_told_by_answers(asked: Questionnaire, units: Collection[str]) -> bool:
    """Tell whether a breakdown has the body's units as groups, so that submissions by unit would tell their sizes."""
    named = {group.name for breakdown in breakdowns(asked) for group in groups(breakdown)}
    return not named.isdisjoint(units)


def rounded(count: int, *, threshold: int, step: int) -> int | Withheld:
    """Return a count rounded down to a multiple of `step`; withheld below the threshold, except where that is 1."""
    if count < threshold and threshold > 1:
        return Withheld(withheld=Reason.OPEN if step > 1 else Reason.SMALL)
    return count - count % step


def units(counts: Counts, labels: Mapping[str, dict[str, str]], *, threshold: int) -> tuple[UnitProgress, ...]:
    """Return the units in the body's order, those invited without one last; nothing where nobody has a unit."""
    if set(counts) <= {None}:
        return ()
    shown = publishable({unit: invited for unit, (invited, _) in counts.items()}, threshold=threshold)
    if not _is_enough(counts, shown, threshold=threshold):
        shown = frozenset()
    order = [*(name for name in labels if name in counts), *(unit for unit in counts if unit not in labels)]
    return tuple(
        UnitProgress(
            name=unit or "",
            label=labels.get(unit or "", {}),
            invited=counts[unit][0],
            submitted=_unit(counts[unit], shown=unit in shown, threshold=threshold),
        )
        for unit in order
    )


def _is_enough(counts: Counts, shown: Collection[str | None], *, threshold: int) -> bool:
    """Tell whether no shown unit, nor the others together, have submissions below the threshold.

    All units appear at once. Were they to appear one by one, a reader who looks after every submission could tell how
    few have submitted in those that have not appeared.
    """
    if threshold <= 1:
        return True
    rest = [done for unit, (_, done) in counts.items() if unit not in shown]
    return all(counts[unit][1] >= threshold for unit in shown) and (not rest or sum(rest) >= threshold)


def _unit(count: tuple[int, int], *, shown: bool, threshold: int) -> int | Withheld:
    invited, done = count
    if not shown:
        return Withheld(withheld=Reason.SMALL)
    if threshold > 1:
        done = min(done, invited - 1)  # That everybody of a small unit has answered is itself told of each of them.
    return rounded(done, threshold=threshold, step=threshold)


def publishable(invited: Mapping[str | None, int], *, threshold: int) -> frozenset[str | None]:
    """Return the units whose count may be shown: each, and all the others together, of at least twice the threshold."""
    if threshold <= 1:
        return frozenset(invited)
    least = 2 * threshold
    shown = sorted((unit for unit, people in invited.items() if people >= least), key=lambda unit: invited[unit])
    while shown and 0 < sum(invited.values()) - sum(invited[unit] for unit in shown) < least:
        shown.pop(0)
    return frozenset(shown)
