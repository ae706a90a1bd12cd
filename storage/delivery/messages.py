"""Records of messages on their way: rows of the outbox, their outcomes, and delivery reports."""

from flows.record import record

REPLY, NOTICE, BROADCAST = 0, 1, 2
FAREWELL = -1
"""Priority of a web reply to a forgotten chat: its token is erased once the page has read the reply."""

FAILED = ("undeliverable", "unknown")
LEASE = 60.0
LEASES = {"fetch": 900.0, "mail": 300.0}
"""Seconds for each kind that takes longer.

Were two servers to fetch a file, one's copy would not fit the other's hash. A mail waits for a connection.
"""
ACCOMPANIED = "accompanied"
"""The state of an outcome that adds to a row already sent."""

# The states that a report replaces. Reports come in any order; none follows `read` or `undeliverable`.
BEFORE = {
    "sent": ("queued", "unknown"),
    "delivered": ("queued", "unknown", "sent"),
    "read": ("queued", "unknown", "sent", "delivered"),
    "undeliverable": ("queued", "unknown", "sent"),
}


@record
class OutboxRow:
    """Something to be sent. `kind` is reply, mail, fetch or hide; `resent` rows may have gone out before.

    `reason` says why the row did not go out the last time. `lane` is a token: it only tells lanes apart.
    Until `lease` the row is this node's to send; with 0 it waits in the database.
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
    lease: float = 0.0


@record
class Outcome:
    """The outcome of trying to send a row. In state `queued` the row is tried again at `due`.

    The body is kept for that, or if `keep_body` asks for it. In state `accompanied` something went out with a
    row that is already sent: `provider_id` is added to the row's own.
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
class DeliveryReport:
    """A provider's later report on a message it took; `state` is sent, delivered, read or undeliverable."""

    provider_id: str
    state: str
    reason: str = ""


def lease(kind: str) -> float:
    """Return for how many seconds a row of this kind is leased."""
    return LEASES.get(kind, LEASE)


def packed(chat: str, body: bytes) -> bytes:
    """Put the address into the body, so that it is erased with the body once the row is settled."""
    address = chat.encode()
    return len(address).to_bytes(2, "big") + address + body


def unpacked(inside: bytes) -> tuple[str, bytes]:
    """Return the address and the body."""
    end = 2 + int.from_bytes(inside[:2], "big")
    return inside[2:end].decode(), inside[end:]
