"""Server-sent events: first the missed messages, then live ones, and a heartbeat."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec
import structlog
from cachetools import LRUCache

from flows.record import record
from handlers import receipt_link
from handlers.channel import Message

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
QUEUE = 64
NEW = 0.75
"""The share of all streams that sessions may use which are not known."""
REMEMBERED = 10_000
OPENING = b"retry: 2000\n\n"
HEARTBEAT = b": \n\n"


@record
class Frame:
    """One event as sent over the wire; `row` is 0 if the event carries no message."""

    row: int
    data: bytes


CLEAR = Frame(0, b"event: clear\ndata: {}\n\n")
LEAVE = Frame(0, b"event: leave\ndata: {}\n\n")


def message_frame(row: int, message: Message, moment: float, *, case_link: str = "") -> Frame:
    """Return a message for the page. Its event id is the row, by which a reconnecting page resumes.

    Rows go as text: they are larger than a number can be in a browser. A receipt has its link as a picture.
    """
    shown = {
        "row": str(row),
        "text": message.text,
        "buttons": [{"id": b.id, "label": b.label, "nav": b.nav} for b in message.buttons],
        "codes": message.codes,
        "language": message.language,
        "time": moment,
    }
    if message.emergency:
        shown["emergency"] = message.emergency
    if message.purpose == "receipt" and (picture := receipt_link.inline(case_link, message)):
        shown["picture"] = picture
    return Frame(row, b"id: %d\ndata: %b\n\n" % (row, msgspec.json.encode(shown)))


@dataclass(eq=False, slots=True)
class Stream:
    """One open page. A page too slow for its queue is disconnected; it reconnects later."""

    queue: asyncio.Queue[Frame] = field(default_factory=lambda: asyncio.Queue(QUEUE))
    ended: bool = False

    def push(self, frame: Frame) -> None:
        """Queue a frame without waiting."""
        if self.queue.full():
            self.end()
        else:
            self.queue.put_nowait(frame)

    def end(self) -> None:
        """End the stream once the page has read the queue."""
        self.ended = True
        if not self.queue.full():
            self.queue.put_nowait(Frame(0, b""))

    async def frames(self, heartbeat: float) -> AsyncIterator[Frame]:
        """Yield the pushed frames, and a comment after each silence of `heartbeat` seconds."""
        while not (self.ended and self.queue.empty()):
            try:
                async with asyncio.timeout(heartbeat):
                    frame = await self.queue.get()
            except TimeoutError:
                frame = Frame(0, HEARTBEAT)
            yield frame


class Streams:
    """The open pages of each chat."""

    def __init__(self, network: int = 200, overall: int = 4000) -> None:
        self._network = network
        self._overall = overall
        self._networks: Counter[str] = Counter()
        self._open: dict[str, list[Stream]] = {}
        self._cleared: LRUCache[str, bool] = LRUCache(REMEMBERED)

    def count(self, chat: str) -> int:
        """Return how many pages of this chat are open."""
        return len(self._open.get(chat, ()))

    def full(self, network: str, *, known: bool) -> bool:
        """Return whether no more page may open. A quarter of the whole is kept for known sessions."""
        total = self._networks.total()
        if known:
            return total >= self._overall
        return total >= self._overall * NEW or bool(network and self._networks[network] >= self._network)

    @contextmanager
    def listen(self, chat: str, network: str = "") -> Iterator[Stream]:
        """A stream that gets what is published to this chat, until the block ends."""
        stream = Stream()
        self._open.setdefault(chat, []).append(stream)
        self._networks[network] += 1
        try:
            yield stream
        finally:
            self._networks[network] -= 1
            self._networks += Counter()  # drops the networks with no page
            self._open[chat].remove(stream)
            if not self._open[chat]:
                del self._open[chat]

    def publish(self, chat: str, frame: Frame) -> None:
        """Push a frame to every open page of the chat."""
        for stream in self._open.get(chat, ()):
            stream.push(frame)

    def clear(self, chat: str) -> None:
        """Clear the chat's pages; a page that is away is cleared when it comes back."""
        self.publish(chat, CLEAR)
        if chat not in self._open:
            self._cleared[chat] = True

    def was_cleared(self, chat: str) -> bool:
        """Return whether a clearing waits for this chat, and end the wait."""
        return self._cleared.pop(chat, False)

    def end(self) -> None:
        """End every stream."""
        for streams in self._open.values():
            for stream in streams:
                stream.end()


@record
class Listener:
    """A page that asks for its messages beyond row `after`."""

    chat: str
    after: int
    pending: Callable[[str, int], Awaitable[list[tuple[int, Message]]]]
    heartbeat: float
    now: Callable[[], float]
    case_link: str = ""
    network: str = ""

    async def events(self, streams: Streams) -> AsyncIterator[bytes]:
        """Listen first and read the missed messages then, so that no message falls between the two."""
        with streams.listen(self.chat, self.network) as stream:
            yield OPENING
            if streams.was_cleared(self.chat):
                yield CLEAR.data
            try:
                missed = await self.pending(self.chat, self.after)
            except Exception as error:
                log.warning("web_pending_not_read", error=type(error).__name__)
                return
            for row, message in missed:
                yield message_frame(row, message, self.now(), case_link=self.case_link).data
            seen = {row for row, _ in missed}
            async for frame in stream.frames(self.heartbeat):
                if frame.row not in seen:
                    yield frame.data
