"""The calls about figures: the tables of a period, and the statement to the press."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from handlers.browser import parse, small_body
from handlers.desk import shapes
from handlers.desk.calls import answered, guarded
from handlers.desk.guard import Guard
from handlers.desk.settings import Caller, Figures


class FigureCalls:
    """The calls about figures."""

    def __init__(self, figures: Figures, guard: Guard) -> None:
        self._figures = figures
        self._guard = guard

    def routes(self, root: str) -> Sequence[BaseRoute]:
        """Return the routes of these calls."""
        return [
            Route(f"{root}/figures", guarded(self._of)),
            Route(f"{root}/statement", guarded(self._statement), methods=["POST"]),
            Route(f"{root}/statement/pdf", guarded(self._pdf), methods=["POST"]),
        ]

    async def _of(self, request: Request) -> Response:
        caller = await self._guard.officer(request)
        query = request.query_params
        first, last = (query.get(name, "")[:10] for name in ("from", "to"))
        return answered(await self._figures.of(caller, first, last))

    async def _statement(self, request: Request) -> Response:
        caller, given = await self._posted(request)
        return answered(await self._figures.statement(caller, given.first, given.last, given.language))

    async def _pdf(self, request: Request) -> Response:
        caller, given = await self._posted(request)
        made = await self._figures.statement_pdf(caller, given.first, given.last, given.language)
        return Response(made, media_type="application/pdf")

    async def _posted(self, request: Request) -> tuple[Caller, shapes.Statement]:
        self._guard.post(request)
        caller = await self._guard.officer(request)
        return caller, parse(await small_body(request), shapes.Statement)
