"""The calls about duty: who is there for persons in distress, and who waits for one."""

from collections.abc import Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from handlers.browser import parse, small_body
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.settings import OnDuty


class Said(msgspec.Struct):
    """The officer's word to be on duty, or not."""

    present: bool


class OwnDuty:
    """The calls."""

    def __init__(self, duty: OnDuty, guard: Guard) -> None:
        self._duty = duty
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        return [
            Route(f"{root}/duty", guarded(self._told), methods=["GET"]),
            Route(f"{root}/duty", guarded(self._say), methods=["POST"]),
        ]

    async def _told(self, request: Request) -> Response:
        return answered(await self._duty.told(await self._guard.officer(request)))

    async def _say(self, request: Request) -> Response:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        given = parse(await small_body(request), Said)
        return answered(await self._duty.say(caller, present=given.present))
