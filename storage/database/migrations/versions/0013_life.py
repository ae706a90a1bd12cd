"""The life of a case: suspects, what its reporter says of it, when an officer first looked at it.

A case with an identified suspect is open again; its address stays as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suspects",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="suspects_reference_fkey"),
        sa.PrimaryKeyConstraint("reference", "number", name="suspects_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feedback",
        sa.Column("case_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("asked", sa.Float(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("time", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="feedback_case_id_fkey"),
        sa.PrimaryKeyConstraint("case_id", name="feedback_pkey"),
    )
    op.add_column("case_work", sa.Column("looked", sa.Float(), nullable=False, server_default="0"))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("case_work", "looked", server_default=None)
    op.execute(_LOOKED)
    op.execute("UPDATE cases SET open = true WHERE status = 'identified'")


_LOOKED = """
INSERT INTO case_work (case_id, assigned, asked, answered, reminders, reminded, looked)
SELECT cases.id, '', 0, 0, 0, 0, MIN(custody.time)
FROM cases JOIN custody ON custody.chain = cases.reference
WHERE custody.event IN ('opened', 'exported', 'status', 'referral', 'assigned', 'noted')
AND custody.actor NOT IN ('reporter', 'server')
GROUP BY cases.id
ON CONFLICT (case_id) DO UPDATE SET looked = excluded.looked
"""
"""Older versions kept no time of the first look; the custody log has it."""
