"""The people of WhatsApp: which chat a sender belongs to, and the address that the chat is answered at.

A sender has names: a business-scoped id, a phone number, or both. They are stored as tokens. Either name
leads to the chat, so a person who changes number or id keeps the conversation and its cases. But numbers get
new owners, who must not get the former owner's chat:

- a number that comes with another id than before, after more than `RECENT` without a message, begins a new
  chat (operators do not give a number to somebody else sooner);
- a number begins a new chat after more than `SILENT` without a message, whatever id comes with it;
- a chat keeps the numbers of its last message with a number, and one id; its older names are deleted;
- if a number moves to another chat, the chat that had it before is no longer written to.

A receipt opens its case from any chat, as everywhere.

`seen` of a name is the beginning (UTC) of the day, so that no name can be put beside a case by its time; both
limits may end up to a day early. A chat that asked to leave no trace loses its rows at once, or, if it has
cases of its own, the time of day of its last message.
"""

import secrets
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, case, delete, exists, literal_column, select, update

from flows.record import record
from storage.database.statements import changing, upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase
from storage.tables.messages import StoredConversation
from storage.tables.whatsapp import StoredContent, StoredIdentity, StoredWhatsAppChat

DAY = 86400.0
RECENT, SILENT = 30 * DAY, 180 * DAY
FORGOTTEN = 2 * DAY - 3600.0
"""Seconds after the day of the last message began, when the address of a forgotten chat is deleted.

An hour is left for the tidying, so that no address stays for more than two days; each stays for most of one.
"""
PREFIX = "whatsapp:"

# Every message passes here, so rows are read as such: objects of their classes would take twice as long.
_CHATS, _IDENTITIES = StoredWhatsAppChat.__table__, StoredIdentity.__table__
_c, _i, _case = _CHATS.c, _IDENTITIES.c, StoredCase.__table__.c
_SAVE = upserting(StoredWhatsAppChat, order=1)
_NAME = upserting(StoredIdentity, order=1)
_CONTENT = upserting(StoredContent, order=1)
_ZERO: ColumnElement[float] = literal_column("0")
_wrote_at = bindparam("time_", type_=_c.inbound.type)
_WROTE = changing(
    update(_CHATS)
    .where(_c.chat == bindparam("chat_"))
    .values(inbound=case((_c.inbound < _wrote_at, _wrote_at), else_=_c.inbound), closed=_ZERO, stopped=_ZERO),
    order=3,
)
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, str]).decode


@record
class ReplyAddress:
    """The address to answer a chat at, empty if there is none any more. Times as in `StoredWhatsAppChat`.

    `whole_day`: only the day of the last message is stored, and `inbound` is that day's end.
    """

    address: str
    inbound: float
    closed: float
    stopped: float
    whole_day: bool = False


