"""One log over all cases: its head begins here, and the log learns of the officers and keys that there are.

`shreds` gets a seal: what is not sealed by this server is not destroyed. Where there are rows, all of it
needs the server's key: `Database.migrate` must be given its `Older`.
"""

import sqlalchemy as sa
from alembic import context, op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OLD = sa.table("shreds", *map(sa.column, ("id", "erasure", "evidence")))


def upgrade() -> None:
    connection = op.get_bind()
    left = connection.execute(sa.select(_OLD)).fetchall()
    op.drop_table("shreds")
    made = op.create_table(
        "shreds",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False
        ),
        sa.Column("erasure", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="shreds_pkey"),
    )
    older = context.config.attributes["older"]
    for row in left:
        seal = older.vault.token(f"shred:{row.erasure}:{row.evidence}")
        connection.execute(made.insert().values(**row._mapping, seal=seal))
    if older is not None:
        older.adopt(connection)
