"""The calls about the officer's own digest: how often, of which cases, to which mail address."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from handlers.browser import parse, small_body
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.own.choice import Chosen
from handlers.desk.settings import Digests


class OwnDigest:
    """The calls."""

    def __init__(self, digests: Digests, guard: Guard) -> None:
        self._digests = digests
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        return [
            Route(f"{root}/digest", guarded(self._mine), methods=["GET"]),
            Route(f"{root}/digest", guarded(self._choose), methods=["POST"]),
        ]

    async def _mine(self, request: Request) -> Response:
        return answered(await self._digests.mine(await self._guard.officer(request)))

    async def _choose(self, request: Request) -> Response:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        return answered(await self._digests.choose(caller, parse(await small_body(request), Chosen)))
