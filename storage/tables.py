"""The tables. Times are seconds since the epoch, UTC; columns of bytes are protected by the vault, or sealed.

`chat`, `lane` and `event_id` are the vault's tokens: rows are found by them, and they tell no address.

Numbers that identify rows are made in process by `storage.ids` and rise with time.
"""

from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Dialect,
    Index,
    Integer,
    MetaData,
    Table,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

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


def ordered() -> Any:  # Any: what SQLModel's Field gives, fit for every annotation
    return Field(primary_key=True, sa_type=Ordered, sa_column_kwargs={"autoincrement": False})


def _where(name: str, *columns: str, condition: str) -> Index:
    """A partial index; both databases take the same condition."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


class Stored(SQLModel):
    """Every table of the product, in a metadata of its own."""

    metadata = metadata


class Inbox(Stored, table=True):
    """The events that took effect; what stands here is never done again."""

    __tablename__ = "inbox"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    event_id: str = Field(primary_key=True)
    chat: str = Field(index=True)
    message: str
    time: float = Field(index=True)


class ConversationRow(Stored, table=True):
    """A conversation as stored; `due` and `officer` stand outside the body to be searched."""

    __tablename__ = "conversations"
    __table_args__: ClassVar[Any] = (_where("conversations_due", "due", condition="due > 0"),)

    chat: str = Field(primary_key=True)
    body: bytes
    due: float
    officer: str
    updated: float


class Outbox(Stored, table=True):
    """What is to be sent, and what became of it. Rows of a lane go out one by one, in the order of ids."""

    __tablename__ = "outbox"
    __table_args__: ClassVar[Any] = (
        _where("outbox_lane", "lane", "id", condition="state = 'queued'"),
        _where("outbox_priority", "priority", "id", condition="state = 'queued'"),
        _where("outbox_provider", "provider_id", condition="provider_id <> ''"),
        _where("outbox_failed", "channel", "id", condition="state IN ('undeliverable', 'unknown')"),
        Index("outbox_chat", "chat", "id"),
    )

    id: int = ordered()
    chat: str
    lane: str
    kind: str
    priority: int
    body: bytes | None
    state: str
    due: float
    lease: float
    attempts: int
    resent: bool
    provider_id: str
    reason: str
    created: float
    settled: float
    channel: str


class OfficerRow(Stored, table=True):
    """An officer; `code_hash` is empty once the enrolment code was used."""

    __tablename__ = "officers"

    id: str = Field(primary_key=True)
    name: str
    code_hash: str = Field(index=True)
    chat: str = Field(index=True)
    language: str
    added: float
    enrolled: float
    removed: float
    address: bytes | None


class CaseRow(Stored, table=True):
    """What the server must know of a case; what was said is in its entries. A forgotten chat is null.

    `erasure` is the number of the key without which the entries are lost; `hold` beats erasure.
    """

    __tablename__ = "cases"
    __table_args__: ClassVar[Any] = (
        Index("cases_status", "status", "id"),
        Index("cases_open", "open", "urgent", "id"),
        Index("cases_created", "created", "category"),
    )

    id: int = ordered()
    reference: str = Field(unique=True)
    secret_hash: str
    category: str
    status: str
    open: bool
    urgent: bool
    anonymous: bool
    place: str
    channel: str
    chat: str | None = Field(index=True)
    language: str
    pseudonym: str
    created: float
    updated: float
    evidence_count: int
    address: bytes | None
    erasure: int = Field(sa_type=BigInteger)
    hold: bool


class EntryRow(Stored, table=True):
    """Something said of a case, sealed; entries are only ever added."""

    __tablename__ = "entries"

    id: int = ordered()
    reference: str = Field(index=True, foreign_key="cases.reference")
    kind: str
    body: bytes
    time: float


class EvidenceRow(Stored, table=True):
    """A piece of evidence; `reference` is null while it belongs to a draft."""

    __tablename__ = "evidence"
    __table_args__: ClassVar[Any] = (_where("evidence_loose", "received", condition="reference IS NULL"),)

    id: str = Field(primary_key=True)
    chat: str = Field(index=True)
    reference: str | None = Field(index=True, foreign_key="cases.reference")
    kind: str
    state: str
    provider_ref: bytes
    message: str
    received: float
    name: bytes
    origin: bytes
    size: int
    sha256: str
    media_type: str
    reason: str
    stored_at: float
    erasure: int = Field(sa_type=BigInteger)


class StatusChange(Stored, table=True):
    """One step of a case; the note is protected."""

    __tablename__ = "status_changes"

    id: int = ordered()
    reference: str = Field(index=True, foreign_key="cases.reference")
    status: str
    officer: str
    note: bytes
    time: float


class Guess(Stored, table=True):
    """A receipt that did not open a case; counted to limit guessing."""

    __tablename__ = "guesses"
    __table_args__: ClassVar[Any] = (Index("guesses_chat", "chat", "time"),)

    id: int = ordered()
    chat: str
    time: float = Field(index=True)


class DeadLetter(Stored, table=True):
    """An event whose turn failed, kept to be looked at; `error` is the name of the exception's type."""

    __tablename__ = "dead_letters"

    id: int = ordered()
    event_id: str
    chat: str = Field(index=True)
    body: bytes
    error: str
    time: float


class Setting(Stored, table=True):
    """What the product remembers of itself: a webhook secret, a polling offset. The value is protected."""

    __tablename__ = "settings"

    key: str = Field(primary_key=True)
    value: bytes


INBOX: Table = metadata.tables["inbox"]
CONVERSATIONS: Table = metadata.tables["conversations"]
OUTBOX: Table = metadata.tables["outbox"]
OFFICERS: Table = metadata.tables["officers"]
CASES: Table = metadata.tables["cases"]
ENTRIES: Table = metadata.tables["entries"]
EVIDENCE: Table = metadata.tables["evidence"]
STATUS_CHANGES: Table = metadata.tables["status_changes"]
GUESSES: Table = metadata.tables["guesses"]
DEAD_LETTERS: Table = metadata.tables["dead_letters"]
SETTINGS: Table = metadata.tables["settings"]
