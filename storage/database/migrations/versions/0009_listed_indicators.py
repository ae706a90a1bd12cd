"""Keyed tokens of what lists of known indicators name: those of partners, and the officers' own."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listed_indicators",
        sa.Column("token", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("token", "source", name="listed_indicators_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("listed_indicators_source", "listed_indicators", ["source"])
