"""The outbox: what is to be sent is written in the same transaction as what caused it.

A lane is what must stay in order (by default a chat): only its oldest queued row may go out. A lease says
that someone is sending the row; a lease that ran out leaves it open whether the row went out.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Select,
    String,
    bindparam,
    case,
    cast,
    delete,
    func,
    literal_column,
    null,
    select,
    update,
)

from flows.record import record
from storage.chats.conversations import Conversations
from storage.database.ids import Ids
from storage.database.statements import Write, inserting
from storage.database.transaction import Transaction
from storage.delivery.backlog import OUTBOX
from storage.sealing.vault import Vault

REPLY, NOTICE, BROADCAST = 0, 1, 2
FAREWELL = -1
"""A reply that the chat's page has yet to collect, after which its row tells no longer where it went."""

FAILED = ("undeliverable", "unknown")
LEASE = 60.0
LEASES = {"fetch": 900.0}
"""By kind, where it takes longer: two who fetch a file would leave one's copy beside the other's hash."""
MAX_ID = (1 << 63) - 1
ACCOMPANIED = "accompanied"

_o = OUTBOX.c
_queued = _o.state == literal_column("'queued'")
_collectable = (_o.kind == literal_column("'reply'")) & _o.body.is_not(None)
_POST = inserting(OUTBOX, order=2)

_OUTCOME = (
    "state_",
    "provider_id_",
    "reason_",
    "due_",
    "lease_",
    "attempts_",
    "resent_",
    "settled_",
    "keep_",
    "id_",
)
_SETTLE = Write(
    update(OUTBOX)
    .where(_o.id == bindparam("id_"), _queued)
    .values(
        {name[:-1]: bindparam(name) for name in _OUTCOME if name not in ("keep_", "id_")}
        | {"body": case((bindparam("keep_", type_=_o.resent.type), _o.body), else_=null())}
    ),
    _OUTCOME,
    order=3,
)
_LEND = Write(
    update(OUTBOX)
    .where(_o.id == bindparam("id_"))
    .values(lease=bindparam("lease_"), resent=bindparam("resent_")),
    ("lease_", "resent_", "id_"),
    order=4,
)

_LET_GO = Write(
    update(OUTBOX)
    .where(
        _o.chat == bindparam("chat_"),
        _o.id < bindparam("before_"),
        _o.priority == literal_column(str(REPLY)),
        _collectable,
    )
    .values(state=literal_column("'delivered'"), body=null(), settled=bindparam("settled_")),
    ("chat_", "before_", "settled_"),
    order=4,
)

_ACCOMPANIED = Write(
    update(OUTBOX)
    .where(_o.id == bindparam("id_"))
    .values(provider_id=_o.provider_id + literal_column("','") + bindparam("more_")),
    ("more_", "id_"),
    order=4,
)

# What a provider's word may replace: words come in any order; nothing follows `read` or `undeliverable`.
BEFORE = {
    "sent": ("queued", "unknown"),
    "delivered": ("queued", "unknown", "sent"),
    "read": ("queued", "unknown", "sent", "delivered"),
    "undeliverable": ("queued", "unknown", "sent"),
}


@record
class Row:
    """Something to be sent. `kind` is reply, fetch or hide; `resent`: it may have gone out before.
    `reason` is why it did not go out the last time.

    `lane` is the vault's token of what `post` was told: good for telling lanes apart, and no more.
    """

    id: int
    chat: str
    lane: str
    kind: str
    priority: int
    body: bytes
    attempts: int
    resent: bool
    created: float
    reason: str = ""


@record
class Outcome:
    """What became of a row. State `queued` is a retry at `due`; the body is kept for it, or where asked.

    State `accompanied`: something went with a row that is sent; `provider_id` joins the row's own.
    """

    id: int
    state: str
    time: float
    provider_id: str = ""
    reason: str = ""
    due: float = 0.0
    lease: float = 0.0
    attempts: int = 1
    resent: bool = False
    keep_body: bool = False


@record
class Delivery:
    """A provider's later word on a message it took: sent, delivered, read or undeliverable."""

    provider_id: str
    state: str
    reason: str = ""


