"""The outcomes of sending a row."""

from collections.abc import Awaitable, Callable

import structlog

from flows.record import record
from handlers.channel import SendError
from storage.delivery.messages import OutboxRow, Outcome
from storage.errors import StorageFailed

LAST_TRY = "last_try"
"""The reason in a row that is being sent for the second time; a kill that leaves it there ends the row."""

log = structlog.get_logger()


@record
class Done:
    """A row was carried out. `keep_body`: its message is kept until its arrival is confirmed.

    `after` is run once the outcome is recorded: tried once, before the lane's next row.
    """

    provider_id: str = ""
    keep_body: bool = False
    after: Callable[[], Awaitable[str]] | None = None


def sent(row: OutboxRow, done: Done, now: float) -> Outcome:
    """The outcome of a row that went out."""
    return Outcome(
        row.id,
        "sent",
        now,
        done.provider_id,
        attempts=row.attempts + 1,
        resent=row.resent,
        keep_body=done.keep_body,
    )


def doubtful(row: OutboxRow, error: SendError) -> bool:
    """True where a message may have been sent all the same; other kinds of row can be repeated safely."""
    return error.ambiguous and row.kind == "reply"


def given_up(row: OutboxRow, error: SendError, now: float) -> Outcome:
    """The outcome of a row that is tried no more: unknown where a try may have gone out."""
    state = "unknown" if doubtful(row, error) or (row.resent and row.kind == "reply") else "undeliverable"
    return Outcome(
        row.id,
        state,
        now,
        reason=error.reason,
        attempts=row.attempts + 1,
        resent=row.resent,
    )


def log_failed(error: Exception, kind: str) -> None:
    """Log it: as a warning where the database or the store of evidence is only away."""
    if isinstance(error, StorageFailed) and error.away:
        log.warning("sending waits", kind=kind, error=type(error).__name__, reason=error.reason)
    else:
        log.exception("sending failed", kind=kind)
