"""Rulings have a table of their own, tokens tell whether they are of a value, cases name a second campaign.

Which of the earlier tokens are of such a value is not known: the cases are sealed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OTHERS = "SELECT max(o.role) FROM case_tokens AS o WHERE o.case_id = case_tokens.case_id AND o.role < 3"


def upgrade() -> None:
    op.create_table(
        "rulings",
        sa.Column("token", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("ruling", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("token", "ruling", name="rulings_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("rulings_ruling", "rulings", ["ruling"])
    op.execute("INSERT INTO rulings SELECT token, case_id FROM case_tokens WHERE role > 3")
    op.execute(f"UPDATE case_tokens SET role = coalesce(({_OTHERS}), 2) WHERE role = 4")  # noqa: S608  # constant
    op.execute("UPDATE case_tokens SET role = 3 WHERE role = 5")
    beside = sa.Column("beside", sa.BigInteger(), nullable=False, server_default="0")
    op.add_column("campaign_cases", beside)
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("campaign_cases", "beside", server_default=None)
    op.add_column("case_tokens", sa.Column("tells", sa.Boolean(), nullable=True))