class OutboxRows:
    """The outbox as one transaction sees it."""

    def __init__(self, transaction: Transaction, vault: Vault, ids: Ids) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._conversations = Conversations(transaction, vault, None)

    def post(
        self, chat: str, kind: str, body: bytes, now: float, *, priority: int = REPLY, lane: str = ""
    ) -> Row:
        """Write a row, leased: once committed the caller sends it, or gives it back (`queued`, no lease)."""
        token = self._vault.chat(chat)
        named = self._vault.token("lane:" + lane) if lane else token
        row = Row(self._ids.next(), chat, named, kind, priority, body, 0, False, now)
        box = self._vault.protect(packed(chat, body), f"outbox:{row.id}")
        head = (row.id, token, named, kind, priority, box)
        rest = ("queued", now, now + lease(kind), 0, False, "", "", now, 0.0, chat.partition(":")[0])
        self._transaction.write(_POST, (*head, *rest))
        return row

    def claim(self, now: float, limit: int) -> list[Row]:
        """Take the oldest row of each lane that is due and that nobody is sending, urgent ones first."""
        found = self._transaction.rows(_heads(now, limit))
        rows = [self._row(each, resent=each.resent or each.lease > 0) for each in found]
        for row in rows:
            self._transaction.write(_LEND, (now + lease(row.kind), row.resent, row.id))
        return rows

    def settle(self, outcomes: Iterable[Outcome]) -> None:
        """Record what became of rows; a row already settled (by the provider's word, say) stays as it is."""
        for o in outcomes:
            if o.state == ACCOMPANIED:
                self._transaction.write(_ACCOMPANIED, (o.provider_id, o.id))
                continue
            queued = o.state == "queued"
            head = (o.state, o.provider_id, o.reason, o.due, o.lease, o.attempts, o.resent)
            row = (*head, 0.0 if queued else o.time, queued or o.keep_body, o.id)
            self._transaction.write(_SETTLE, row)

    def release_leases(self) -> int:
        """At the start of the only server: who held a lease is dead, and its rows may have gone out."""
        held = update(OUTBOX).where(_queued, _o.lease > 0)
        return self._transaction.execute(held.values(lease=0.0, resent=True))

    def status(self, delivery: Delivery, now: float) -> list[str]:
        """Apply a provider's word; the chats whose rows it changed (none: unknown id, or nothing new).

        A settled row has no address any more: a chat whose conversation was forgotten is not among them.
        """
        mine = (_o.provider_id == delivery.provider_id) & (_o.provider_id != literal_column("''"))
        open_to = mine & _o.state.in_(BEFORE[delivery.state])
        found = [row[0] for row in self._transaction.rows(select(_o.chat).where(open_to))]
        if found:
            values = {"state": delivery.state, "reason": delivery.reason, "settled": now}
            done = {} if delivery.state == "sent" else {"body": None}
            self._transaction.execute(update(OUTBOX).where(open_to).values(values | done))
        chats = (self._conversations.address(token) for token in found)
        return [chat for chat in chats if chat]

    def again(self, row: Row, due: float, reason: str) -> None:
        """The provider took the row and then said that it went nowhere: it goes again when it is due."""
        box = self._vault.protect(packed(row.chat, row.body), f"outbox:{row.id}")
        waits = {"state": "queued", "provider_id": "", "reason": reason, "due": due, "lease": 0.0}
        values = waits | {"body": box, "attempts": row.attempts, "resent": False, "settled": 0.0}
        self._transaction.execute(update(OUTBOX).where(_o.id == row.id).values(values))

    def opened(self, row: Any) -> Row:
        """A row as stored, opened; without chat and body where those were let go of."""
        return self._row(row)

    def pending(self, chat: str, after: int) -> list[Row]:
        """The replies above this id that the chat's page has not acknowledged, oldest first."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.id > after) & _collectable
        return [self._row(row) for row in self._transaction.rows(select(OUTBOX).where(mine).order_by(_o.id))]

    def acknowledge(self, chat: str, up_to: int, now: float) -> int:
        """The chat's page has shown everything up to this id; how many rows that settled."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.id <= up_to) & _collectable
        chat_still = case((_o.priority == FAREWELL, literal_column("''")), else_=_o.chat)
        done = {"state": "delivered", "body": None, "settled": now, "chat": chat_still}
        return self._transaction.execute(update(OUTBOX).where(mine).values(done))

    def let_go(self, chat: str, before: int, now: float) -> None:
        """The chat's page collects no reply older than this row any more; notices wait for it as ever."""
        self._transaction.write(_LET_GO, (self._vault.chat(chat), before, now))

    def sent_messages(self, chat: str, since: float, before: int = MAX_ID) -> list[str]:
        """The provider's ids of what this chat was sent, oldest first; `before` this row, where given."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.id < before)
        mine &= (_o.created >= since) & (_o.provider_id != "")
        return [row[0] for row in self._transaction.rows(select(_o.provider_id).where(mine).order_by(_o.id))]

    def backlog(self) -> dict[str, int]:
        """At the start: the newest row that waits in each lane."""
        newest = select(_o.lane, func.max(_o.id)).where(_queued).group_by(_o.lane)
        return {row[0]: row[1] for row in self._transaction.rows(newest)}

    def forget(self, chat: str) -> None:
        """Nothing is said to this chat any more; files are fetched and let go of without its name."""
        mine = _o.chat == self._vault.chat(chat)
        self._transaction.execute(delete(OUTBOX).where(mine, _o.kind == "reply"))
        self.part(chat, collected=False)

    def part(self, chat: str, *, collected: bool) -> None:
        """No row tells any more that it goes, or went, to this chat; what is still to be sent is sent.

        Where its page collects its replies (`collected`) they can be found by it until it has.
        """
        mine = _o.chat == self._vault.chat(chat)
        self._transaction.execute(delete(OUTBOX).where(mine, ~_queued, _o.body.is_(None)))
        together = self._vault.token(f"parted:{self._ids.next()}")
        alone = literal_column("'parted:'").concat(cast(_o.id, String))
        lane = case((_o.kind == "reply", together), else_=alone)
        if collected:
            farewells = {"priority": FAREWELL, "lane": together}
            self._transaction.execute(update(OUTBOX).where(mine, _o.kind == "reply").values(farewells))
            mine &= _o.kind != "reply"
        self._transaction.execute(update(OUTBOX).where(mine).values(chat="", lane=lane))

    def purge_parted(self) -> int:
        """Forget rows that went to chats that were forgotten; how many there were."""
        parted = (_o.chat == "") & ~_queued & _o.body.is_(None)
        return self._transaction.execute(delete(OUTBOX).where(parted))

    def purge(self, before: float, limit: int = 1000) -> int:
        """Forget rows created before this and settled, `limit` at a time; how many went. Not what is kept."""
        kept = _o.state.in_(FAILED) & _o.body.is_not(None)
        old = (_o.id < int(before * 1000) << 20) & (_o.state != "queued") & ~kept
        ids = select(_o.id).where(old).order_by(_o.id).limit(limit)
        return self._transaction.execute(delete(OUTBOX).where(_o.id.in_(ids)))

    def _row(self, row: Any, resent: bool | None = None) -> Row:
        inside = self._vault.reveal(bytes(row.body), f"outbox:{row.id}") if row.body else b"\0\0"
        chat, body = _unpacked(inside)
        head = (row.id, chat, row.lane, row.kind, row.priority, body, row.attempts)
        return Row(*head, bool(row.resent) if resent is None else resent, row.created, row.reason)


def lease(kind: str) -> float:
    """For how long (seconds) a row of this kind is in one server's hands."""
    return LEASES.get(kind, LEASE)


def packed(chat: str, body: bytes) -> bytes:
    """The address goes where the body goes: gone with it once the row is settled."""
    address = chat.encode()
    return len(address).to_bytes(2, "big") + address + body


def _unpacked(inside: bytes) -> tuple[str, bytes]:
    end = 2 + int.from_bytes(inside[:2], "big")
    return inside[2:end].decode(), inside[end:]


def _heads(now: float, limit: int) -> Select[Any]:
    """Lanes in which something is younger than a row that cannot go yet wait for that row."""
    older = OUTBOX.alias()
    before: Select[Any] = select(literal_column("1")).where(
        older.c.state == literal_column("'queued'"), older.c.lane == _o.lane, older.c.id < _o.id
    )
    ready: Sequence[Any] = (_queued, _o.due <= now, _o.lease <= now, ~before.exists())
    query = select(OUTBOX).where(*ready).order_by(_o.priority, _o.id).limit(limit)
    return query.with_for_update(skip_locked=True, of=OUTBOX)
