"""The tables of conversations and of messages in and out."""

from typing import Annotated, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from storage.tables.base import IndexedText, IndexedTime, OrderedId, PrimaryText, Stored, partial_index


class Inbox(Stored, table=True):
    """An event that took effect. A second delivery of the event finds this row and changes nothing."""

    __tablename__ = "inbox"
    __table_args__: ClassVar[dict[str, object]] = {"sqlite_with_rowid": False}

    event_id: PrimaryText
    chat: IndexedText
    message: str
    time: IndexedTime


class StoredConversation(Stored, table=True):
    """A conversation. `due` and `officer` are also in the body; here they can be searched."""

    __tablename__ = "conversations"
    __table_args__ = (partial_index("conversations_due", "due", condition="due > 0"),)

    chat: PrimaryText
    body: bytes
    due: float
    officer: str
    updated: float


class Outbox(Stored, table=True):
    """Something to be sent, and its outcome. The rows of a lane go out one by one, in the order of ids.

    `node` has the row until `lease`; 0 where none has it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        partial_index("outbox_lane", "lane", "id", condition="state = 'queued'"),
        partial_index("outbox_priority", "priority", "id", condition="state = 'queued'"),
        partial_index("outbox_provider", "provider_id", condition="provider_id <> ''"),
        partial_index("outbox_failed", "channel", "id", condition="state IN ('undeliverable', 'unknown')"),
        Index("outbox_chat", "chat", "id"),
    )

    id: OrderedId
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
    node: Annotated[int, Field(sa_column_kwargs={"server_default": text("0")})]


class StoredDeadLetter(Stored, table=True):
    """An event whose turn failed. `error` is the name of the exception's type."""

    __tablename__ = "dead_letters"

    id: OrderedId
    event_id: str
    chat: IndexedText
    body: bytes
    error: str
    time: float


class StoredSetting(Stored, table=True):
    """A value that the server remembers for itself, protected: a webhook secret, a polling offset."""

    __tablename__ = "settings"

    key: PrimaryText
    value: bytes
