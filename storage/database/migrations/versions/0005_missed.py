"""Messages that did not arrive are kept in their outbox rows, on every channel: the table `owed` goes.

A message was bound to its table when it was protected, so each one is opened and protected again, and its
conversation is told that something waits. That needs the server's key: where messages are waiting,
`Database.migrate` must be given the vault. Messages to chats that were forgotten go with the table.
"""

from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import context, op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REPLY, NOTICE = 0, 1

_OWED = sa.table("owed", *map(sa.column, ("id", "chat", "purpose", "reason", "body", "time")))
_CONVERSATIONS = sa.table("conversations", sa.column("chat"), sa.column("body"))
_OUTBOX = sa.table(
    "outbox",
    *map(sa.column, ("id", "chat", "lane", "kind", "priority", "body", "state", "due", "lease")),
    *map(sa.column, ("attempts", "resent", "provider_id", "reason", "created", "settled", "channel")),
)


def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_OWED).order_by(_OWED.c.id)).fetchall():
        if _told(connection, row.chat):
            _move(connection, row)
    op.drop_table("owed")


def _told(connection: sa.Connection, chat: str) -> bool:
    """Set `missed` in the chat's conversation; False where there is none."""
    vault, bound_to = context.config.attributes["older"].vault, f"conversation:{chat}"
    mine = _CONVERSATIONS.c.chat == chat
    found = connection.execute(sa.select(_CONVERSATIONS.c.body).where(mine)).scalar()
    if found is None:
        return False
    stored = vault.reveal(bytes(found), bound_to)
    values = msgspec.msgpack.decode(stored[2:], type=dict) | {"missed": True}
    box = vault.protect(stored[:2] + msgspec.msgpack.encode(values), bound_to)
    connection.execute(sa.update(_CONVERSATIONS).where(mine).values(body=box))
    return True


def _move(connection: sa.Connection, row: Any) -> None:
    kept = {"state": "undeliverable", "reason": row.reason, "settled": row.time, "body": _bound_anew(row)}
    mine = sa.update(_OUTBOX).where(_OUTBOX.c.id == row.id)
    if connection.execute(mine.values(kept)).rowcount:
        return
    # The outbox forgets rows after a week; this message waited for longer.
    rest = {"lane": row.chat, "kind": "reply", "priority": NOTICE if row.purpose else REPLY, "due": row.time}
    ended = {"lease": 0.0, "attempts": 1, "resent": False, "provider_id": "", "created": row.time}
    whole = {"id": row.id, "chat": row.chat, "channel": "whatsapp", **rest, **ended, **kept}
    connection.execute(sa.insert(_OUTBOX).values(whole))


def _bound_anew(row: Any) -> bytes:
    vault = context.config.attributes["older"].vault
    opened = vault.reveal(bytes(row.body), f"owed:{row.id}")
    chat, body = msgspec.msgpack.decode(opened, type=tuple[str, bytes])
    address = chat.encode()
    inside = len(address).to_bytes(2, "big") + address + body
    box: bytes = vault.protect(inside, f"outbox:{row.id}")
    return box
