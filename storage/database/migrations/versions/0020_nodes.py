"""Several servers on one database: the server that has a row of the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("node", sa.Integer(), nullable=False, server_default="0"))
