"""The versions of an open enquiry's questionnaire, and answers that stand apart under an earlier one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "enquiry_versions",
        sa.Column("enquiry_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared", sa.JSON(), nullable=False),
        sa.Column("meaning", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiries.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["digest"], ["definitions.digest"]),
        sa.PrimaryKeyConstraint("enquiry_id", "number"),
    )
    mode = sa.Enum(
        "named", "confidential", "anonymous", name="mode", native_enum=False, create_constraint=True, length=20
    )
    op.create_table(
        "former_answers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("enquiry_id", sa.String(32), nullable=False),
        sa.Column("mode", mode, nullable=False),
        sa.Column("response_id", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("question", sa.String(120), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "mode <> 'anonymous' OR NOT submitted OR response_id IS NULL",
            name=op.f("ck_former_answers_anonymous_stands_alone"),
        ),
        sa.ForeignKeyConstraint(["enquiry_id", "mode"], ["enquiries.id", "enquiries.mode"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_former_answers_enquiry_id", "former_answers", ["enquiry_id"])
    op.create_table(
        "response_versions",
        sa.Column("response_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("response_id"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("response_versions", "former_answers", "enquiry_versions"):
        op.drop_table(table)
