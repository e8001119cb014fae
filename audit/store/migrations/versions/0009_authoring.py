"""Questionnaires that bodies write themselves: drafts, their editions, and what was published of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "own_questionnaires",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_own_questionnaires_body_id", "own_questionnaires", ["body_id"])
    op.create_table(
        "questionnaire_editions",
        sa.Column("own_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=True),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["own_id"], ["own_questionnaires.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("own_id", "number"),
    )
    op.create_table(
        "published_questionnaires",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("own_id", sa.String(32), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("version", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=True),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["own_id"], ["own_questionnaires.id"]),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"]),
        sa.ForeignKeyConstraint(["digest"], ["definitions.digest"]),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("body_id", "name", "version"),
    )
    op.create_index("ix_published_questionnaires_own_id", "published_questionnaires", ["own_id"])
    op.create_index("ix_published_questionnaires_body_id", "published_questionnaires", ["body_id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("published_questionnaires", "questionnaire_editions", "own_questionnaires"):
        op.drop_table(table)
