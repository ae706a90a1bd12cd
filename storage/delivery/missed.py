"""Messages that did not arrive, kept in their outbox rows until the person is back.

A row that was given up keeps its message here only where the message is still worth saying
(`bot/turn/missed.py` decides); every other given-up row has lost its words.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, literal_column, select, update

from flows.record import record
from storage.database.transaction import Transaction
from storage.delivery.messages import FAILED, OutboxRow, Outcome, packed
from storage.delivery.outbox import OutboxRows
from storage.sealing.vault import Vault
from storage.tables.messages import Outbox

_o = Outbox.__table__.c
_kept: ColumnElement[bool] = (
    literal_column("state IN ('undeliverable', 'unknown')")
    & (_o.kind == literal_column("'reply'"))
    & _o.body.is_not(None)
)
_OPEN_TO = ("queued", *FAILED)


@record
class Missed:
    """A message that did not arrive. `id` is its outbox row's; `reason` says why the message did not arrive.

    `created` is when the message was written (seconds since the epoch).
    """

    id: int
    chat: str
    reason: str
    body: bytes
    created: float


class MissedMessages:
    """Reads and changes the missed messages in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, outbox: OutboxRows) -> None:
        self._transaction = transaction
        self._vault = vault
        self._outbox = outbox

    def keep(self, row: OutboxRow, outcome: Outcome) -> None:
        """End the row as given up, and keep its message. A message that arrived after all is left alone."""
        box = self._vault.protect(packed(row.chat, row.body), f"outbox:{row.id}")
        given_up = (_o.id == row.id) & _o.state.in_(_OPEN_TO)
        values = {
            "state": outcome.state,
            "reason": outcome.reason,
            "attempts": outcome.attempts,
            "resent": outcome.resent,
            "settled": outcome.time,
            "body": box,
            "due": 0.0,
            "lease": 0.0,
        }
        self._transaction.execute(update(Outbox.__table__).where(given_up).values(values))

    def of_chat(self, chat: str) -> list[Missed]:
        """Return the messages that did not reach this chat, oldest first."""
        mine = (_o.chat == self._vault.chat(chat)) & _kept
        found = self._transaction.rows(select(Outbox.__table__).where(mine).order_by(_o.id)) if chat else ()
        return [self._opened(self._outbox.opened(row)) for row in found]

    def end(self, messages: Iterable[Missed], why: str) -> None:
        """Delete the words of these messages; `why` (`passed on`, `replaced`) joins the row's reason."""
        ids = [message.id for message in messages]
        ended = update(Outbox.__table__).where(_o.id.in_(ids), _kept)
        self._transaction.execute(ended.values(body=None, reason=_o.reason + f", {why}"))

    def waiting(self, reason: str, before: float, limit: int) -> list[str]:
        """Return chats with a message that was given up for this reason before this moment."""
        old = _kept & (_o.reason == reason) & (_o.settled < before) & (_o.chat != "")
        # As an expression: grouped by the column, SQLite walks all rows by the index of chats.
        by_chat = _o.chat.concat(literal_column("''"))
        newest = select(func.max(_o.id)).where(old).group_by(by_chat).limit(limit)
        found = self._transaction.rows(select(Outbox.__table__).where(_o.id.in_(newest)))
        return [self._outbox.opened(row).chat for row in found]

    def let_go(self, before: float) -> int:
        """Delete the words of messages that were given up before this moment; return their number."""
        old = _kept & (_o.settled < before)
        return self._transaction.execute(update(Outbox.__table__).where(old).values(body=None))

    def _opened(self, row: OutboxRow) -> Missed:
        return Missed(row.id, row.chat, row.reason, row.body, row.created)
