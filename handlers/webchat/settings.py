"""The settings of the web chat, and the contract for storing an upload."""

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from flows.record import record
from handlers.buckets import Rate
from handlers.channel import Message
from handlers.networks import Networks

MESSAGES = Rate(burst=30, per_second=1)
FILES = Rate(burst=30, per_second=0.5)
ADDRESS = Rate(burst=300, per_second=30)
PAGES = Rate(burst=300, per_second=30)


def minutely(count: float) -> Rate:
    """So many a minute, and as many at once."""
    return Rate(burst=count, per_second=count / 60)


Texts = Mapping[str, Mapping[str, str]]


class TooLarge(Exception):
    """An upload is larger than the limit. The caller aborts it."""


class Incoming(Protocol):
    """An upload on its way to the disk; every method may block."""

    def write(self, chunk: bytes) -> None:
        """Add bytes. Raises TooLarge."""

    def finish(self) -> str:
        """Make the upload durable and return the opaque ref by which `read` finds it."""

    def abort(self) -> None:
        """Delete the upload; allowed until `finish` has returned."""


@record
class WebLimits:
    """The limits of a session, of a network, which many people share, and of all together.

    `address` and `pages` are a network's. Beyond `sessions` and `filings` a new session has to show work
    first, and beyond `proofs` to wait. Streams are counted, `unfiled` is in bytes.
    """

    messages: Rate = MESSAGES
    files: Rate = FILES
    address: Rate = ADDRESS
    pages: Rate = PAGES
    streams: int = 4
    network_streams: int = 200
    all_streams: int = 4000
    sessions: Rate = minutely(120)
    network_sessions: Rate = minutely(20)
    filings: Rate = minutely(60)
    network_filings: Rate = minutely(10)
    session_filings: Rate = Rate(burst=3, per_second=1 / 600)
    proofs: Rate = minutely(1800)
    network_proofs: Rate = minutely(60)
    unfiled: int = 4000 << 20
    network_unfiled: int = 1000 << 20
    unfiled_seconds: float = 24 * 3600.0


@record
class Elsewhere:
    """Another way to report: its name and its address."""

    name: str
    address: str


async def alone(chat: str, what: str) -> None:
    """Tell nobody: there is no other node."""


@record
class WebSettings:
    """`texts` holds `TEXT_KEYS` for each language; `origin` is the public one (`https://host`), if any.

    `pending(chat, n)` gives the messages beyond row n that the page has not acknowledged, by row, and None
    in place of a message for the word to clear the page; `acknowledge(chat, rows, n)` settles those rows
    and all up to n; `tell(chat, what)` lets the other nodes look for a chat's pages, or end them;
    `opened(chat)` notes a page;
    `read` and `forget` take the ref of an upload; `leave_to` is where quick exit goes; `heartbeat`
    is in seconds; `case_link` is the address that a receipt's code is put after (empty: no such link).
    `key` signs the sessions' cookies; `known` tells whether anything is stored about a chat; `free` gives
    the bytes that uploads may still use on the disk; `refused` counts a refusal by its reason. `lines` are
    the numbers to call, the police's first, and the sites, which the page shows as links; `elsewhere` gives
    the other channels. `now` gives the seconds since the epoch, `clock` those of a clock that nobody sets.
    `embed_sites` are the origins of the sites that may show the page in a frame.
    """

    organisation: str
    max_bytes: int
    secure: bool
    texts: Texts
    pending: Callable[[str, int], Awaitable[list[tuple[int, Message | None]]]]
    acknowledge: Callable[[str, Sequence[int], int], Awaitable[None]]
    incoming: Callable[[], Incoming]
    read: Callable[[str], Iterator[bytes]]
    forget: Callable[[str], object]
    key: bytes
    known: Callable[[str], Awaitable[bool]]
    now: Callable[[], float]
    tell: Callable[[str, str], Awaitable[None]] = alone
    opened: Callable[[str], object] = lambda chat: None
    networks: Networks = field(default_factory=Networks)
    free: Callable[[], int] = lambda: 1 << 60
    refused: Callable[[str], object] = lambda reason: None
    lines: Sequence[str] = ()
    elsewhere: Callable[[], Sequence[Elsewhere]] = tuple
    origin: str = ""
    embed_sites: Sequence[str] = ()
    leave_to: str = "about:blank"
    case_link: str = ""
    limits: WebLimits = field(default_factory=WebLimits)
    heartbeat: float = 15.0
    clock: Callable[[], float] = time.monotonic
