"""Sealing, custody, and chats kept as tokens.

What was on its way is let go: its rows name chats in plain and none of it can be found by token. Cases
stay, without the chat they came from; officers enrol again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ORDERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LET_GO = ("inbox", "conversations", "outbox", "guesses", "dead_letters")


def upgrade() -> None:
    for table in LET_GO:
        op.execute(f"DELETE FROM {table}")  # noqa: S608  # names from the line above
    op.execute("DELETE FROM evidence WHERE reference IS NULL")
    op.execute("UPDATE evidence SET chat = ''")
    op.execute("UPDATE cases SET chat = NULL")
    op.execute("UPDATE officers SET chat = ''")
    _columns()
    _keys()
    _custody()
    op.create_index("dead_letters_chat", "dead_letters", ["chat"])
    op.create_table(
        "shreds",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("erasure", sa.BigInteger(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="shreds_pkey"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _erasure()


def _columns() -> None:
    op.add_column("officers", sa.Column("address", sa.LargeBinary(), nullable=True))
    op.add_column("cases", sa.Column("address", sa.LargeBinary(), nullable=True))
    _added("cases", sa.Column("erasure", sa.BigInteger(), nullable=False, server_default="0"))
    _added("cases", sa.Column("hold", sa.Boolean(), nullable=False, server_default=sa.false()))
    _added("evidence", sa.Column("erasure", sa.BigInteger(), nullable=False, server_default="0"))


def _added(table: str, column: sa.Column[object]) -> None:
    """The default is for rows already there; new ones always say."""
    op.add_column(table, column)
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(table, column.name, server_default=None)


def _keys() -> None:
    op.create_table(
        "keys",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("added", sa.Float(), nullable=False),
        sa.Column("removed", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="keys_pkey"),
    )


def _custody() -> None:
    op.create_table(
        "custody",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="custody_pkey"),
        sa.UniqueConstraint("chain", "seq", name="custody_chain_seq_key"),
    )
    op.create_table(
        "custody_heads",
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="custody_heads_pkey"),
    )
    op.create_table(
        "custody_roots",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="custody_roots_pkey"),
    )


def _erasure() -> None:
    """A schema of its own, to be dumped by itself and kept for days only."""
    op.execute("CREATE SCHEMA IF NOT EXISTS erasure")
    op.create_table(
        "keys",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="erasure",
    )
