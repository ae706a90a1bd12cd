"""The outcomes of sending a row."""

from collections.abc import Awaitable, Callable

from flows.record import record
from handlers.channel import SendError
from storage.delivery.messages import OutboxRow, Outcome


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
