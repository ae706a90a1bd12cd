"""Conversations as stored: two bytes of version, then MessagePack, protected and bound to the chat.

A row is found by the chat's token; the chat itself stands inside the body and nowhere else.
"""

from collections import OrderedDict
from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, select

from flows.core.conversation import VERSION, Conversation, migrate
from storage.database.statements import Lookup, upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import CONVERSATIONS

_SAVE = upserting(CONVERSATIONS, order=1)
_BODIES = Lookup("chat, body", "conversations", "chat")
_HEAD = VERSION.to_bytes(2, "big")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Conversation).decode


def dump(conversation: Conversation) -> bytes:
    """The stored form."""
    return _HEAD + _encode(conversation)


def load(stored: bytes) -> Conversation:
    """The conversation, whatever version stored it."""
    if stored[:2] == _HEAD:
        return _decode(stored[2:])
    return msgspec.convert(migrate(msgspec.msgpack.decode(stored[2:], type=dict)), Conversation)


class Cache:
    """The conversations last used, as committed; the least recently used go first.

    Only for a database that one server owns. `version` is the database's own count of changes by other
    connections: when it moves, everything is forgotten, so a command run beside the server does no harm.
    """

    def __init__(self, size: int = 8192) -> None:
        self._size = size
        self._version: int | None = None
        self._kept: OrderedDict[str, Conversation] = OrderedDict()

    def check(self, version: int) -> None:
        """Call at the start of each transaction."""
        if version != self._version:
            self._kept.clear()
            self._version = version

    def get(self, chat: str) -> Conversation | None:
        """The conversation, if it is here."""
        found = self._kept.get(chat)
        if found is not None:
            self._kept.move_to_end(chat)
        return found

    def put(self, conversations: Iterable[Conversation]) -> None:
        """What was just committed."""
        for conversation in conversations:
            self._kept[conversation.chat] = conversation
            self._kept.move_to_end(conversation.chat)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def drop(self, chats: Iterable[str]) -> None:
        """What is no longer certain."""
        for chat in chats:
            self._kept.pop(chat, None)


class Conversations:
    """Conversations as one transaction sees them."""

    def __init__(self, transaction: Transaction, vault: Vault, cache: Cache | None) -> None:
        self._transaction = transaction
        self._vault = vault
        self._cache = cache
        self._known: dict[str, Conversation] = {}
        self._changed: set[str] = set()

    def prefetch(self, chats: Iterable[str]) -> None:
        """Have these at hand: from the cache, the others with one read."""
        missing = []
        for chat in set(chats) - self._known.keys():
            kept = self._cache.get(chat) if self._cache is not None else None
            if kept is None:
                missing.append(chat)
            else:
                self._known[chat] = kept
        tokens = [self._vault.chat(chat) for chat in missing]
        bodies = (self._load(*row) for row in self._transaction.lookup(_BODIES, tokens))
        found = {conversation.chat: conversation for conversation in bodies}
        for chat in missing:
            self._known[chat] = found.get(chat) or Conversation(chat)

    def get(self, chat: str) -> Conversation:
        """The chat's conversation; a blank one where there is none."""
        if chat not in self._known:
            self.prefetch((chat,))
        return self._known[chat]

    def save(self, conversation: Conversation) -> None:
        """Store; replaces what was there."""
        chat = conversation.chat
        token = self._vault.chat(chat)
        body = self._vault.protect(dump(conversation), "conversation:" + token)
        row = (token, body, conversation.due, conversation.officer, conversation.updated)
        self._transaction.write(_SAVE, row)
        self._know(chat, conversation)

    def due(self, now: float, limit: int) -> list[str]:
        """The chats that want a `Due` event, the longest waiting first."""
        when = CONVERSATIONS.c.due
        columns = select(CONVERSATIONS.c.chat, CONVERSATIONS.c.body)
        query = columns.where(when > 0, when <= now).order_by(when).limit(limit)
        return [self._load(*row).chat for row in self._transaction.rows(query)]

    def address(self, token: str) -> str:
        """The chat of this token; empty where its conversation was forgotten."""
        for row in self._transaction.rows(select(CONVERSATIONS).where(CONVERSATIONS.c.chat == token)):
            return self._load(row.chat, row.body).chat
        return ""

    def forget(self, chat: str) -> None:
        """Nothing of the conversation stays."""
        self._transaction.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.chat == self._vault.chat(chat)))
        self._know(chat, Conversation(chat))

    def committed(self) -> None:
        """The transaction is durable: what it knows may be kept."""
        if self._cache is not None:
            self._cache.put(self._known.values())

    def rolled_back(self) -> None:
        """The transaction is gone, or nobody knows: what it changed must be read again."""
        if self._cache is not None:
            self._cache.drop(self._changed)

    def _load(self, token: str, body: bytes) -> Conversation:
        return load(self._vault.reveal(bytes(body), "conversation:" + token))

    def _know(self, chat: str, conversation: Conversation) -> None:
        before = self._known.get(chat)
        self._known[chat] = conversation
        self._changed.add(chat)
        self._transaction.on_drop(lambda: self._recall(chat, before))

    def _recall(self, chat: str, before: Conversation | None) -> None:
        if before is None:
            del self._known[chat]
        else:
            self._known[chat] = before
