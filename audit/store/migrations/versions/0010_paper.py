"""Participations that answer on paper."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table of paper forms."""
    op.create_table(
        "paper_forms",
        sa.Column("participation_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["participation_id"], ["participations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participation_id"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("paper_forms")
