"""The tables. Times are seconds since the epoch, UTC; columns of bytes are protected by the vault, or sealed.

`chat`, `lane` and `event_id` are the vault's tokens: rows are found by them, and they tell no address.

Numbers that identify rows are made in process by `storage.database.ids` and rise with time.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)


class Ordered(TypeDecorator[int]):
    """A 64-bit id; on SQLite spelled INTEGER, so that it is the row's own address and needs no index."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Integer() if dialect.name == "sqlite" else BigInteger()


def ordered() -> Column[int]:
    """The id that `storage.database.ids` makes."""
    return Column("id", Ordered, primary_key=True, autoincrement=False)


def always(name: str, kind: type[TypeEngine[Any]], *, index: bool = False) -> Column[Any]:
    """A column that holds a value in every row."""
    return Column(name, kind, nullable=False, index=index)


def _where(name: str, *columns: str, condition: str) -> Index:
    """A partial index; both databases take the same condition, and `migrate.py` tells Postgres."""
    return Index(name, *columns, sqlite_where=text(condition))


INBOX = Table(
    "inbox",
    metadata,
    Column("event_id", String, primary_key=True),
    always("chat", String, index=True),
    always("message", String),
    always("time", Float, index=True),
    sqlite_with_rowid=False,
)
"""The events that took effect; what stands here is never done again."""

CONVERSATIONS = Table(
    "conversations",
    metadata,
    Column("chat", String, primary_key=True),
    always("body", LargeBinary),
    always("due", Float),
    always("officer", String),
    always("updated", Float),
    _where("conversations_due", "due", condition="due > 0"),
)
"""A conversation as stored; `due` and `officer` stand outside the body to be searched."""

OUTBOX = Table(
    "outbox",
    metadata,
    ordered(),
    always("chat", String),
    always("lane", String),
    always("kind", String),
    always("priority", Integer),
    Column("body", LargeBinary),
    always("state", String),
    always("due", Float),
    always("lease", Float),
    always("attempts", Integer),
    always("resent", Boolean),
    always("provider_id", String),
    always("reason", String),
    always("created", Float),
    always("settled", Float),
    always("channel", String),
    _where("outbox_lane", "lane", "id", condition="state = 'queued'"),
    _where("outbox_priority", "priority", "id", condition="state = 'queued'"),
    _where("outbox_provider", "provider_id", condition="provider_id <> ''"),
    _where("outbox_failed", "channel", "id", condition="state IN ('undeliverable', 'unknown')"),
    Index("outbox_chat", "chat", "id"),
)
"""What is to be sent, and what became of it. Rows of a lane go out one by one, in the order of ids."""

OFFICERS = Table(
    "officers",
    metadata,
    Column("id", String, primary_key=True),
    always("name", String),
    always("code_hash", String, index=True),
    always("chat", String, index=True),
    always("language", String),
    always("added", Float),
    always("enrolled", Float),
    always("removed", Float),
    Column("address", LargeBinary),
)
"""An officer; `code_hash` is empty once the enrolment code was used."""

CASES = Table(
    "cases",
    metadata,
    ordered(),
    Column("reference", String, nullable=False, unique=True),
    always("secret_hash", String),
    always("category", String),
    always("status", String),
    always("open", Boolean),
    always("urgent", Boolean),
    always("anonymous", Boolean),
    always("place", String),
    always("channel", String),
    Column("chat", String, index=True),
    always("language", String),
    always("pseudonym", String),
    always("created", Float),
    always("updated", Float),
    always("evidence_count", Integer),
    Column("address", LargeBinary),
    always("erasure", BigInteger),
    always("hold", Boolean),
    Index("cases_status", "status", "id"),
    Index("cases_open", "open", "urgent", "id"),
    Index("cases_created", "created", "category"),
)
"""What the server must know of a case; what was said is in its entries. A forgotten chat is null.

`erasure` is the number of the key without which the entries are lost; `hold` beats erasure.
"""

ENTRIES = Table(
    "entries",
    metadata,
    ordered(),
    Column("reference", ForeignKey(CASES.c.reference), nullable=False, index=True),
    always("kind", String),
    always("body", LargeBinary),
    always("time", Float),
)
"""Something said of a case, sealed; entries are only ever added."""

EVIDENCE = Table(
    "evidence",
    metadata,
    Column("id", String, primary_key=True),
    always("chat", String, index=True),
    Column("reference", ForeignKey(CASES.c.reference), index=True),
    always("kind", String),
    always("state", String),
    always("provider_ref", LargeBinary),
    always("message", String),
    always("received", Float),
    always("name", LargeBinary),
    always("origin", LargeBinary),
    always("size", Integer),
    always("sha256", String),
    always("media_type", String),
    always("reason", String),
    always("stored_at", Float),
    always("erasure", BigInteger),
    _where("evidence_loose", "received", condition="reference IS NULL"),
)
"""A piece of evidence; `reference` is null while it belongs to a draft."""

STATUS_CHANGES = Table(
    "status_changes",
    metadata,
    ordered(),
    Column("reference", ForeignKey(CASES.c.reference), nullable=False, index=True),
    always("status", String),
    always("officer", String),
    always("note", LargeBinary),
    always("time", Float),
)
"""One step of a case; the note is protected."""

GUESSES = Table(
    "guesses",
    metadata,
    ordered(),
    always("chat", String),
    always("time", Float, index=True),
    Index("guesses_chat", "chat", "time"),
)
"""A receipt that did not open a case; counted to limit guessing."""

DEAD_LETTERS = Table(
    "dead_letters",
    metadata,
    ordered(),
    always("event_id", String),
    always("chat", String, index=True),
    always("body", LargeBinary),
    always("error", String),
    always("time", Float),
)
"""An event whose turn failed, kept to be looked at; `error` is the name of the exception's type."""

SETTINGS = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    always("value", LargeBinary),
)
"""What the product remembers of itself: a webhook secret, a polling offset. The value is protected."""
