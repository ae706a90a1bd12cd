"""A key pair for each case and file, and its wraps. Cases filed before stay sealed to each officer's key."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_wraps",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", "fingerprint", name="key_wraps_pkey"),
    )
    op.create_index("key_wraps_fingerprint", "key_wraps", ["fingerprint"])
    for name in ("recipient", "recipient_seal"):
        op.add_column("cases", sa.Column(name, sa.String(), nullable=False, server_default=""))
        if op.get_bind().dialect.name != "sqlite":
            op.alter_column("cases", name, server_default=None)
