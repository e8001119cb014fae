"""A report leaves the instance by one door, which remembers who took which document."""

import pytest
from sqlalchemy.orm import Session

from audit.errors import Refused
from audit.lifecycle import Role
from audit.service import audits, reporting
from audit.service.actors import SYSTEM
from tests import build


def test_an_export_is_remembered_with_its_document(session: Session) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id)
    actor = build.an_actor(work.body.id, Role.AUDITOR, name="Aigul")
    exported = reporting.export(session, actor, work.audit.id, document="paritet-2025-ru.xlsx")
    kept = audits.events(session, SYSTEM, work.audit.id)[0]
    assert (exported, kept.actor, kept.what, kept.details) == (
        reporting.report(session, SYSTEM, work.audit.id),
        "Aigul",
        "audit-exported",
        {"document": "paritet-2025-ru.xlsx"},
    )


@pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.FOCAL_POINT])
def test_only_auditors_export(session: Session, role: Role) -> None:
    work = build.field_work(session)
    audits.close_audit(session, SYSTEM, work.audit.id)
    with pytest.raises(Refused):
        reporting.export(session, build.an_actor(work.body.id, role), work.audit.id, document="x")


def test_an_audit_that_goes_on_exports_nothing(session: Session) -> None:
    work = build.field_work(session)
    with pytest.raises(Refused):
        reporting.export(session, SYSTEM, work.audit.id, document="x")
