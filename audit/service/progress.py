"""How far an audit's answering is, as far as the disclosure rules let it be seen while it goes on."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from audit.analysis.report import Reason, Withheld
from audit.lifecycle import AUDITORS, State
from audit.questionnaire.schema import Mode, Questionnaire
from audit.service import definitions, showing
from audit.service.actors import Actor, require_role
from audit.service.views import EnquiryProgress, UnitProgress
from audit.store import queries, reading
from audit.store.models import Audit, Enquiry

Counts = Mapping[str | None, tuple[int, int]]


def progress(session: Session, actor: Actor, audit_id: str) -> tuple[EnquiryProgress, ...]:
    """Return how many were invited and have submitted, for auditors; exact for named enquiries.

    Of the others, while the audit is not closed, a count is rounded down to a multiple of the threshold and withheld
    below it. A unit is shown when at least twice the threshold was invited in it and in all withheld units together.
    """
    with reading(session):
        row = showing.audit_for(session, actor, audit_id)
        require_role(actor, row.body_id, allowed=AUDITORS)
        asked = definitions.kept(session, {each.digest for each in row.enquiries})
        body = queries.body(session, row.body_id)
        labels = {unit.name: dict(unit.label) for unit in body.units} if body else {}
        return tuple(
            _enquiry(
                each, asked[each.digest], audit=row, counts=queries.counts_by_unit(session, each.id), labels=labels
            )
            for each in row.enquiries
        )


def _enquiry(
    row: Enquiry, asked: Questionnaire, *, audit: Audit, counts: Counts, labels: Mapping[str, dict[str, str]]
) -> EnquiryProgress:
    invited = sum(count for count, _ in counts.values())
    done = sum(count for _, count in counts.values())
    named = row.mode is Mode.NAMED
    exact = named or audit.state is State.CLOSED
    return EnquiryProgress(
        enquiry_id=row.id,
        title=asked.title,
        respondent=asked.respondent,
        mode=row.mode,
        threshold=row.threshold,
        invited=invited,
        submitted=_shown(done, threshold=1 if named else row.threshold, step=1 if exact else row.threshold),
        exact=exact,
        by_unit=_units(counts, labels, threshold=1 if named else row.threshold),
    )


def _shown(count: int, *, threshold: int, step: int) -> int | Withheld:
    if count < threshold and threshold > 1:
        return Withheld(withheld=Reason.OPEN if step > 1 else Reason.SMALL)
    return count - count % step


def _units(counts: Counts, labels: Mapping[str, dict[str, str]], *, threshold: int) -> tuple[UnitProgress, ...]:
    """Units in the body's order, those invited without one last; nothing where nobody has a unit."""
    if set(counts) <= {None}:
        return ()
    shown = publishable({unit: invited for unit, (invited, _) in counts.items()}, threshold=threshold)
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


def _unit(count: tuple[int, int], *, shown: bool, threshold: int) -> int | Withheld:
    invited, done = count
    if not shown:
        return Withheld(withheld=Reason.SMALL)
    if threshold > 1:
        done = min(done, invited - 1)  # That everybody of a small unit has answered is itself told of each of them.
    return _shown(done, threshold=threshold, step=threshold)


def publishable(invited: Mapping[str | None, int], *, threshold: int) -> frozenset[str | None]:
    """Return the units whose count may be shown: each, and all the others together, of at least twice the threshold."""
    if threshold <= 1:
        return frozenset(invited)
    least = 2 * threshold
    shown = sorted((unit for unit, people in invited.items() if people >= least), key=lambda unit: invited[unit])
    while shown and 0 < sum(invited.values()) - sum(invited[unit] for unit in shown) < least:
        shown.pop(0)
    return frozenset(shown)
