"""Reminders of deadlines, persons who wait for an officer, officers on duty."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_reminders",
        _case(),
        sa.Column("name", sa.String(), nullable=False),
        _time("began"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_reminders_case_id_fkey"),
        sa.PrimaryKeyConstraint("case_id", "name", name="case_reminders_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_waits",
        _case(),
        *map(_time, ("since", "until", "lapsed", "spoke")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="person_waits_case_id_fkey"),
        sa.PrimaryKeyConstraint("case_id", name="person_waits_pkey"),
    )
    waits = sa.text("since > 0")
    op.create_index(
        "person_waits_since", "person_waits", ["case_id"], sqlite_where=waits, postgresql_where=waits
    )
    op.create_table(
        "duty",
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        _time("until"),
        sa.PrimaryKeyConstraint("officer", name="duty_pkey"),
    )


def _case() -> sa.Column[int]:
    return sa.Column("case_id", sa.BigInteger(), nullable=False, autoincrement=False)


def _time(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)
