"""The calls about contents that one officer alone does not get."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from handlers.browser import parse, small_body
from handlers.desk import shapes
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.settings import Bringing, Unmasking

MOST = 1024 * 1024
"""Bytes of the headers of a case with a thousand contents."""


class Contents:
    """The calls about who the reporter is, and about cases without a key of their own."""

    def __init__(self, unmasking: Unmasking, bringing: Bringing, guard: Guard) -> None:
        self._unmasking = unmasking
        self._bringing = bringing
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        case = f"{root}/cases/{{reference}}"
        return [
            Route(f"{root}/unmasking", guarded(self._waiting)),
            Route(f"{case}/unmask", guarded(self._unmask), methods=["POST"]),
            Route(f"{case}/own-key", guarded(self._bring), methods=["POST"]),
            Route(f"{case}/identity", guarded(self._identity), methods=["POST"]),
        ]

    async def _waiting(self, request: Request) -> Response:
        return answered(await self._unmasking.waiting(await self._guard.officer(request)))

    async def _unmask(self, request: Request) -> Response:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        given = parse(await small_body(request), shapes.Unmask)
        reference = request.path_params["reference"]
        return answered(await self._unmasking.unmask(caller, reference, given.step, given.reason))

    async def _identity(self, request: Request) -> Response:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        return answered(await self._unmasking.identity(caller, request.path_params["reference"]))

    async def _bring(self, request: Request) -> Response:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        given = parse(await small_body(request, MOST), shapes.Brought)
        reference = request.path_params["reference"]
        brought = self._bringing.bring(caller, reference, given.recipient, given.headers, given.wraps)
        return answered(await brought)
