"""Bodies, people, audits, participation apart from answers, events."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

IN_FORCE = sa.text("retired_on IS NULL")


def upgrade() -> None:
    """Make every table."""
    for make in TABLES.values():
        make()


def downgrade() -> None:
    """Drop every table."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _words(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=20)


def _bodies() -> None:
    op.create_table(
        "bodies",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _definitions() -> None:
    op.create_table(
        "definitions",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("version", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        sa.PrimaryKeyConstraint("digest"),
    )


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password", sa.String(255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("tf_primary_method", sa.String(64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(255), nullable=True),
        sa.Column("mf_recovery_codes", sa.UnicodeText(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
        sa.UniqueConstraint("fs_uniquifier"),
    )


def _audits() -> None:
    op.create_table(
        "audits",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("cycle", sa.String(100), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("state", _words("state", "draft", "open", "closed"), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name="closed_has_its_day"),
        sa.CheckConstraint("(state = 'draft') = (opened_on IS NULL)", name="opened_has_its_day"),
        sa.CheckConstraint("period_start <= period_end", name="period_runs_forward"),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_audits_body_id"), "audits", ["body_id"])


def _levels() -> None:
    op.create_table(
        "levels",
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("decision_making", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("body_id", "name"),
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("role", _words("role", "administrator", "auditor", "management", "focal_point"), nullable=False),
        sa.CheckConstraint("role <> 'administrator'", name="administrator_is_of_no_body"),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "body_id", "role"),
    )


def _units() -> None:
    op.create_table(
        "units",
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("body_id", "name"),
    )


def _enquiries() -> None:
    op.create_table(
        "enquiries",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("audit_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("questionnaire_name", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("mode", _words("mode", "named", "confidential", "anonymous"), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("sensitive_threshold", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("notice_digest", sa.String(64), nullable=True),
        sa.CheckConstraint("(notice IS NULL) = (notice_digest IS NULL)", name="notice_is_digested"),
        sa.CheckConstraint("sensitive_threshold >= threshold", name="sensitive_threshold_is_no_looser"),
        sa.CheckConstraint("threshold >= 3", name="threshold_at_least_three"),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["digest"], ["definitions.digest"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("audit_id", "questionnaire_name"),
        sa.UniqueConstraint("id", "mode"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=True),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=True),
        sa.Column("audit_id", sa.String(32), nullable=True),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_events_audit_id"), "events", ["audit_id"])
    op.create_index(op.f("ix_events_body_id"), "events", ["body_id"])


def _headcounts() -> None:
    op.create_table(
        "headcounts",
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(100), nullable=False),
        sa.Column("sex", _words("sex", "women", "men", "other"), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name="people_not_negative"),
        sa.ForeignKeyConstraint(["body_id", "level"], ["levels.body_id", "levels.name"]),
        sa.PrimaryKeyConstraint("body_id", "counted_on", "level", "sex"),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("audit_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("audit_id", "number"),
    )
    op.create_index(
        "uq_snapshots_one_in_force",
        "snapshots",
        ["audit_id"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )


def _participations() -> None:
    op.create_table(
        "participations",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("enquiry_id", sa.String(32), nullable=False),
        sa.Column("mode", _words("mode", "named", "confidential", "anonymous"), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("label", sa.String(300), nullable=False),
        sa.Column("unit", sa.String(100), nullable=True),
        sa.Column("level", sa.String(100), nullable=True),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("mode <> 'anonymous' OR submitted_on IS NULL", name="anonymous_has_no_day"),
        sa.CheckConstraint("mode = 'anonymous' OR submitted = (submitted_on IS NOT NULL)", name="linked_has_its_day"),
        sa.CheckConstraint("key IS NOT NULL OR id = enquiry_id", name="only_the_shared_set_has_no_link"),
        sa.ForeignKeyConstraint(["enquiry_id", "mode"], ["enquiries.id", "enquiries.mode"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "enquiry_id"),
        sa.UniqueConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_participations_enquiry_id"), "participations", ["enquiry_id"])


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("enquiry_id", sa.String(32), nullable=False),
        sa.Column("mode", _words("mode", "named", "confidential", "anonymous"), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("participation_id", sa.String(32), nullable=True),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(20), nullable=True),
        sa.CheckConstraint(
            "(key IS NOT NULL) = (mode = 'anonymous' AND NOT submitted)", name="only_anonymous_draft_has_key"
        ),
        sa.CheckConstraint("(mode = 'anonymous') = (participation_id IS NULL)", name="anonymous_is_not_linked"),
        sa.CheckConstraint(
            "mode <> 'anonymous' OR NOT submitted OR language IS NULL", name="anonymous_keeps_no_language"
        ),
        sa.CheckConstraint("mode <> 'anonymous' OR submitted_on IS NULL", name="anonymous_has_no_day"),
        sa.CheckConstraint("mode = 'anonymous' OR submitted = (submitted_on IS NOT NULL)", name="linked_has_its_day"),
        sa.ForeignKeyConstraint(["enquiry_id", "mode"], ["enquiries.id", "enquiries.mode"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participation_id", "enquiry_id"], ["participations.id", "participations.enquiry_id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("participation_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_responses_enquiry_id"), "responses", ["enquiry_id"])


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("response_id", "question"),
        sqlite_with_rowid=False,
    )


TABLES = {
    "bodies": _bodies,
    "definitions": _definitions,
    "users": _users,
    "audits": _audits,
    "levels": _levels,
    "memberships": _memberships,
    "units": _units,
    "enquiries": _enquiries,
    "events": _events,
    "headcounts": _headcounts,
    "snapshots": _snapshots,
    "participations": _participations,
    "responses": _responses,
    "answers": _answers,
}
