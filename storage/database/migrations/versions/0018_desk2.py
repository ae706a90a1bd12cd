"""Cases of versions before 0.3 get a key of their own: the headers that open their contents with it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_headers",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name="case_headers_pkey"),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="case_headers_reference_fkey"),
    )
