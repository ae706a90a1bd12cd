"""The web chat: posts in, server-sent events out, and a page that lives on them."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Collection, Mapping, Sequence
from math import ceil

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from flows.core.events import Event
from flows.record import LARGEST_ID
from handlers import receipt_link
from handlers.browser import Endpoint, answering, json_only, parse, small_body
from handlers.channel import BadRequest, Health, Message, SendError, Take
from handlers.webchat.gate import Gate
from handlers.webchat.guard import Guard
from handlers.webchat.intake import (
    Acknowledged,
    Proven,
    Stamp,
    declared,
    message_event,
    receive,
)
from handlers.webchat.refusals import ProofNeeded, TooMany, Unavailable
from handlers.webchat.settings import Incoming, TooLarge, WebLimits, WebSettings
from handlers.webchat.static import HEADERS, TEXT_KEYS, Page, security_headers
from handlers.webchat.stream import GONE, LEAVE, LOOK, Listener, Streams, clear_frame, message_frame
from handlers.webchat.unfiled import Unfiled

__all__ = ["TEXT_KEYS", "Incoming", "TooLarge", "WebChat", "WebLimits", "WebSettings"]

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class WebChat:
    """Keeps `Channel`. A message without an open page waits in the outbox until one asks for it."""

    name = "web"

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._unfiled = Unfiled(settings)
        self._gate = Gate(settings, self._unfiled.release)
        self._guard = Guard(settings, self._gate)
        self._page = Page(settings)
        self._streams = Streams(settings.limits.network_streams, settings.limits.all_streams)
        self._take: Take | None = None
        self._preparing: asyncio.Task[None] | None = None

    @property
    def health(self) -> Health:
        """Always connected: there is no provider."""
        return Health("connected")

    async def start(self, take: Take) -> None:
        """Begin to receive; until then every post is answered 503."""
        self._take = take
        preparing = asyncio.to_thread(receipt_link.prepare, self._settings.case_link)
        self._preparing = asyncio.create_task(preparing)

    def let_go(self) -> None:
        """End the streams, for which the HTTP server would wait: the pages go elsewhere. Posts are taken."""
        self._streams.end()

    async def stop(self) -> None:
        """Take no more posts."""
        self._take = None
        self.let_go()

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Push the message to the open pages of the chat; a page that is away reads it later."""
        link = self._settings.case_link
        self._streams.publish(chat, message_frame(row, message, self._settings.now(), case_link=link))
        await self._settings.tell(chat, LOOK)
        return str(row)

    async def accompany(self, chat: str, message: Message) -> str:
        """Return an empty id: the picture of a receipt is part of its message."""
        return ""

    async def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """Return the bytes of an upload. Raises SendError, not retryable if the upload is gone."""
        try:
            chunks = await asyncio.to_thread(self._settings.read, ref)
            while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
                yield chunk
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            raise SendError(type(error).__name__, retryable=not missing) from None

    async def release(self, ref: str) -> None:
        """Delete the upload, which is stored as evidence. Raises SendError."""
        try:
            await asyncio.to_thread(self._settings.forget, ref)
        except OSError as error:
            raise SendError(type(error).__name__) from None

    async def hide(self, chat: str, messages: Sequence[str], row: int) -> int:
        """Clear the transcript in every page of the chat; a page that is away is cleared later."""
        self._streams.publish(chat, clear_frame(row))
        await self._settings.tell(chat, LOOK)
        return len(messages)

    def hear(self, chat: str, what: str) -> None:
        """Another node has something for the chat's pages here; an empty chat stands for all of them."""
        if what == LOOK:
            self._streams.look(chat)
        else:
            self._streams.publish(chat, LEAVE)

    def open_chats(self) -> Collection[str]:
        """Return the chats that have a page open here."""
        return self._streams.chats()

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes of the page, alone and in a frame, of its files and of its six calls."""
        return (
            Route("/", guarded(self._index)),
            Route("/frame", guarded(self._frame, security_headers(self._settings.embed_sites))),
            Route("/static/{version}/{name}", guarded(self._file)),
            Route("/web/stream", guarded(self._stream)),
            Route("/web/messages", guarded(self._message), methods=["POST"]),
            Route("/web/files", guarded(self._upload), methods=["POST"]),
            Route("/web/ack", guarded(self._acknowledge), methods=["POST"]),
            Route("/web/proof", guarded(self._prove), methods=["POST"]),
            Route("/web/leave", guarded(self._leave), methods=["POST"]),
        )

    async def _index(self, request: Request) -> Response:
        try:
            await self._guard.page(request)
        except TooMany as refusal:
            self._settings.refused("pages")
            return self._page.crowded(request, ceil(refusal.after))
        response = self._page.page(request)
        await kept(self._guard.sessions.keep(request, response, self._settings.known))
        return response

    async def _frame(self, request: Request) -> Response:
        """Return the page for a frame on an allowed site; opened by itself, the page has its own address."""
        if not self._settings.embed_sites:
            raise BadRequest(404)
        if request.headers.get("sec-fetch-dest") == "document":
            return RedirectResponse("/", status_code=303)
        try:
            await self._guard.page(request)
        except TooMany as refusal:
            self._settings.refused("pages")
            return self._page.crowded(request, ceil(refusal.after))
        response = self._page.page(request, framed=True)
        self._guard.sessions.keep_framed(request, response)
        return response

    async def _file(self, request: Request) -> Response:
        return self._page.file(request)

    async def _message(self, request: Request) -> Response:
        visitor = await self._guard.message(request)
        event = message_event(await small_body(request), self._stamp(visitor.chat))
        await self._gate.admit(visitor)
        await self._keep(event)
        self._gate.said(visitor.chat)
        return Response()

    async def _prove(self, request: Request) -> Response:
        visitor = await self._guard.call(request)
        json_only(request)
        response = Response()
        payload = parse(await small_body(request), Proven).payload
        if asked := await self._gate.prove(visitor, payload):
            self._guard.sessions.keep_proof(request, response, asked)
        return response

    async def _upload(self, request: Request) -> Response:
        visitor = await self._guard.file(request)
        claims = declared(request.query_params, request.headers)
        size = _number(request.headers.get("content-length", ""))
        if size > self._settings.max_bytes:
            raise BadRequest(413)
        await self._gate.admit(visitor)
        known = self._gate.has_said(visitor.chat)
        with self._unfiled.held(visitor, size or self._settings.max_bytes, reserve=known) as settle:
            ref, received = await self._received(request)
            await self._keep(claims.event(self._stamp(visitor.chat), ref, received))
            settle(received)
        return Response()

    async def _received(self, request: Request) -> tuple[str, int]:
        try:
            return await receive(request.stream(), self._settings.incoming, self._settings.max_bytes)
        except TooLarge:
            raise BadRequest(413) from None
        except TimeoutError:
            raise BadRequest(408) from None
        except (BadRequest, ClientDisconnect):
            raise
        except Exception as error:
            raise Unavailable(type(error).__name__) from None

    async def _stream(self, request: Request) -> Response:
        visitor, settings = self._guard.visitor(request), self._settings
        chat = visitor.chat
        if self._streams.count(chat) >= settings.limits.streams:
            raise TooMany(settings.heartbeat)
        if self._streams.full(visitor.network, known=await self._gate.known(chat)):
            settings.refused("streams")
            raise TooMany(settings.heartbeat, crowded=True)
        settings.opened(chat)
        listener = Listener(
            chat,
            _after(request),
            settings.pending,
            settings.heartbeat,
            settings.now,
            settings.case_link,
            visitor.network,
        )
        return StreamingResponse(
            listener.events(self._streams),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def _acknowledge(self, request: Request) -> Response:
        chat = (await self._guard.call(request)).chat
        json_only(request)
        told = parse(await small_body(request), Acknowledged)
        if await self._gate.known(chat):
            shown = [*map(_number, told.rows)]
            await kept(self._settings.acknowledge(chat, shown, _number(told.up_to)))
        return Response()

    async def _leave(self, request: Request) -> Response:
        self._guard.own(request)
        sessions = self._guard.sessions
        if sessions.secret(request):
            chat = sessions.chat(request)
            self._streams.publish(chat, LEAVE)
            await self._settings.tell(chat, GONE)
        response = Response()
        sessions.end(response)
        return response

    def _stamp(self, chat: str) -> Stamp:
        return Stamp(chat, self._settings.now(), secrets.token_bytes(24))

    async def _keep(self, event: Event) -> None:
        if self._take is None:
            raise Unavailable("stopped")
        await kept(self._take(event))


async def kept(saving: Awaitable[None]) -> None:
    """Turn any error into Unavailable: the text of an error may name content."""
    try:
        await saving
    except Exception as error:
        raise Unavailable(type(error).__name__) from None


def guarded(endpoint: Endpoint, headers: Mapping[str, str] = HEADERS) -> Endpoint:
    """Put the security headers on every answer. A refusal is a bare status with its waiting time."""
    return answering(endpoint, headers, _refusal)


def _refusal(refusal: BadRequest) -> Response:
    response = Response(status_code=refusal.status)
    if isinstance(refusal, ProofNeeded):
        return JSONResponse(refusal.challenge, status_code=refusal.status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(ceil(refusal.after))
        if refusal.crowded:
            response.headers["Ballegh-Reason"] = "crowded"
    if isinstance(refusal, Unavailable):
        log.warning("web_event_not_kept", error=refusal.cause)
        response.headers["Retry-After"] = "2"
    return response


def _after(request: Request) -> int:
    """The last row that the page has: from its reconnect, or from its transcript after a reload."""
    given = (request.headers.get("last-event-id", ""), request.query_params.get("after", ""))
    return max(map(_number, given))


def _number(given: str) -> int:
    """The number, up to the largest that a row can be; 0 where there is none."""
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 20 else 0
    return number if number <= LARGEST_ID else 0
