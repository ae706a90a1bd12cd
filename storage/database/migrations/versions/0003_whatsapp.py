"""WhatsApp: who writes from where, contents, what was spent, early words; and what is owed to chats."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORDERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _contents()
    _spent()
    _words()
    _owed()


def _people() -> None:
    op.create_table(
        "whatsapp_chats",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("inbound", sa.Float(), nullable=False),
        sa.Column("closed", sa.Float(), nullable=False),
        sa.Column("stopped", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="whatsapp_chats_pkey"),
    )
    op.create_index("whatsapp_chats_inbound", "whatsapp_chats", ["inbound"])
    op.create_table(
        "whatsapp_identities",
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("number", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("identity", name="whatsapp_identities_pkey"),
    )
    op.create_index("whatsapp_identities_chat", "whatsapp_identities", ["chat"])
    op.create_index("whatsapp_identities_seen", "whatsapp_identities", ["seen"])


def _contents() -> None:
    op.create_table(
        "whatsapp_contents",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sid", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="whatsapp_contents_pkey"),
    )


def _spent() -> None:
    op.create_table(
        "whatsapp_spent",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "chat", name="whatsapp_spent_pkey"),
    )
    op.create_index("whatsapp_spent_chat", "whatsapp_spent", ["chat"])


def _words() -> None:
    op.create_table(
        "early_words",
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("provider_id", name="early_words_pkey"),
    )
    op.create_index("early_words_time", "early_words", ["time"])


def _owed() -> None:
    op.create_table(
        "owed",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="owed_pkey"),
    )
    op.create_index("owed_chat", "owed", ["chat"])
    op.create_index("owed_time", "owed", ["time"])
