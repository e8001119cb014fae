"""Files that answers of named sets refer to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table of evidence."""
    op.create_table(
        "evidence",
        sa.Column("participation_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        sa.ForeignKeyConstraint(["participation_id"], ["participations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participation_id", "digest"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("evidence")
