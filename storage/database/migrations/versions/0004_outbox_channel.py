"""Each row of the outbox names its channel, and what was given up is found without reading the rest.

Rows that are there already have none: they go within the week.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("channel", sa.String(), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("outbox", "channel", server_default=None)
    failed = sa.text("state IN ('undeliverable', 'unknown')")
    op.create_index(
        "outbox_failed", "outbox", ["channel", "id"], sqlite_where=failed, postgresql_where=failed
    )
