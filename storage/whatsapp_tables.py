"""The tables of WhatsApp: who writes from where, contents, what was spent; and what is owed to chats."""

from sqlalchemy import Table
from sqlmodel import Field

from storage.tables import Stored, metadata, ordered


class WhatsAppChat(Stored, table=True):
    """How a chat is reached. The address, protected, is where to write; it holds the chat's name too.

    `inbound` is when the person last wrote, `closed` since when Twilio says that the 24 hours are over,
    `stopped` since when the person wants no more messages; 0 where none of it is so.
    """

    __tablename__ = "whatsapp_chats"

    chat: str = Field(primary_key=True)
    address: bytes
    inbound: float = Field(index=True)
    closed: float
    stopped: float


class WhatsAppIdentity(Stored, table=True):
    """A name that a person goes by, as a token: a business-scoped id, or a phone number (`number`).

    `seen` is when a message last came from it: numbers get other owners.
    """

    __tablename__ = "whatsapp_identities"

    identity: str = Field(primary_key=True)
    chat: str = Field(index=True)
    number: bool
    seen: float = Field(index=True)


class WhatsAppContent(Stored, table=True):
    """A content made at Twilio, by its shape and language."""

    __tablename__ = "whatsapp_contents"

    name: str = Field(primary_key=True)
    sid: str


class WhatsAppSpent(Stored, table=True):
    """How many messages went out on a day (`2026-11-21`): to a chat, and to all together (an empty chat)."""

    __tablename__ = "whatsapp_spent"

    day: str = Field(primary_key=True)
    chat: str = Field(primary_key=True, index=True)
    count: int


class EarlyWord(Stored, table=True):
    """A provider's word on a message whose id is not recorded yet."""

    __tablename__ = "early_words"

    provider_id: str = Field(primary_key=True)
    state: str
    reason: str
    time: float = Field(index=True)


class OwedRow(Stored, table=True):
    """A message that did not reach its chat and is still due to it; the id is its outbox row's."""

    __tablename__ = "owed"

    id: int = ordered()
    chat: str = Field(index=True)
    purpose: str
    reason: str
    body: bytes
    time: float = Field(index=True)


CHATS: Table = metadata.tables["whatsapp_chats"]
IDENTITIES: Table = metadata.tables["whatsapp_identities"]
CONTENTS: Table = metadata.tables["whatsapp_contents"]
SPENT: Table = metadata.tables["whatsapp_spent"]
EARLY: Table = metadata.tables["early_words"]
OWED: Table = metadata.tables["owed"]
