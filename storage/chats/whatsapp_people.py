"""Who writes on WhatsApp: the chat of whoever goes by some names, and how that chat is reached.

A person is known by the business-scoped id where there is one, else by the number; both are kept as tokens.
One that is known leads to the chat whatever the other has become, so a change of number or of id keeps the
conversation and its cases. But numbers get other owners, and what a chat knows must not follow the number:

- a number that another id now brings, and that was not heard of for `RECENT`, begins a new chat
  (operators rest a number for longer than that before they give it to somebody else);
- a number that was not heard of for `SILENT` begins a new chat, whoever brings it;
- a chat has the numbers of its last message that had some, and one id: what it went by before is nobody's;
- a chat whose number went to another chat is written to no more.

The receipt opens the case from any chat, as always.
"""

import secrets
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, case, delete, exists, literal_column, select, update

from flows.record import record
from storage.database.statements import Write, upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import CASES, CONVERSATIONS
from storage.tables.whatsapp import CHATS, CONTENTS, IDENTITIES

DAY = 86400.0
RECENT, SILENT = 30 * DAY, 180 * DAY
PREFIX = "whatsapp:"

_c, _i = CHATS.c, IDENTITIES.c
_SAVE = upserting(CHATS, order=1)
_NAME = upserting(IDENTITIES, order=1)
_CONTENT = upserting(CONTENTS, order=1)
_ZERO: ColumnElement[float] = literal_column("0")
_wrote_at = bindparam("time_", type_=_c.inbound.type)
_WROTE = Write(
    update(CHATS)
    .where(_c.chat == bindparam("chat_"))
    .values(inbound=case((_c.inbound < _wrote_at, _wrote_at), else_=_c.inbound), closed=_ZERO, stopped=_ZERO),
    ("time_", "chat_"),
    order=3,
)
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, str]).decode


@record
class Person:
    """Every name that a message gives its sender, ids before numbers; `address` is the one to answer."""

    names: tuple[str, ...]
    address: str


@record
class Reach:
    """How a chat is reached; an empty address: not any more. Times as in the table."""

    address: str
    inbound: float
    closed: float
    stopped: float


