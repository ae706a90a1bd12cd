"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# INTEGER is the row's own address on SQLite; BIGINT would cost an index more.
ORDERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _cases()
    _conversations()
    _dead_letters()
    _guesses()
    _inbox()
    _officers()
    _outbox()
    _settings()
    _entries()
    _evidence()
    _status_changes()


def _partial(
    name: str, table: str, columns: Sequence[str], condition: str
) -> None:  # one line of DDL, four parts
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("created", sa.Float(), nullable=False),
        sa.Column("updated", sa.Float(), nullable=False),
        sa.Column("evidence_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="cases_pkey"),
        sa.UniqueConstraint("reference", name="cases_reference_key"),
    )
    op.create_index("cases_chat", "cases", ["chat"])
    op.create_index("cases_created", "cases", ["created", "category"])
    op.create_index("cases_open", "cases", ["open", "urgent", "id"])
    op.create_index("cases_status", "cases", ["status", "id"])


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("updated", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="conversations_pkey"),
    )
    _partial("conversations_due", "conversations", ["due"], "due > 0")


def _dead_letters() -> None:
    op.create_table(
        "dead_letters",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="dead_letters_pkey"),
    )


def _guesses() -> None:
    op.create_table(
        "guesses",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="guesses_pkey"),
    )
    op.create_index("guesses_chat", "guesses", ["chat", "time"])
    op.create_index("guesses_time", "guesses", ["time"])


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="inbox_pkey"),
        sqlite_with_rowid=False,
    )
    op.create_index("inbox_chat", "inbox", ["chat"])
    op.create_index("inbox_time", "inbox", ["time"])


def _officers() -> None:
    op.create_table(
        "officers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("added", sa.Float(), nullable=False),
        sa.Column("enrolled", sa.Float(), nullable=False),
        sa.Column("removed", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="officers_pkey"),
    )
    op.create_index("officers_chat", "officers", ["chat"])
    op.create_index("officers_code_hash", "officers", ["code_hash"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("lease", sa.Float(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resent", sa.Boolean(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created", sa.Float(), nullable=False),
        sa.Column("settled", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="outbox_pkey"),
    )
    op.create_index("outbox_chat", "outbox", ["chat", "id"])
    _partial("outbox_lane", "outbox", ["lane", "id"], "state = 'queued'")
    _partial("outbox_priority", "outbox", ["priority", "id"], "state = 'queued'")
    _partial("outbox_provider", "outbox", ["provider_id"], "provider_id <> ''")


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="settings_pkey"),
    )


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="entries_reference_fkey"),
        sa.PrimaryKeyConstraint("id", name="entries_pkey"),
    )
    op.create_index("entries_reference", "entries", ["reference"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("provider_ref", sa.LargeBinary(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("received", sa.Float(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("stored_at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="evidence_reference_fkey"),
        sa.PrimaryKeyConstraint("id", name="evidence_pkey"),
    )
    op.create_index("evidence_chat", "evidence", ["chat"])
    _partial("evidence_loose", "evidence", ["received"], "reference IS NULL")
    op.create_index("evidence_reference", "evidence", ["reference"])


def _status_changes() -> None:
    op.create_table(
        "status_changes",
        sa.Column("id", ORDERED, autoincrement=False, nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="status_changes_reference_fkey"),
        sa.PrimaryKeyConstraint("id", name="status_changes_pkey"),
    )
    op.create_index("status_changes_reference", "status_changes", ["reference"])
