"""Decode the page's posts into events, and stream uploads to the disk."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Callable
from typing import Annotated, get_args
from urllib.parse import unquote

import msgspec
from starlette.datastructures import Headers, QueryParams

from flows.core.events import Event, Media, MediaKind, Start, Tap, Text
from flows.record import record
from handlers.browser import parse
from handlers.channel import BadRequest
from handlers.webchat.settings import Incoming, TooLarge

MAX_CHARS = 12_000
MAX_BUTTON = 64
BATCH = 256 * 1024
IDLE = 60.0
ID = re.compile(r"[A-Za-z0-9-]{8,64}")
TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}", re.ASCII)
NAMED = re.compile(r"attachment; filename\*=UTF-8''(\S+)")
KINDS: dict[str, MediaKind] = {kind: kind for kind in get_args(MediaKind)}

ClientId = Annotated[str, msgspec.Meta(pattern=rf"^{ID.pattern}$")]
LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")
Payload = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{0,64}$")]


class Posted(msgspec.Struct, forbid_unknown_fields=True):
    """The body of POST /web/messages: exactly one of text, button and hello."""

    id: ClientId
    text: Annotated[str, msgspec.Meta(max_length=MAX_CHARS)] = ""
    button: str = ""
    hello: bool = False
    payload: Payload = ""
    language: str | None = ""


RowText = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,19}$")]


class Acknowledged(msgspec.Struct, forbid_unknown_fields=True):
    """The body of POST /web/ack; a row is text, as in the stream.

    `rows` are those that the page has shown. Pages of earlier versions say up to which row they have all.
    """

    rows: Annotated[tuple[RowText, ...], msgspec.Meta(max_length=1000)] = ()
    up_to: RowText = "0"


class Proven(msgspec.Struct, forbid_unknown_fields=True):
    """The body of POST /web/proof: a challenge with its solution, as base64 of JSON."""

    payload: Annotated[str, msgspec.Meta(max_length=4000)]


@record
class Stamp:
    """The chat, the time and the random bytes that an event gets at receipt."""

    chat: str
    time: float
    fresh: bytes


def message_event(body: bytes, stamp: Stamp) -> Event:
    """Return the event of a posted message; equal client ids give equal event ids. Raises BadRequest."""
    posted = parse(body, Posted)
    content = _content(posted)
    return Event(
        id=f"{stamp.chat}:{posted.id}",
        chat=stamp.chat,
        time=stamp.time,
        sent=stamp.time if isinstance(content, Text) else 0.0,
        body=content,
        message=posted.id,
        language=_language(posted.language),
        fresh=stamp.fresh,
    )


def _language(given: str | None) -> str:
    """Return the browser's language; empty where it names none, as some do or put a locale of their own."""
    return given if given and LANGUAGE.fullmatch(given) else ""


def _content(posted: Posted) -> Text | Tap | Start:
    text = posted.text.replace("\0", "")
    if bool(text.strip()) + bool(posted.button) + posted.hello != 1:
        raise BadRequest
    if posted.hello:
        return Start(posted.payload)
    if len(posted.button.encode()) > MAX_BUTTON:
        raise BadRequest
    return Tap(posted.button) if posted.button else Text(text)


@record
class Declared:
    """The page's words about an upload. Name and type are claims that nothing proves."""

    id: str
    kind: MediaKind
    name: str
    type: str

    def event(self, stamp: Stamp, ref: str, size: int) -> Event:
        """Return the event of this upload, whose bytes are stored under `ref`."""
        media = Media(self.kind, ref, name=self.name, size=size, declared_type=self.type)
        event_id = f"{stamp.chat}:{self.id}"
        return Event(
            id=event_id,
            chat=stamp.chat,
            time=stamp.time,
            sent=stamp.time,
            body=media,
            message=self.id,
            fresh=stamp.fresh,
        )


def declared(query: QueryParams, headers: Headers) -> Declared:
    """Read the claims of POST /web/files. Raises BadRequest.

    The file's name comes in a header (RFC 6266), because addresses end up in logs.
    """
    given, kind = query.get("id", ""), KINDS.get(query.get("kind", ""))
    if not ID.fullmatch(given) or kind is None:
        raise BadRequest
    named = NAMED.fullmatch(headers.get("content-disposition", ""))
    name = "".join(letter for letter in unquote(named[1])[:200] if letter.isprintable()) if named else ""
    plain = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Declared(given, kind, name, plain if TYPE.fullmatch(plain) else "")


async def receive(
    chunks: AsyncIterator[bytes], incoming: Callable[[], Incoming], limit: int
) -> tuple[str, int]:
    """Stream an upload to the disk and return its ref and size. After an error no part of it is left.

    Raises TooLarge, TimeoutError when nothing came for a minute, and what the disk raises.
    """
    sink = Ordered(await asyncio.to_thread(incoming))
    try:
        size = await _copy(chunks, sink, limit)
        return await sink.finish(), size
    except BaseException:
        await asyncio.shield(sink.abort())
        raise


class Ordered:
    """An upload whose blocking calls run in threads, one at a time, also after a cancellation."""

    def __init__(self, sink: Incoming) -> None:
        self._sink = sink
        self._lock = threading.Lock()
        self._finished = False

    async def write(self, chunk: bytes) -> None:
        """Add bytes."""
        await asyncio.to_thread(self._write, chunk)

    async def finish(self) -> str:
        """Make the upload durable."""
        return await asyncio.to_thread(self._finish)

    async def abort(self) -> None:
        """Delete the upload, unless it was finished meanwhile."""
        await asyncio.to_thread(self._abort)

    def _write(self, chunk: bytes) -> None:
        with self._lock:
            self._sink.write(chunk)

    def _finish(self) -> str:
        with self._lock:
            ref = self._sink.finish()
            self._finished = True
            return ref

    def _abort(self) -> None:
        with self._lock:
            if not self._finished:
                self._sink.abort()


async def _copy(chunks: AsyncIterator[bytes], sink: Ordered, limit: int) -> int:
    size, batch = 0, bytearray()
    while (chunk := await _next(chunks)) is not None:
        size += len(chunk)
        if size > limit:
            raise TooLarge
        batch += chunk
        if len(batch) >= BATCH:
            await sink.write(bytes(batch))
            batch.clear()
    if not size:
        raise BadRequest
    await sink.write(bytes(batch))
    return size


async def _next(chunks: AsyncIterator[bytes]) -> bytes | None:
    async with asyncio.timeout(IDLE):
        return await anext(chunks, None)