class WhatsAppChats:
    """The people of WhatsApp as one transaction sees them."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def settled(self, person: Person, now: float) -> str:
        """The person's chat where nothing needs to be written down of it; empty otherwise. Only reads."""
        found = self._found(person)
        fresh = len(found) == len(person.names) and all(row.seen > now - DAY for row in found)
        if not fresh or len({row.chat for row in found}) > 1:
            return ""
        chat, address = self._box(found[0].chat)
        return chat if address == person.address else ""

    def chat(self, person: Person, now: float) -> str:
        """The person's chat, made where there is none; all of these names lead to it from now on."""
        known = self._box(self._chosen(person, self._found(person), now))[0]
        chat = known or self._fresh(person.address)
        self._let_go(self._vault.chat(chat), person)
        for name in person.names:
            row = (self._token(name), self._vault.chat(chat), _is_number(name), now)
            self._transaction.write(_NAME, row)
        self._address(chat, person.address, now)
        return chat

    def reach(self, chat: str) -> Reach | None:
        """How to reach the chat; None where it was forgotten, or never wrote."""
        token = self._vault.chat(chat)
        for row in self._transaction.rows(select(CHATS).where(_c.chat == token)):
            return Reach(self._open(row)[1], row.inbound, row.closed, row.stopped)
        return None

    def wrote(self, chat: str, time: float) -> None:
        """The person wrote: whatever stood in the way of messages is gone."""
        self._transaction.write(_WROTE, (time, self._vault.chat(chat)))

    def close(self, chat: str, since: float, now: float) -> bool:
        """Twilio says that the 24 hours are over. False where that is known, or they wrote after `since`."""
        mine = (_c.chat == self._vault.chat(chat)) & (_c.inbound <= since) & (_c.closed == 0)
        return self._transaction.execute(update(CHATS).where(mine).values(closed=now)) > 0

    def stop(self, chat: str, since: float, now: float) -> bool:
        """The person wants no more messages, unless they wrote after `since`."""
        mine = (_c.chat == self._vault.chat(chat)) & (_c.inbound <= since)
        return self._transaction.execute(update(CHATS).where(mine).values(stopped=now)) > 0

    def forget(self, chat: str) -> int:
        """Nobody who writes is this chat any more; how many names it had.

        Its address stays for what is still to be sent there, until `forget_silent` a day later.
        """
        return self._transaction.execute(delete(IDENTITIES).where(_i.chat == self._vault.chat(chat)))

    def forget_silent(self, before: float, unnamed: float) -> int:
        """Names not heard of since `before`; and chats without any that no case is to answer, where they were
        last heard of before `unnamed`; how many names."""
        gone = self._transaction.execute(delete(IDENTITIES).where(_i.seen < before))
        named = exists().where(_i.chat == _c.chat)
        answers = exists().where(CASES.c.chat == _c.chat)
        self._transaction.execute(delete(CHATS).where(_c.inbound < unnamed, ~named, ~answers))
        return gone

    # Contents at Twilio

    def content(self, name: str) -> str | None:
        """The sid of the content of this name."""
        found = self._transaction.rows(select(CONTENTS.c.sid).where(CONTENTS.c.name == name))
        return found[0][0] if found and found[0][0] else None

    def remember_content(self, name: str, sid: str) -> None:
        """A content was made; an empty sid: it is no more."""
        self._transaction.write(_CONTENT, (name, sid))

    # How it is done

    def _token(self, name: str) -> str:
        return self._vault.token("whatsapp:" + name)

    def _found(self, person: Person) -> Sequence[Any]:
        """The rows of these names, the strongest first."""
        tokens = [self._token(name) for name in person.names]
        found = self._transaction.rows(select(IDENTITIES).where(_i.identity.in_(tokens)))
        return sorted(found, key=lambda row: tokens.index(row.identity))

    def _chosen(self, person: Person, found: Sequence[Any], now: float) -> str:
        """The chat (as its token) that these rows lead to, or nothing."""
        for row in found:
            if not row.number:
                return str(row.chat)
        for row in found:
            rests = RECENT if self._other_id(row.chat, person) else SILENT
            if now - row.seen < rests:
                return str(row.chat)
        return ""

    def _other_id(self, token: str, person: Person) -> bool:
        """Whether the person brings an id, and the chat's was another."""
        mine = (_i.chat == token) & _i.number.is_(False)
        known = self._transaction.rows(select(_i.identity).where(mine))
        return bool(known) and not all(map(_is_number, person.names))

    def _fresh(self, address: str) -> str:
        """A name that no chat has, nor ever had as long as anything of it is kept."""
        chat = f"{PREFIX}{address}"
        while any(self._stands(column, chat) for column in (_c.chat, CONVERSATIONS.c.chat, CASES.c.chat)):
            chat = f"{PREFIX}{address}~{secrets.token_hex(4)}"
        return chat

    def _stands(self, column: Any, chat: str) -> bool:  # Any: a column of one of three tables
        return bool(self._transaction.rows(select(column).where(column == self._vault.chat(chat)).limit(1)))

    def _let_go(self, token: str, person: Person) -> None:
        """What the chat went by before is nobody's; a chat that loses the name it was reached by is not."""
        kinds = {_is_number(name) for name in person.names}
        now_named = [self._token(name) for name in person.names]
        replaced = (_i.chat == token) & _i.number.in_(kinds) & _i.identity.not_in(now_named)
        self._transaction.execute(delete(IDENTITIES).where(replaced))
        moved = _i.identity.in_(now_named) & (_i.chat != token)
        for row in self._transaction.rows(select(_i.chat).where(moved).distinct()):
            self._unreached(row.chat, person)

    def _unreached(self, token: str, person: Person) -> None:
        chat, address = self._box(token)
        if address in person.names:
            self._change(_c.chat == token, address=self._close(chat, token, ""))

    def _address(self, chat: str, address: str, now: float) -> None:
        """Write to this address; a chat that is new counts from now."""
        token = self._vault.chat(chat)
        box = self._close(chat, token, address)
        if not self._change(_c.chat == token, address=box):
            self._transaction.write(_SAVE, (token, box, now, 0.0, 0.0))

    def _change(self, which: ColumnElement[bool], **values: object) -> int:
        return self._transaction.execute(update(CHATS).where(which).values(**values))

    def _box(self, token: str) -> tuple[str, str]:
        """The chat of a token and its address; both empty where it is not there."""
        for row in self._transaction.rows(select(CHATS).where(_c.chat == token)):
            return self._open(row)
        return "", ""

    def _open(self, row: Any) -> tuple[str, str]:
        return _unpack(self._vault.reveal(bytes(row.address), f"whatsapp:{row.chat}"))

    def _close(self, chat: str, token: str, address: str) -> bytes:
        return self._vault.protect(_pack((chat, address)), f"whatsapp:{token}")


def _is_number(name: str) -> bool:
    return name.startswith("+")
