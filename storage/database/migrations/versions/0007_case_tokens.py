"""Keyed tokens of what cases name. Cases filed before have none: the server cannot read them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_tokens",
        sa.Column("token", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_tokens_case_id_fkey"),
        sa.PrimaryKeyConstraint("token", "case_id", name="case_tokens_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("case_tokens_case_id", "case_tokens", ["case_id"])
