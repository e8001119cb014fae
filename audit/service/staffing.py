"""What a body has recorded of its staff, as the checks over an audit take it."""

from datetime import date

from sqlalchemy.orm import Session

from audit.analysis.staff_list import Headcount, StaffLevel, StaffList
from audit.questionnaire.schema import Sex
from audit.store import queries
from audit.store.models import Body


def staff_list(session: Session, body: Body) -> StaffList:
    """Return the levels of a body and its head-counts, the earliest first; within the caller's transaction."""
    days: dict[date, dict[str, dict[Sex, int]]] = {}
    for each in queries.headcounts(session, body.id):
        days.setdefault(each.counted_on, {}).setdefault(each.level, {})[each.sex] = each.people
    return StaffList(
        tuple(StaffLevel(each.name, dict(each.label), each.decision_making) for each in body.levels),
        tuple(Headcount(on, counts) for on, counts in days.items()),
    )
