"""Conversations as stored: two bytes of version, then MessagePack, protected and bound to the chat.

A row is found by the chat's token. The chat itself is inside the body and nowhere else.
"""

from collections.abc import Iterable

import msgspec
from cachetools import LRUCache
from sqlalchemy import delete, exists
from sqlmodel import col, select

from flows.core.conversation import VERSION, Conversation, migrate
from storage.database.overlay import Overlay
from storage.database.statements import Lookup, upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase
from storage.tables.messages import StoredConversation

_SAVE = upserting(StoredConversation, order=1)
_BODIES = Lookup("chat, body", "conversations", "chat")
_HEAD = VERSION.to_bytes(2, "big")
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Conversation).decode


def dump(conversation: Conversation) -> bytes:
    """Return the stored form."""
    return _HEAD + _encode(conversation)


def load(stored: bytes) -> Conversation:
    """Return the conversation, whichever version stored it."""
    if stored[:2] == _HEAD:
        return _decode(stored[2:])
    return msgspec.convert(migrate(msgspec.msgpack.decode(stored[2:], type=dict)), Conversation)


class Cache:
    """The conversations used last, as committed. The least recently used one is dropped first.

    Only for a database that one server owns. `version` is the database's own count of changes by other
    connections: when it changes, the cache is emptied, so a command may run beside the server.
    """

    def __init__(self, size: int = 8192) -> None:
        self._version: int | None = None
        self._kept: LRUCache[str, Conversation] = LRUCache(size)

    def check(self, version: int) -> None:
        """Empty the cache if the version changed. Call this at the start of each transaction."""
        if version != self._version:
            self._kept.clear()
            self._version = version

    def get(self, chat: str) -> Conversation | None:
        """Return the chat's conversation, or None."""
        try:
            return self._kept[chat]
        except KeyError:
            return None

    def put(self, conversations: Iterable[Conversation]) -> None:
        """Keep conversations that were just committed."""
        for conversation in conversations:
            self._kept[conversation.chat] = conversation

    def drop(self, chats: Iterable[str]) -> None:
        """Drop conversations that may not be as stored."""
        for chat in chats:
            self._kept.pop(chat, None)


class Conversations:
    """Reads and changes conversations in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, cache: Cache | None) -> None:
        self._transaction = transaction
        self._vault = vault
        self._cache = cache
        self._known: Overlay[str, Conversation] = Overlay(transaction)
        self._changed: set[str] = set()

    def prefetch(self, chats: Iterable[str]) -> None:
        """Read these into memory: from the cache, the others with one query."""
        missing = []
        for chat in {chat for chat in chats if chat not in self._known}:
            kept = self._cache.get(chat) if self._cache is not None else None
            if kept is None:
                missing.append(chat)
            else:
                self._known[chat] = kept
        tokens = [self._vault.chat(chat) for chat in missing]
        loaded = [self._load(**row) for row in self._transaction.lookup(_BODIES, tokens)]
        found = {conversation.chat: conversation for conversation in loaded}
        for chat in missing:
            self._known[chat] = found.get(chat) or Conversation(chat)

    def get(self, chat: str) -> Conversation:
        """Return the chat's conversation, or a blank one."""
        known = self._known.get(chat)
        if known is None:
            self.prefetch((chat,))
            known = self._known.get(chat)
        return known or Conversation(chat)

    def save(self, conversation: Conversation) -> None:
        """Store a conversation, in place of the one before."""
        token = self._vault.chat(conversation.chat)
        self._transaction.write(
            _SAVE,
            _SAVE.row(
                chat=token,
                body=self._vault.protect(dump(conversation), "conversation:" + token),
                due=conversation.due,
                officer=conversation.officer,
                updated=conversation.updated,
            ),
        )
        self._change(conversation)

    def due(self, now: float, limit: int) -> list[str]:
        """Return the chats that wait for a `Due` event, the longest waiting first."""
        when = StoredConversation.due
        query = select(StoredConversation).where(when > 0, when <= now).order_by(col(when)).limit(limit)
        return [self._load(row.chat, row.body).chat for row in self._transaction.found(query)]

    def silent(self, before: float, limit: int) -> list[str]:
        """Return the chats at rest that last wrote before this, without officers and chats with a case."""
        c = StoredConversation.__table__.c
        answers = exists().where(StoredCase.__table__.c.chat == c.chat)
        at_rest = (c.updated < before) & (c.due == 0) & (c.officer == "") & ~answers
        query = select(StoredConversation).where(at_rest).order_by(c.updated).limit(limit)
        return [self._load(row.chat, row.body).chat for row in self._transaction.found(query)]

    def address(self, token: str) -> str:
        """Return the chat of a token, or an empty text if its conversation was forgotten."""
        query = select(StoredConversation.body).where(StoredConversation.chat == token)
        return "".join(self._load(token, body).chat for body in self._transaction.values(query))

    def forget(self, chat: str) -> None:
        """Delete the chat's conversation."""
        mine = col(StoredConversation.chat) == self._vault.chat(chat)
        self._transaction.execute(delete(StoredConversation).where(mine))
        self._change(Conversation(chat))

    def committed(self) -> None:
        """Keep everything in the cache: the transaction is durable."""
        if self._cache is not None:
            self._cache.put(self._known.values())

    def rolled_back(self) -> None:
        """Drop all changes from the cache: the transaction failed, or may have."""
        if self._cache is not None:
            self._cache.drop(self._changed)

    def _load(self, chat: str, body: bytes) -> Conversation:
        return load(self._vault.reveal(bytes(body), "conversation:" + chat))

    def _change(self, conversation: Conversation) -> None:
        self._known.put(conversation.chat, conversation)
        self._changed.add(conversation.chat)
