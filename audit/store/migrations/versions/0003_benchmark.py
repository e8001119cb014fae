"""How bodies may appear where others are compared with them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table of what bodies have agreed to."""
    sharing = sa.Enum("none", "unnamed", "named", name="sharing", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "benchmark_terms",
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("sharing", sharing, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("body_id"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("benchmark_terms")