class WhatsAppChats:
    """Reads and changes the chats of WhatsApp in one transaction.

    `names` are all names that a message gives its sender, ids before numbers; `address` is the one to answer.
    """

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def settled(self, names: Sequence[str], address: str, now: float) -> str:
        """Return the sender's chat if nothing about the sender has to be stored, else an empty text.

        This only reads; after an empty text call `chat`.
        """
        found = self._found(names)
        fresh = len(found) == len(names) and all(row.seen >= day_of(now) for row in found)
        if not fresh or len({row.chat for row in found}) > 1:
            return ""
        chat, known_address = self._opened(found[0].chat)
        return chat if known_address == address else ""

    def chat(self, names: Sequence[str], address: str, now: float) -> str:
        """Return the sender's chat, a new one if there is none; store that all names lead to this chat."""
        known, _ = self._opened(self._chosen(names, self._found(names), now))
        chat = known or self._new_chat(address)
        token = self._vault.chat(chat)
        self._replace_names(token, names)
        for name in names:
            self._transaction.write(
                _NAME,
                _NAME.row(identity=self._token(name), chat=token, number=_is_number(name), seen=day_of(now)),
            )
        self._store_address(chat, address, now)
        return chat

    def is_known_by(self, name: str) -> bool:
        """Return whether a sender goes by this name."""
        return bool(self._found([name]))

    def address_of(self, chat: str) -> ReplyAddress | None:
        """Return the chat's address, or None if the chat was forgotten or never wrote."""
        token = self._vault.chat(chat)
        for row in self._transaction.rows(select(_CHATS).where(_c.chat == token)):
            whole_day = day_of(row.inbound) == row.inbound
            inbound = row.inbound + DAY if whole_day else row.inbound
            return ReplyAddress(self._unpacked(row)[1], inbound, row.closed, row.stopped, whole_day)
        return None

    def wrote(self, chat: str, time: float) -> None:
        """Record that the person wrote: messages may go to the chat again."""
        self._transaction.write(_WROTE, _WROTE.row(chat=self._vault.chat(chat), time=time))

    def close(self, chat: str, since: float, now: float) -> bool:
        """Record that Twilio calls the 24 hours over.

        Return False if that is recorded already, or if the person wrote after `since`.
        """
        mine = (_c.chat == self._vault.chat(chat)) & (_c.inbound <= since) & (_c.closed == 0)
        return self._change(mine, closed=now) > 0

    def stop(self, chat: str, since: float, now: float) -> bool:
        """Record that the person wants no more messages; return False if they wrote after `since`."""
        mine = (_c.chat == self._vault.chat(chat)) & (_c.inbound <= since)
        return self._change(mine, stopped=now) > 0

    def forget(self, chat: str) -> int:
        """Delete the names that lead to this chat and return their number.

        The address stays for messages still to be sent, two days at most (`FORGOTTEN`, `forget_silent`).
        """
        return self._transaction.execute(delete(_IDENTITIES).where(_i.chat == self._vault.chat(chat)))

    def part(self, chat: str, *, goes_on: bool) -> None:
        """Delete the rows of a chat that leaves no trace; messages still to be sent go to the chat's name.

        The rows stay where a case or a draft needs them (`goes_on`), or where the chat is answered at another
        address than its name; of the last message they then tell the day alone.
        """
        token = self._vault.chat(chat)
        answers = bool(self._transaction.rows(select(_case.id).where(_case.chat == token).limit(1)))
        known, address = self._opened(token)
        if not (goes_on or answers) and f"{PREFIX}{address}" == known.partition("~")[0]:
            self._transaction.execute(delete(_IDENTITIES).where(_i.chat == token))
            self._transaction.execute(delete(_CHATS).where(_c.chat == token))
            return
        for row in self._transaction.rows(select(_c.inbound).where(_c.chat == token)):
            self._change(_c.chat == token, inbound=day_of(row.inbound))

    def forget_silent(self, before: float, unnamed: float) -> int:
        """Delete the names without a message since `before` and return their number.

        Chats without a name and without a case to answer are deleted too, if the person last wrote before
        `unnamed`.
        """
        gone = self._transaction.execute(delete(_IDENTITIES).where(_i.seen < before))
        named = exists().where(_i.chat == _c.chat)
        answers = exists().where(StoredCase.__table__.c.chat == _c.chat)
        self._transaction.execute(delete(_CHATS).where(_c.inbound < unnamed, ~named, ~answers))
        return gone

    def content(self, name: str) -> str | None:
        """Return Twilio's sid of the content with this name, or None."""
        content = StoredContent.__table__.c
        found = self._transaction.rows(select(content.sid).where(content.name == name))
        return (found[0].sid or None) if found else None

    def remember_content(self, name: str, sid: str) -> None:
        """Store the sid of a content made at Twilio; an empty sid means that it was deleted there."""
        self._transaction.write(_CONTENT, _CONTENT.row(name=name, sid=sid))

    def _token(self, name: str) -> str:
        return self._vault.token("whatsapp:" + name)

    def _found(self, names: Sequence[str]) -> Sequence[Any]:
        """Return the rows of these names in the order of the names."""
        tokens = [self._token(name) for name in names]
        found = self._transaction.rows(select(_IDENTITIES).where(_i.identity.in_(tokens)))
        return sorted(found, key=lambda row: tokens.index(row.identity))

    def _chosen(self, names: Sequence[str], found: Sequence[Any], now: float) -> str:
        """Return the token of the chat that these rows lead to, or an empty text."""
        for row in found:
            if not row.number:
                return str(row.chat)
        for row in found:
            limit = RECENT if self._has_other_id(row.chat, names) else SILENT
            if now - row.seen < limit:
                return str(row.chat)
        return ""

    def _has_other_id(self, token: str, names: Sequence[str]) -> bool:
        """Return whether the sender has an id although the chat has another one."""
        mine = select(_i.identity).where(_i.chat == token, _i.number.is_(False))
        return bool(self._transaction.rows(mine)) and not all(map(_is_number, names))

    def _new_chat(self, address: str) -> str:
        """Return a chat that nothing is stored of."""
        chat = f"{PREFIX}{address}"
        while self._is_known(self._vault.chat(chat)):
            chat = f"{PREFIX}{address}~{secrets.token_hex(4)}"
        return chat

    def _is_known(self, token: str) -> bool:
        columns = (_c.chat, StoredConversation.__table__.c.chat, StoredCase.__table__.c.chat)
        queries = (select(column).where(column == token).limit(1) for column in columns)
        return any(self._transaction.rows(query) for query in queries)

    def _replace_names(self, token: str, names: Sequence[str]) -> None:
        """Delete the chat's old names. If another chat loses the address we write to, clear that address."""
        kinds = {_is_number(name) for name in names}
        present = [self._token(name) for name in names]
        replaced = (_i.chat == token) & _i.number.in_(kinds) & _i.identity.not_in(present)
        self._transaction.execute(delete(_IDENTITIES).where(replaced))
        moved = _i.identity.in_(present) & (_i.chat != token)
        for row in self._transaction.rows(select(_i.chat).where(moved).distinct()):
            chat, address = self._opened(row.chat)
            if address in names:
                self._change(_c.chat == row.chat, address=self._packed(chat, row.chat, ""))

    def _store_address(self, chat: str, address: str, now: float) -> None:
        token = self._vault.chat(chat)
        box = self._packed(chat, token, address)
        if not self._change(_c.chat == token, address=box):
            self._transaction.write(
                _SAVE, _SAVE.row(chat=token, address=box, inbound=now, closed=0.0, stopped=0.0)
            )

    def _change(self, which: ColumnElement[bool], **values: object) -> int:
        return self._transaction.execute(update(_CHATS).where(which).values(**values))

    def _opened(self, token: str) -> tuple[str, str]:
        """Return the chat of a token and its address, or two empty texts."""
        for row in self._transaction.rows(select(_CHATS).where(_c.chat == token)):
            return self._unpacked(row)
        return "", ""

    def _unpacked(self, row: Any) -> tuple[str, str]:
        return _unpack(self._vault.reveal(bytes(row.address), f"whatsapp:{row.chat}"))

    def _packed(self, chat: str, token: str, address: str) -> bytes:
        return self._vault.protect(_pack((chat, address)), f"whatsapp:{token}")


def day_of(time: float) -> float:
    """Return the beginning (UTC) of the day of a time, both in seconds since the epoch."""
    return time // DAY * DAY


def _is_number(name: str) -> bool:
    return name.startswith("+")
