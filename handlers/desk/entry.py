"""The calls by which an officer is let in: invitation, passkey, key, session, proofs."""

from collections.abc import Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from handlers.browser import parse, small_body
from handlers.desk import shapes
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.settings import Access, Enrolment

Shape = TypeVar("Shape")


class Entry:
    """The calls before there are cases."""

    def __init__(self, access: Access, guard: Guard) -> None:
        self._access = access
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        posts = {
            "invitation": self._invitation,
            "enrolment": self._enrol,
            "sign-in/options": self._options,
            "sign-in": self._sign_in,
            "sign-out": self._sign_out,
            "proof/challenge": self._challenge,
            "proof": self._prove,
            "passkeys/options": self._passkey_options,
            "passkeys": self._add_passkey,
            "passkeys/remove": self._remove_passkey,
        }
        made = [Route(f"{root}/{path}", guarded(call), methods=["POST"]) for path, call in posts.items()]
        gets = {"me": self._me, "passkeys": self._passkeys}
        return [*made, *(Route(f"{root}/{path}", guarded(call)) for path, call in gets.items())]

    async def _invitation(self, request: Request) -> Response:
        await self._guard.code(request)
        posted = await self._posted(request, shapes.Invitation)
        return answered(await self._access.invitation(posted.code, self._guard.desk(request)))

    async def _enrol(self, request: Request) -> Response:
        await self._guard.code(request)
        given = await self._posted(request, shapes.Enrolment)
        made = Enrolment(bytes(given.credential), given.recipient, given.way, given.box)
        return answered(await self._access.enrol(given.code, made, self._guard.desk(request)))

    async def _options(self, request: Request) -> Response:
        await self._guard.sign_in(request)
        await self._posted(request, shapes.Empty)
        return answered(await self._access.sign_in_options(self._guard.desk(request)))

    async def _sign_in(self, request: Request) -> Response:
        await self._guard.sign_in(request)
        given = await self._posted(request, shapes.SignIn)
        secret, me = await self._access.sign_in(bytes(given.credential), self._guard.desk(request))
        response = answered(me)
        self._guard.begin(response, secret)
        return response

    async def _sign_out(self, request: Request) -> Response:
        await self._posted(request, shapes.Empty)
        await self._access.sign_out(await self._guard.caller(request))
        response = answered({})
        self._guard.end(response)
        return response

    async def _me(self, request: Request) -> Response:
        return answered(await self._access.me(await self._guard.caller(request)))

    async def _challenge(self, request: Request) -> Response:
        await self._posted(request, shapes.Empty)
        return answered(await self._access.challenge(await self._guard.caller(request)))

    async def _prove(self, request: Request) -> Response:
        given = await self._posted(request, shapes.Proof)
        caller = await self._guard.caller(request)
        return answered(await self._access.prove(caller, given.answer, given.way))

    async def _passkey_options(self, request: Request) -> Response:
        await self._posted(request, shapes.Empty)
        caller = await self._guard.caller(request)
        return answered(await self._access.passkey_options(caller, self._guard.desk(request)))

    async def _add_passkey(self, request: Request) -> Response:
        given = await self._posted(request, shapes.Passkey)
        caller = await self._guard.caller(request)
        made = Enrolment(bytes(given.credential), "", given.way, given.box)
        return answered(await self._access.add_passkey(caller, made, self._guard.desk(request)))

    async def _passkeys(self, request: Request) -> Response:
        return answered(await self._access.passkeys(await self._guard.caller(request)))

    async def _remove_passkey(self, request: Request) -> Response:
        given = await self._posted(request, shapes.PasskeyRemoved)
        return answered(await self._access.remove_passkey(await self._guard.caller(request), given.id))

    async def _posted(self, request: Request, shape: type[Shape]) -> Shape:
        self._guard.post(request)
        return parse(await small_body(request), shape)
