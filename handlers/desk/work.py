"""The calls about cases: lists, one case, its files and its changes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from handlers.browser import MAX_BODY, parse, small_body
from handlers.channel import BadRequest
from handlers.desk import shapes
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.settings import Caller, Cases, Change, Query

Shape = TypeVar("Shape")
PROPOSED = "~"
"""Stands in an address for the service that is proposed for a case."""
LARGEST_CHANGE = 2 * 1024 * 1024
"""Bytes of `shapes.MOST_WRAPS` in JSON, with room to spare."""
LONGEST = 100
"""Characters of a value in an address."""


class Work:
    """The calls about cases."""

    def __init__(self, cases: Cases, guard: Guard) -> None:
        self._cases = cases
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        return [
            Route(f"{root}/cases", guarded(self._listed)),
            Route(f"{root}/cases/{{reference}}", guarded(self._opened)),
            Route(f"{root}/cases/{{reference}}/services/{{service}}", guarded(self._service_keys)),
            Route(f"{root}/cases/{{reference}}/officers/{{officer}}", guarded(self._officer_keys)),
            Route(f"{root}/cases/{{reference}}/export", guarded(self._exported), methods=["POST"]),
            Route(f"{root}/cases/{{reference}}/several", guarded(self._change_several), methods=["POST"]),
            Route(f"{root}/cases/{{reference}}/{{action}}", guarded(self._change), methods=["POST"]),
            Route(f"{root}/evidence/{{piece}}", guarded(self._evidence)),
            Route(f"{root}/bulk", guarded(self._change_many), methods=["POST"]),
            Route(f"{root}/bulk/statuses", guarded(self._statuses), methods=["POST"]),
            Route(f"{root}/preview", guarded(self._preview), methods=["POST"]),
            Route(f"{root}/search", guarded(self._search), methods=["POST"]),
        ]

    async def _listed(self, request: Request) -> Response:
        caller = await self._guard.officer(request)
        return answered(await self._cases.listed(caller, _query(request.query_params)))

    async def _opened(self, request: Request) -> Response:
        caller = await self._guard.officer(request)
        return answered(await self._cases.opened(caller, request.path_params["reference"]))

    async def _service_keys(self, request: Request) -> Response:
        caller, given = await self._guard.officer(request), request.path_params
        service = "" if given["service"] == PROPOSED else given["service"]
        return answered(await self._cases.service_keys(caller, given["reference"], service))

    async def _officer_keys(self, request: Request) -> Response:
        caller, given = await self._guard.officer(request), request.path_params
        told = await self._cases.officer_keys(caller, given["reference"], given["officer"][:LONGEST])
        return answered(told)

    async def _evidence(self, request: Request) -> Response:
        caller = await self._guard.officer(request)
        chunks = await self._cases.evidence(caller, request.path_params["piece"])
        return StreamingResponse(chunks, media_type="application/octet-stream")

    async def _exported(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Export)
        chunks = await self._cases.exported(
            caller, request.path_params["reference"], given.reason, given.form
        )
        return StreamingResponse(chunks, media_type="application/x-tar")

    async def _change(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Case, LARGEST_CHANGE)
        change = _change(request.path_params["action"], given)
        return answered(await self._cases.change(caller, request.path_params["reference"], [change]))

    async def _change_several(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Several)
        changes = [replace(_change(step.action, step), version=given.version) for step in given.steps]
        return answered(await self._cases.change(caller, request.path_params["reference"], changes))

    async def _change_many(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Many)
        changes = [_change(step.action, step) for step in given.steps]
        return answered(await self._cases.change_many(caller, given.references, changes))

    async def _statuses(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Chosen)
        return answered(await self._cases.statuses(caller, given.references))

    async def _preview(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Preview)
        status = given.status if given.kind == "status" else ""
        change = Change(given.kind, status=status, note=given.text)
        return answered(await self._cases.preview(caller, given.language, change))

    async def _search(self, request: Request) -> Response:
        caller, given = await self._posted(request, shapes.Search)
        return answered(await self._cases.search(caller, given.text))

    async def _posted(  # the call, its shape, the most bytes
        self, request: Request, shape: type[Shape], most: int = MAX_BODY
    ) -> tuple[Caller, Shape]:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        return caller, parse(await small_body(request, most), shape)


def _change(action: str, given: shapes.Case) -> Change:
    return Change(
        action=action,
        version=given.version,
        officer=given.officer,
        status=given.status,
        note=given.note,
        question=given.question,
        reason=given.reason,
        until=given.until,
        id=given.id,
        age=given.age,
        number=given.number,
        outcome=given.outcome,
        service=given.service,
        wraps=tuple(given.wraps),
    )


class _Listed(msgspec.Struct):
    """The values of an address, as numbers where they are numbers."""

    since: float = 0.0
    until: float = 0.0
    page: int = 0


def _query(given: QueryParams) -> Query:
    """Return the query of an address. Raises BadRequest."""
    names = ("queue", "category", "place", "channel", "language", "status", "campaign", "sort")
    texts = {name: given.get(name, "")[:LONGEST] for name in names}
    numbers = {"since": given.get("from") or 0, "until": given.get("to") or 0, "page": given.get("page") or 0}
    try:
        found = msgspec.convert(numbers, _Listed, strict=False)
    except msgspec.ValidationError:
        raise BadRequest from None
    if not 0 <= found.page < 100_000:
        raise BadRequest
    return Query(**texts, since=found.since, until=found.until, page=found.page)
