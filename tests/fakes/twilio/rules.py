"""Twilio's documented requests and answers: parameters, shapes, limits, error codes.

The official specifications are used if they are there. Without them the table below still has the parameters
of every call that the bot makes.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SPECIFICATIONS = Path(__file__).parents[3].parent / "shared" / "specs"
FILES = ("twilio_api_v2010.json", "twilio_content_v1.json", "twilio_messaging_v2.json")

Json = dict[str, Any]
_VALIDATORS: dict[int, tuple[Json, Any]] = {}
"""By the schema's id, with the schema itself: those that are asked are kept, and few."""

ACCOUNT = "/2010-04-01/Accounts/{AccountSid}"
OWN_ACCOUNT = "/2010-04-01/Accounts/{Sid}.json"
MESSAGES, MESSAGE = f"{ACCOUNT}/Messages.json", f"{ACCOUNT}/Messages/{{Sid}}.json"
MEDIA = f"{ACCOUNT}/Messages/{{MessageSid}}/Media.json"
FILE = f"{ACCOUNT}/Messages/{{MessageSid}}/Media/{{Sid}}.json"
BYTES = FILE.removesuffix(".json")
"""The address in a webhook's `MediaUrl`; the specification has only the file's metadata."""
CONTENTS, CONTENT = "/v1/Content", "/v1/Content/{Sid}"
TYPING = "/v2/Indicators/Typing.json"
PAGING = frozenset(("PageSize", "Page", "PageToken"))

PARAMETERS: Mapping[tuple[str, str], frozenset[str]] = {
    ("GET", OWN_ACCOUNT): frozenset(),
    ("POST", MESSAGES): frozenset(
        ("To", "From", "Body", "StatusCallback", "ContentSid", "ContentVariables", "MessagingServiceSid")
    ),
    ("GET", MESSAGES): PAGING | {"To", "From", "DateSent", "DateSent<", "DateSent>"},
    ("POST", MESSAGE): frozenset(("Body", "Status")),
    ("GET", MESSAGE): frozenset(),
    ("DELETE", MESSAGE): frozenset(),
    ("GET", MEDIA): PAGING,
    ("DELETE", FILE): frozenset(),
    ("GET", BYTES): frozenset(),
    ("POST", CONTENTS): frozenset(("friendly_name", "language", "variables", "types")),
    ("GET", CONTENTS): PAGING,
    ("GET", CONTENT): frozenset(),
    ("DELETE", CONTENT): frozenset(),
    ("POST", TYPING): frozenset(("messageId", "channel")),
}


class Refused(Exception):
    """An error answer, in Twilio's shape."""

    def __init__(self, status: int, code: int, message: str = "", after: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {"Retry-After": str(after)} if after else {}
        more = f"https://www.twilio.com/docs/errors/{code}"
        self.body: Json = {"code": code, "message": message, "more_info": more, "status": status}


def check_request(method: str, path: str, sent: Mapping[str, object]) -> None:
    """Raises Refused on an unknown parameter, or one of the wrong form."""
    if unknown := sent.keys() - PARAMETERS[method, path]:
        raise Refused(400, 20001, f"unknown parameter {min(unknown)}")
    if path not in operations():
        return
    schema = _expected(method, path)
    values = {name: of_type(schema["properties"][name], value) for name, value in sent.items()}
    if problem := mismatch(values, schema, path):
        raise Refused(400, 20001, problem)


@cache
def _expected(method: str, path: str) -> Json:
    return expected(operations()[path][method.lower()])


def check_answer(method: str, path: str, status: int, body: object) -> None:
    """Check the fake's own answer against the specification. Raises AssertionError."""
    if not operations():
        return
    described = operations()[path][method.lower()]["responses"].get(str(status))
    assert described is not None, f"{method} {path} never answers {status}"
    if "content" in described:
        problem = mismatch(body, described["content"]["application/json"]["schema"], path)
        assert problem is None, problem


def expected(operation: Json) -> Json:
    """The schema of a call's parameters, in query, form or JSON."""
    parameters = [each for each in operation.get("parameters", []) if each["in"] == "query"]
    properties = {each["name"]: each["schema"] for each in parameters}
    bodies = operation.get("requestBody", {}).get("content", {})
    schema: Json = next((each["schema"] for each in bodies.values()), {})
    while "$ref" in schema:
        schema = components()[schema["$ref"].rpartition("/")[2]]
    required = schema.get("required", [])
    return {
        "type": "object",
        "properties": {**properties, **schema.get("properties", {})},
        "required": required,
    }


def of_type(schema: Json, value: object) -> object:
    """A form's or query's text, as a number if the schema wants one."""
    if schema.get("type") == "integer" and isinstance(value, str) and value.isdecimal():
        return int(value)
    return value


def mismatch(value: object, schema: Json, where: str) -> str | None:
    """The reason why a value fails a schema, or None."""
    kept = _VALIDATORS.get(id(schema))
    if kept is None or kept[0] is not schema:
        whole = {**nullable(schema), "components": {"schemas": every_component()}}
        kept = _VALIDATORS[id(schema)] = schema, Draft202012Validator(whole)
    error = next(kept[1].iter_errors(value), None)
    return None if error is None else f"{where} {list(error.absolute_path)}: {error.message[:200]}"


def nullable(schema: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema: `nullable` becomes a part of the type."""
    if isinstance(schema, list):
        return [nullable(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: nullable(each) for key, each in schema.items() if key not in ("example", "examples")}
    if schema.get("nullable") is True and isinstance(schema.get("type"), str):
        inside["type"] = [schema["type"], "null"]
    return inside


@cache
def specifications() -> tuple[Json, ...]:
    """The official specifications; none if the files are missing."""
    there = [SPECIFICATIONS / name for name in FILES]
    return tuple(json.loads(path.read_text("utf-8")) for path in there if path.exists())


@cache
def operations() -> Json:
    """The operations of all specifications, by path."""
    return {path: each for one in specifications() for path, each in one["paths"].items()}


@cache
def components() -> Json:
    """The schemas that the paths refer to, by name."""
    needed = (
        "api.v2010.account.message",
        "message_enum",
        "content.",
        "Content",
        "twilio",
        "whatsapp",
        "types",
    )
    more = ("list", "quick", "call", "card", "carousel", "catalog", "flows", "messaging.v2.whatsapp", "auth")
    every = {name: each for one in specifications() for name, each in one["components"]["schemas"].items()}
    whole = ("api.v2010.account", "account_enum_status", "account_enum_type")
    return {name: each for name, each in every.items() if name in whole or name.startswith((*needed, *more))}


@cache
def every_component() -> Any:
    """The schemas that the paths refer to, as JSON Schema."""
    return nullable(components())


def template(path: str) -> str:
    """The specification's path for a real path. Raises Refused."""
    for known in dict.fromkeys(known for _, known in PARAMETERS):
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(known)), path):
            return known
    raise Refused(404, 20404, "The requested resource was not found")
