"""The days that documents bear which named sets were answered with."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table of dates."""
    op.create_table(
        "evidence_dates",
        sa.Column("participation_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_evidence_dates_digest_is_sha256")),
        sa.ForeignKeyConstraint(["participation_id"], ["participations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participation_id", "digest"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("evidence_dates")
