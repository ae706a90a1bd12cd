"""The calls about officers: the team, grants, and the stream of news."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from flows.record import LARGEST_ID
from handlers.browser import Endpoint, parse, small_body
from handlers.channel import BadRequest
from handlers.desk import shapes
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.settings import Caller, DeskSettings

Shape = TypeVar("Shape")
DEEDS = ("suspend", "restore", "remove", "detach")
PAGE_OF_WRAPS = 256 * 1024
"""Bytes of 200 wraps in JSON, with room to spare."""


class Colleagues:
    """The calls about officers."""

    def __init__(self, settings: DeskSettings, guard: Guard) -> None:
        self._settings = settings
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        posts: dict[str, Endpoint] = {
            "team/invite": self._invite,
            "team/confirm": self._confirm,
            "grants": self._grant,
            "grants/challenge": self._challenge,
            "grants/discard": self._discard,
        }
        posts |= {f"team/{deed}": self._deed(deed) for deed in DEEDS}
        made = [Route(f"{root}/{path}", guarded(call), methods=["POST"]) for path, call in posts.items()]
        return [
            *made,
            Route(f"{root}/team", guarded(self._team)),
            Route(f"{root}/grants", guarded(self._lacking)),
            Route(f"{root}/stream", guarded(self._stream)),
        ]

    async def _team(self, request: Request) -> Response:
        return answered(await self._settings.team.listed(await self._guard.officer(request)))

    async def _invite(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Invited)
        site = self._guard.desk(request).origin
        return answered(await self._settings.team.invite(caller, given.name, given.role, site))

    async def _confirm(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Confirmed)
        return answered(await self._settings.team.confirm(caller, given.officer, given.fingerprint))

    def _deed(self, deed: str) -> Endpoint:
        async def call(request: Request) -> Response:
            caller, given = await self._posted(request, shapes.Deed)
            return answered(await self._settings.team.change(caller, deed, given.officer))

        return call

    async def _lacking(self, request: Request) -> Response:
        caller = await self._guard.officer(request)
        query = request.query_params
        to, of, after = query.get("to", ""), query.get("of", ""), query.get("after") or "0"
        if not (after.isascii() and after.isdecimal() and len(after) < 20 and int(after) <= LARGEST_ID):
            raise BadRequest
        return answered(await self._settings.grants.lacking(caller, to[:100], int(after), of[:100]))

    async def _grant(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Granted, PAGE_OF_WRAPS)
        if any(int(each.number) > LARGEST_ID for each in given.wraps):
            raise BadRequest
        return answered(await self._settings.grants.grant(caller, given))

    async def _challenge(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.EarlierKey)
        return answered(await self._settings.grants.challenge(caller, given.of))

    async def _discard(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Discarded)
        return answered(await self._settings.grants.discard(caller, given.reference, given.content))

    async def _stream(self, request: Request) -> Response:
        caller = await self._guard.officer(request)
        self._settings.live.check_room(caller)
        return StreamingResponse(
            self._frames(caller), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def _frames(self, caller: Caller) -> AsyncIterator[bytes]:
        with self._settings.live.listen(caller) as queue:
            yield b": open\n\n"
            while True:
                try:
                    news = await asyncio.wait_for(queue.get(), self._settings.heartbeat)
                except TimeoutError:
                    yield b"event: alive\ndata: {}\n\n"  # a comment would be hidden from the page
                    continue
                if news is None:
                    return
                yield b"event: %s\ndata: %s\n\n" % (news.name.encode(), msgspec.json.encode(news.told))

    async def _posted(  # the call, its shape, the most bytes
        self, request: Request, shape: type[Shape], most: int = 64 * 1024
    ) -> tuple[Caller, Shape]:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        return caller, parse(await small_body(request, most), shape)
