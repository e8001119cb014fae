"""The rule set that an enquiry's figures are made publishable under."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the rule set; what stands so far was published under the third version of the threshold rule."""
    op.add_column("enquiries", sa.Column("rules", sa.String(40), nullable=False, server_default="threshold-3"))


def downgrade() -> None:
    """Drop the rule set."""
    with op.batch_alter_table("enquiries") as table:
        table.drop_column("rules")
