"""The HTTP site: the channels' routes, `/health`, `/ready` and `/metrics`."""

import time
from collections.abc import Awaitable, Callable, Sequence
from inspect import isroutine

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.observe.metrics import gathered
from bot.serve.ready import Readiness

Checks = Callable[[], Awaitable[Readiness]]


def application(routes: Sequence[BaseRoute], checks: Checks, measure: Checks) -> ASGIApp:
    """The whole site. `checks` returns the state of the server, `measure` sets every gauge too."""
    started = time.monotonic()

    async def health(_: Request) -> Response:
        return JSONResponse({"alive": True, "seconds": int(time.monotonic() - started)})

    async def ready(_: Request) -> Response:
        found = await checks()
        return JSONResponse(found.body(), status_code=200 if found.ready else 503)

    async def metrics(_: Request) -> Response:
        await measure()
        return Response(generate_latest(gathered()), media_type=CONTENT_TYPE_LATEST)

    own = [Route("/health", health), Route("/ready", ready), Route("/metrics", metrics)]
    return Site(Starlette(routes=[*routes, *own]), routes)


class Site:
    """The whole site. A provider's POST goes straight to its webhook, without a search in the router."""

    def __init__(self, pages: Starlette, routes: Sequence[BaseRoute]) -> None:
        self._pages = pages
        self._posted: dict[str, ASGIApp] = {
            route.path: route.app
            for route in routes
            if isinstance(route, Route) and route.methods == {"POST"} and not isroutine(route.endpoint)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        posted = scope["type"] == "http" and scope["method"] == "POST"
        webhook = self._posted.get(scope["path"]) if posted else None
        await (webhook or self._pages)(scope, receive, send)
