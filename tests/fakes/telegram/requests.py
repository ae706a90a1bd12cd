"""A request's parameters, in every form that the Bot API documents.

JSON objects, urlencoded and multipart forms are read. Lists, objects, numbers and booleans may also come as
the JSON text of them; a string stays a string, whatever it spells.
"""

import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.telegram.rules import Json, bad

STRINGS = frozenset(
    (
        *("action", "callback_query_id", "caption", "description", "file_id", "ip_address", "language_code"),
        *("parse_mode", "secret_token", "short_description", "text", "url"),
    )
)
EITHER = frozenset(("chat_id", "photo", "certificate"))
"""Parameters that may be a string or something else."""


async def parameters(request: web.Request) -> Json:
    """The parameters of a call; files as bytes. Raises Refused."""
    if request.content_type == "multipart/form-data":
        given = await _form(request)
    elif request.content_type == "application/x-www-form-urlencoded":
        given = dict(await request.post())
    else:
        given = await _json(request)
    return {name: _value(name, value) for name, value in given.items()}


async def _json(request: web.Request) -> Json:
    raw = await request.read()
    if raw and request.content_type != "application/json":
        raise bad("the body is neither JSON nor a form")
    try:
        given = json.loads(raw or b"{}")
    except ValueError:
        raise bad("can't parse JSON") from None
    if not isinstance(given, dict):
        raise bad("can't parse request JSON object")
    return given


async def _form(request: web.Request) -> Json:
    given: Json = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader), "forms are flat"
        content = bytes(await part.read())
        given[str(part.name)] = content if part.filename else content.decode()
    return given


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str) or name in STRINGS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        if name in EITHER:
            return value
        raise bad(f"can't parse {name}") from None
