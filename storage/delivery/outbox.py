"""The outbox: what is to be sent is written in the same transaction as the event that caused it.

The rows of a lane (by default, of a chat) must stay in order: only the oldest queued row of a lane may go
out. A lease says that a server is sending the row; if it ran out, nobody knows whether the row went out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import String, case, cast, delete, func, literal_column, select, update

from flows.record import LARGEST_ID
from storage.chats.conversations import Conversations
from storage.database.clock import Clock
from storage.database.ids import Ids, lock_key
from storage.database.transaction import Transaction
from storage.delivery.held import Held, Leases
from storage.delivery.messages import (
    ACCOMPANIED,
    BEFORE,
    FAILED,
    FAREWELL,
    REPLY,
    DeliveryReport,
    OutboxRow,
    Outcome,
    lease,
    packed,
    unpacked,
)
from storage.delivery.outbox_statements import (
    ACCOMPANY,
    COLLECTABLE,
    COLLECTED,
    HEADS,
    LEND,
    LET_GO,
    POST,
    QUEUED,
    REPORT,
    REPORTED,
    SETTLE,
    TABLE,
)
from storage.errors import ChatBusy
from storage.sealing.vault import Vault

_o = TABLE.c


class OutboxRows:
    """Reads and changes the outbox in one transaction; `waits` says whether for a chat that others have."""

    def __init__(self, transaction: Transaction, *, vault: Vault, ids: Ids, clock: Clock, held: Held) -> None:
        self.leases = Leases(transaction, held)
        self._clock = clock
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._conversations = Conversations(transaction, vault, None)
        self._free: set[str] = set()
        self._ordered: set[str] = set()
        self.waits = True

    def post(
        self, chat: str, kind: str, body: bytes, now: float, *, priority: int = REPLY, lane: str = ""
    ) -> OutboxRow:
        """Write a row and lease it: after the commit the caller sends the row, or settles it as `queued`.

        Where another server may have rows of the lane, the row has no lease: it is claimed in its order. It
        is due at once, even if `now` is a moment to come. Raises ChatBusy.
        """
        token = self._vault.chat(chat)
        self.lock(chat)
        lane_token = self._vault.token("lane:" + lane) if lane else token
        mine = lane_token in self._free or not self._transaction.shared
        until = now + lease(kind) if mine else 0.0
        row = OutboxRow(self._ids.next(), chat, lane_token, kind, priority, body, 0, False, now, lease=until)
        if mine:
            self.leases.take(row.id, lane_token)
        self._transaction.write(
            POST,
            POST.row(
                id=row.id,
                chat=token,
                lane=lane_token,
                kind=kind,
                priority=priority,
                body=self._protect(row),
                state="queued",
                due=min(now, self._clock()),
                lease=until,
                attempts=0,
                resent=False,
                provider_id="",
                reason="",
                created=now,
                settled=0.0,
                channel=chat.partition(":")[0],
                node=self._ids.node if mine else 0,
            ),
        )
        return row

    def lock(self, chat: str) -> None:
        """Have the chat until the commit: its rows are written, and seen, in the order of their ids.

        Raises ChatBusy where `waits` is False and somebody else has the chat.
        """
        token = self._vault.chat(chat)
        if not self._transaction.shared or token in self._ordered:
            return
        kind = "pg_advisory_xact_lock" if self.waits else "pg_try_advisory_xact_lock"
        lock = f"SELECT {kind}(%s), extract(epoch FROM clock_timestamp())::float8"  # noqa: S608  # constants
        had, moment = self._transaction.peek(lock, (lock_key(chat),))[0]
        if had is False:
            raise ChatBusy(chat)
        self._ids.reach(self._clock.follow(moment))
        self._ordered.add(token)

    def claim(self, now: float, limit: int) -> list[OutboxRow]:
        """Lease the oldest row of each lane that is due and not leased; urgent rows come first."""
        found = self._transaction.rows(HEADS, {"now": now, "most": limit})
        rows = [
            replace(self._row(each, resent=each.resent or each.lease > 0), lease=now + lease(each.kind))
            for each in found
        ]
        for row in rows:
            lent = LEND.row(id=row.id, lease=row.lease, resent=row.resent, node=self._ids.node)
            self._transaction.write(LEND, lent)
            self.leases.take(row.id, row.lane)
        return rows

    def find_free(self, chats: Iterable[str]) -> None:
        """Look which of these chats have no row but those that this server holds in memory.

        Call it where the chats are locked: their rows may then be sent from memory.
        """
        lanes = [self._vault.chat(chat) for chat in chats]
        self._ordered.update(lanes)
        self._free.update({*lanes} - self.leases.busy(lanes, self._ids.node))

    def settle(self, outcomes: Iterable[Outcome]) -> None:
        """Record outcomes.

        A row that is settled already, by a delivery report for example, stays as it is. So does one that
        another server has now, unless it was sent.
        """
        for outcome in outcomes:
            if outcome.state == ACCOMPANIED:
                self._transaction.write(ACCOMPANY, ACCOMPANY.row(id=outcome.id, more=outcome.provider_id))
                continue
            queued = outcome.state == "queued"
            if not outcome.lease:
                self.leases.end(outcome.id)
            self._transaction.write(
                SETTLE,
                SETTLE.row(
                    id=outcome.id,
                    state=outcome.state,
                    provider_id=outcome.provider_id,
                    reason=outcome.reason,
                    due=outcome.due,
                    lease=outcome.lease,
                    attempts=outcome.attempts,
                    resent=outcome.resent,
                    settled=0.0 if queued else outcome.time,
                    keep_body=queued or outcome.keep_body,
                    node=self._ids.node,
                ),
            )

    def holds(self, number: int) -> bool:
        """Return whether this server still has the row to work on."""
        mine = select(_o.id).where(_o.id == number, QUEUED, _o.node == self._ids.node)
        return bool(self._transaction.rows(mine))

    def release_gone(self, gone: Sequence[int]) -> int:
        """Release the leases of servers that run no more, and return their number: their rows may be out."""
        held = update(TABLE).where(QUEUED, _o.lease > 0, _o.node.in_(gone))
        return self._transaction.execute(held.values(lease=0.0, resent=True, node=0))

    def release_leases(self) -> int:
        """Release all leases at the start of the only server, and return their number.

        The server that held them is dead, and its rows may have gone out.
        """
        held = update(TABLE).where(QUEUED, _o.lease > 0)
        return self._transaction.execute(held.values(lease=0.0, resent=True, node=0))

    def status(self, report: DeliveryReport, now: float) -> tuple[bool, OutboxRow | None]:
        """Apply a delivery report; return whether its message is known, and the row before if it was news.

        A settled row has no address any more: it is then the conversation's, empty if that was forgotten.
        """
        found = self._transaction.rows(REPORTED.params(provider_id=report.provider_id))
        news = [row for row in found if row.state in BEFORE[report.state]]
        change = REPORT[report.state]
        for row in news:
            self._transaction.write(change, change.row(id=row.id, reason=report.reason, settled=now))
        before = self._row(news[0]) if news else None
        if before and not before.chat:
            before = replace(before, chat=self._conversations.address(news[0].chat))
        return bool(found), before

    def again(self, row: OutboxRow, due: float, reason: str) -> None:
        """Queue a row again that the provider took and then reported as not delivered."""
        waits = {"state": "queued", "provider_id": "", "reason": reason, "due": due, "lease": 0.0, "node": 0}
        values = waits | {
            "body": self._protect(row),
            "attempts": row.attempts,
            "resent": False,
            "settled": 0.0,
        }
        self._transaction.execute(update(TABLE).where(_o.id == row.id).values(values))

    def opened(self, row: Any) -> OutboxRow:
        """Return a stored row as a record. Chat and body are empty if they were erased."""
        return self._row(row)

    def get(self, number: int) -> OutboxRow | None:
        """Return the row with this id, or None."""
        for row in self._transaction.rows(select(TABLE).where(_o.id == number)):
            return self._row(row)
        return None

    def pending(self, chat: str, after: int) -> list[OutboxRow]:
        """Return the rows above this id that the chat's page still has to collect, oldest first."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.id > after) & COLLECTABLE
        return [self._row(row) for row in self._transaction.rows(select(TABLE).where(mine).order_by(_o.id))]

    def acknowledge(self, chat: str, shown: Sequence[int], now: float, *, up_to: int = 0) -> int:
        """Settle the rows that the chat's page has shown, and all up to an id; return their number."""
        mine = (_o.chat == self._vault.chat(chat)) & (_o.id.in_(shown) | (_o.id <= up_to)) & COLLECTABLE
        chat_still = case((_o.priority == FAREWELL, literal_column("''")), else_=_o.chat)
        done = {"state": "delivered", "body": None, "settled": now, "chat": chat_still}
        return self._transaction.execute(update(TABLE).where(mine).values(done))

    def let_go(self, chat: str, before: int, now: float) -> None:
        """Settle the chat's replies older than this row: its page collects them no more.

        Notices go on waiting.
        """
        self._transaction.write(LET_GO, LET_GO.row(chat=self._vault.chat(chat), before=before, settled=now))

    def sent_messages(self, chat: str, since: float, before: int = LARGEST_ID) -> list[str]:
        """Return the provider's ids of messages sent to this chat since a moment and `before` a row, oldest
        first.
        """
        mine = (_o.chat == self._vault.chat(chat)) & (_o.id < before)
        mine &= (_o.created >= since) & (_o.provider_id != "")
        found = self._transaction.rows(select(_o.provider_id).where(mine).order_by(_o.id))
        return [row.provider_id for row in found]

    def backlog(self) -> dict[str, int]:
        """Return the newest queued row of each lane, for the start."""
        newest = select(_o.lane, func.max(_o.id)).where(QUEUED).group_by(_o.lane)
        return {row[0]: row[1] for row in self._transaction.rows(newest)}

    def forget(self, chat: str) -> None:
        """Delete the chat's replies and letters; remove the chat from its other rows, still worked off."""
        mine = _o.chat == self._vault.chat(chat)
        self._transaction.execute(delete(TABLE).where(mine, _o.kind.in_(("reply", "mail"))))
        self.part(chat, collected=False)

    def part(self, chat: str, *, collected: bool) -> None:
        """Remove the chat from all its rows; rows still to be sent are sent.

        If the chat's page collects its replies (`collected`), they keep the chat until the page has them.
        """
        mine = _o.chat == self._vault.chat(chat)
        settled = mine & ~QUEUED & _o.body.is_(None) if collected else mine & ~QUEUED
        self._transaction.execute(delete(TABLE).where(settled))
        together = self._vault.token(f"parted:{self._ids.next()}")
        alone = literal_column("'parted:'").concat(cast(_o.id, String))
        lane = case((COLLECTED, together), else_=alone)
        if collected:
            farewells = {"priority": FAREWELL, "lane": together}
            self._transaction.execute(update(TABLE).where(mine, COLLECTED).values(farewells))
            mine &= ~COLLECTED
        self._transaction.execute(update(TABLE).where(mine).values(chat="", lane=lane))

    def purge_parted(self) -> int:
        """Delete settled rows of forgotten chats and return their number."""
        parted = (_o.chat == "") & ~QUEUED & _o.body.is_(None)
        return self._transaction.execute(delete(TABLE).where(parted))

    def purge(self, before: float, limit: int = 1000) -> int:
        """Delete up to `limit` settled rows created before this, and return their number.

        Failed rows whose body is kept stay.
        """
        kept = _o.state.in_(FAILED) & _o.body.is_not(None)
        old = (_o.id < int(before * 1000) << 20) & (_o.state != "queued") & ~kept
        ids = select(_o.id).where(old).order_by(_o.id).limit(limit)
        return self._transaction.execute(delete(TABLE).where(_o.id.in_(ids)))

    def _protect(self, row: OutboxRow) -> bytes:
        return self._vault.protect(packed(row.chat, row.body), f"outbox:{row.id}")

    def _row(self, row: Any, resent: bool | None = None) -> OutboxRow:
        inside = self._vault.reveal(bytes(row.body), f"outbox:{row.id}") if row.body else b"\0\0"
        chat, body = unpacked(inside)
        return OutboxRow(
            id=row.id,
            chat=chat,
            lane=row.lane,
            kind=row.kind,
            priority=row.priority,
            body=body,
            attempts=row.attempts,
            resent=bool(row.resent) if resent is None else resent,
            created=row.created,
            reason=row.reason,
        )
