"""Answers of the desk: security headers on every one, refusals as a code in JSON."""

from math import ceil
from typing import Any

import msgspec
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from handlers import browser
from handlers.browser import Endpoint, answering
from handlers.channel import BadRequest
from handlers.desk.refusals import Refused, TooOften, code_of

HEADERS = browser.headers(
    images="img-src 'self' blob:",
    types="lit-html",
    permissions=(
        "microphone=(), camera=(), geolocation=(), payment=(), usb=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    ),
)
log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
_encode = msgspec.json.Encoder().encode


def answered(given: Any, status: int = 200) -> Response:  # Any: what JSON can hold
    """Return an answer in JSON."""
    return Response(_encode(given), status, media_type="application/json")


def guarded(endpoint: Endpoint) -> Endpoint:
    """Put the security headers on every answer, and answer refusals and failures with their code."""

    async def called(request: Request) -> Response:
        if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
            raise BadRequest  # not every database can look for it
        try:
            return await endpoint(request)
        except (BadRequest, ClientDisconnect):
            raise
        except Exception as error:
            # Its text may name content.
            log.warning("desk_call_failed", error=type(error).__name__)
            busy = answered({"error": "busy"}, 503)
            busy.headers["Retry-After"] = "2"
            return busy

    return answering(called, HEADERS, _refusal)


def _refusal(refusal: BadRequest) -> Response:
    told = refusal.told if isinstance(refusal, Refused) else {}
    response = answered({"error": code_of(refusal)} | told, refusal.status)
    if isinstance(refusal, TooOften):
        response.headers["Retry-After"] = str(ceil(refusal.after))
    return response
