"""The tables of WhatsApp: people, contents at Twilio, counts of messages, early delivery reports."""

from typing import Annotated

from sqlmodel import Field

from storage.tables.base import IndexedText, IndexedTime, PrimaryText, Stored


class StoredWhatsAppChat(Stored, table=True):
    """How to reach a chat. `address` holds the chat's name and the address to write to, protected.

    `inbound` is when the person last wrote, or the beginning (UTC) of that day if the chat left no trace.
    `closed` is since when Twilio says that the 24 hours are over, and `stopped` since when the person wants
    no more messages; 0: not so.
    """

    __tablename__ = "whatsapp_chats"

    chat: PrimaryText
    address: bytes
    inbound: IndexedTime
    closed: float
    stopped: float


class StoredIdentity(Stored, table=True):
    """A token of a person's business-scoped id or phone number (`number`), and the chat that it leads to.

    `seen` is the day when a message last came from this id or number (its beginning, UTC): numbers get other
    owners.
    """

    __tablename__ = "whatsapp_identities"

    identity: PrimaryText
    chat: IndexedText
    number: bool
    seen: IndexedTime


class StoredContent(Stored, table=True):
    """A content made at Twilio, by a name that is made of its shape and language."""

    __tablename__ = "whatsapp_contents"

    name: PrimaryText
    sid: str


class StoredSpending(Stored, table=True):
    """The number of messages of a day (`2026-11-21`) to a chat, or to all together (empty chat)."""

    __tablename__ = "whatsapp_spent"

    day: PrimaryText
    chat: Annotated[str, Field(primary_key=True, index=True)]
    count: int


class StoredEarlyReport(Stored, table=True):
    """A provider's delivery report that came before the message's id was recorded."""

    __tablename__ = "early_words"

    provider_id: PrimaryText
    state: str
    reason: str
    time: IndexedTime
