"""The tables of WhatsApp: who writes from where, contents, what was spent."""

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, String, Table

from storage.tables.base import metadata
from storage.tables.cases import always

CHATS = Table(
    "whatsapp_chats",
    metadata,
    Column("chat", String, primary_key=True),
    always("address", LargeBinary),
    always("inbound", Float, index=True),
    always("closed", Float),
    always("stopped", Float),
)
"""How a chat is reached. The address, protected, is where to write; it holds the chat's name too.

`inbound` is when the person last wrote, `closed` since when Twilio says that the 24 hours are over,
`stopped` since when the person wants no more messages; 0 where none of it is so.
"""

IDENTITIES = Table(
    "whatsapp_identities",
    metadata,
    Column("identity", String, primary_key=True),
    always("chat", String, index=True),
    always("number", Boolean),
    always("seen", Float, index=True),
)
"""A name that a person goes by, as a token: a business-scoped id, or a phone number (`number`).

`seen` is when a message last came from it: numbers get other owners.
"""

CONTENTS = Table(
    "whatsapp_contents",
    metadata,
    Column("name", String, primary_key=True),
    always("sid", String),
)
"""A content made at Twilio, by its shape and language."""

SPENT = Table(
    "whatsapp_spent",
    metadata,
    Column("day", String, primary_key=True),
    Column("chat", String, primary_key=True, index=True),
    always("count", Integer),
)
"""How many messages went out on a day (`2026-11-21`): to a chat, and to all together (an empty chat)."""

EARLY = Table(
    "early_words",
    metadata,
    Column("provider_id", String, primary_key=True),
    always("state", String),
    always("reason", String),
    always("time", Float, index=True),
)
"""A provider's word on a message whose id is not recorded yet."""
