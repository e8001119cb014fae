"""What auditors made of answers in people's own words."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

READINGS = ("unread", "left_standing", "redacted", "left_out")


def upgrade() -> None:
    """Make the table of readings."""
    op.create_table(
        "text_readings",
        sa.Column("enquiry_id", sa.String(32), nullable=False),
        sa.Column("question", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column(
            "reading",
            sa.Enum(*READINGS, name="reading", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("redacted", sa.Text(), nullable=False),
        sa.CheckConstraint("(reading = 'redacted') = (redacted <> '')", name="redacted_has_its_words"),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiries.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("enquiry_id", "question", "digest"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the table of readings."""
    op.drop_table("text_readings")
