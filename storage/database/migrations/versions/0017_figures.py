"""The country and the group that cases name, for the figures. Those of earlier cases stay sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_facts",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("named_group", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="case_facts_reference_fkey"),
        sa.PrimaryKeyConstraint("reference", name="case_facts_pkey"),
    )
