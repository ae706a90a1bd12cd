"""The settings of the web chat, and the contract for storing an upload."""

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import field
from typing import Protocol

from flows.record import record
from handlers.buckets import Rate
from handlers.channel import Message

MESSAGES = Rate(burst=30, per_second=1)
FILES = Rate(burst=30, per_second=0.5)
ADDRESS = Rate(burst=300, per_second=30)
PAGES = Rate(burst=60, per_second=3)

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
    """The rate limits of a session and of an address, which many people of a mobile network share."""

    messages: Rate = MESSAGES
    files: Rate = FILES
    address: Rate = ADDRESS
    pages: Rate = PAGES
    streams: int = 4


@record
class WebSettings:
    """`texts` holds `TEXT_KEYS` for each language; `origin` is the public one (`https://host`), if any.

    `pending(chat, n)` gives the messages beyond row n that the page has not acknowledged, by row;
    `read` and `forget` take the ref of an upload; `leave_to` is where quick exit goes; `heartbeat`
    is in seconds; `case_link` is the address that a receipt's code is put after (empty: no such link).
    """

    organisation: str
    max_bytes: int
    secure: bool
    texts: Texts
    pending: Callable[[str, int], Awaitable[list[tuple[int, Message]]]]
    acknowledge: Callable[[str, int], Awaitable[None]]
    incoming: Callable[[], Incoming]
    read: Callable[[str], Iterator[bytes]]
    forget: Callable[[str], object]
    origin: str = ""
    leave_to: str = "about:blank"
    case_link: str = ""
    limits: WebLimits = field(default_factory=WebLimits)
    heartbeat: float = 15.0
    clock: Callable[[], float] = time.monotonic
