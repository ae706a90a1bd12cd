"""The tables of cases, their evidence, and the officers who work them."""

from typing import Annotated

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.base import (
    BigNumber,
    IndexedText,
    IndexedTime,
    OrderedId,
    PrimaryText,
    Stored,
    partial_index,
)

CaseReference = Annotated[str, Field(foreign_key="cases.reference", index=True)]


LISTED = (
    *("open", "urgent", "id", "status", "category", "place", "channel", "language"),
    *("created", "updated"),
)
"""The facts by which cases are listed: their index answers without the rows, which are ten times as wide."""


class StoredOfficer(Stored, table=True):
    """An officer. `code_hash` is empty once the officer was removed. `suspended` is 0 while they may work."""

    __tablename__ = "officers"

    id: PrimaryText
    name: str
    code_hash: IndexedText
    chat: IndexedText
    language: str
    added: float
    enrolled: float
    removed: float
    address: bytes | None
    role: str
    suspended: float


class StoredCase(Stored, table=True):
    """The facts of a case that the server must be able to read; its entries hold what was said.

    `province` is the official code of the province inside the place, or empty.
    `chat` and `address` are null once they were forgotten. `erasure` is the number of the key without which
    the entries cannot be opened. A case on `hold` is never erased. Entries are sealed to `recipient`, the
    case's own public key; `recipient_seal` is the server's token of it, without which nothing more is sealed.
    Both are empty in cases of versions before 0.3, which are sealed to each officer's key.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_status", "status", "id"),
        Index("cases_open", *LISTED),
        Index("cases_created", "created", "category"),
    )

    id: OrderedId
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
    erasure: BigNumber
    hold: bool
    recipient: str
    recipient_seal: str
    province: str


class StoredEntry(Stored, table=True):
    """One thing said in a case, sealed. Entries are added and never changed."""

    __tablename__ = "entries"

    id: OrderedId
    reference: CaseReference
    kind: str
    body: bytes
    time: float


class StoredEvidence(Stored, table=True):
    """A piece of evidence. `reference` is null while the piece belongs to a draft."""

    __tablename__ = "evidence"
    __table_args__ = (partial_index("evidence_loose", "received", condition="reference IS NULL"),)

    id: PrimaryText
    chat: IndexedText
    reference: str | None = Field(foreign_key="cases.reference", index=True)
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
    erasure: BigNumber


class StoredStatusChange(Stored, table=True):
    """A case received a new status. The note is protected."""

    __tablename__ = "status_changes"

    id: OrderedId
    reference: CaseReference
    status: str
    officer: str
    note: bytes
    time: float


class StoredGuess(Stored, table=True):
    """A receipt that opened no case. The rows are counted to limit guessing."""

    __tablename__ = "guesses"
    __table_args__ = (Index("guesses_chat", "chat", "time"),)

    id: OrderedId
    chat: str
    time: IndexedTime
