"""How the responses in a document that is made behind the pages are laid out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; what was asked for before is laid out in the usual way."""
    op.add_column("jobs", sa.Column("layout", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("jobs", "layout")
