"""Server-sent events: first the missed messages, then live ones, and a heartbeat."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec
import structlog

from flows.record import record
from handlers import receipt_link
from handlers.channel import Message

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
QUEUE = 64
NEW = 0.75
"""The share of all streams that sessions may use which are not known."""
OPENING = b"retry: 2000\n\n"
HEARTBEAT = b": \n\n"


@record
class Frame:
    """One event as sent over the wire; `row` is 0 if the event carries no message."""

    row: int
    data: bytes


LEAVE = Frame(0, b"event: leave\ndata: {}\n\n")
MISSED = Frame(0, b"")
"""Not sent: there are messages to read that another node wrote."""
LOOK, GONE = "look", "gone"
"""The words of nodes to each other about a chat: its pages have something to read, or somebody left it."""


def clear_frame(row: int) -> Frame:
    """Return the word to clear the page."""
    return Frame(row, b'event: clear\ndata: {"row":"%d"}\n\n' % row)


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
    looking: bool = False

    def look(self) -> None:
        """Let the page read what another node wrote, once however often this is called before."""
        if not self.looking:
            self.looking = True
            self.push(MISSED)

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
        self._ended = False

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
        stream = Stream(ended=self._ended)
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

    def look(self, chat: str) -> None:
        """Let the chat's pages read what another node wrote; with an empty chat, all pages."""
        for streams in [self._open.get(chat, [])] if chat else self._open.values():
            for stream in streams:
                stream.look()

    def chats(self) -> Collection[str]:
        """Return the chats that have an open page."""
        return self._open.keys()

    def end(self) -> None:
        """End every stream, and each later one once its page has the messages that it missed."""
        self._ended = True
        for streams in self._open.values():
            for stream in streams:
                stream.end()


@record
class Listener:
    """A page that asks for its messages beyond row `after`."""

    chat: str
    after: int
    pending: Callable[[str, int], Awaitable[list[tuple[int, Message | None]]]]
    heartbeat: float
    now: Callable[[], float]
    case_link: str = ""
    network: str = ""

    async def events(self, streams: Streams) -> AsyncIterator[bytes]:
        """Listen first and read the missed messages then, so that no message falls between the two."""
        with streams.listen(self.chat, self.network) as stream:
            yield OPENING
            seen: set[int] = set()
            first = True
            stream.look()
            async for frame in stream.frames(self.heartbeat):
                if frame is MISSED:
                    stream.looking = False
                    missed = await self._missed(seen)
                    if missed is None and first:
                        return
                    first = False
                    for each in missed or ():
                        yield each
                elif frame.row not in seen:
                    seen.update({frame.row} - {0})
                    yield frame.data

    async def _missed(self, seen: set[int]) -> list[bytes] | None:
        """Return the messages that this page has not got, and note them as seen; None where no one knows."""
        try:
            found = await self.pending(self.chat, self.after)
        except Exception as error:
            log.warning("web_pending_not_read", error=type(error).__name__)
            return None
        fresh = [(row, message) for row, message in found if row not in seen]
        seen.update(row for row, _ in fresh)
        return [self._frame(row, message).data for row, message in fresh]

    def _frame(self, row: int, message: Message | None) -> Frame:
        if message is None:
            return clear_frame(row)
        return message_frame(row, message, self.now(), case_link=self.case_link)
