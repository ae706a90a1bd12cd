"""Telegram's documented rules for its methods: parameters, types and limits.

The official specification is used where it is at hand; without it the table below still knows the
parameters of every method that the bot calls.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

SPECIFICATION = Path(__file__).parents[3].parent / "shared" / "specs" / "telegram-bot-api.json"

Json = dict[str, Any]


class Refused(Exception):
    """An answer other than ok, in Telegram's error shape."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.body: Json = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


def bad(description: str) -> Refused:
    """A 400."""
    return Refused(400, f"Bad Request: {description}")


# method -> required parameters, optional parameters
PARAMETERS: Mapping[str, tuple[str, str]] = {
    "getMe": ("", ""),
    "getUpdates": ("", "offset limit timeout allowed_updates"),
    "setWebhook": (
        "url",
        "certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
    ),
    "deleteWebhook": ("", "drop_pending_updates"),
    "getWebhookInfo": ("", ""),
    "sendMessage": (
        "chat_id text",
        "message_thread_id parse_mode entities link_preview_options disable_notification protect_content "
        "reply_parameters reply_markup",
    ),
    "sendPhoto": (
        "chat_id photo",
        "message_thread_id caption parse_mode caption_entities show_caption_above_media has_spoiler "
        "disable_notification protect_content reply_parameters reply_markup",
    ),
    "sendChatAction": ("chat_id action", "message_thread_id"),
    "answerCallbackQuery": ("callback_query_id", "text show_alert url cache_time"),
    "getFile": ("file_id", ""),
    "deleteMessages": ("chat_id message_ids", ""),
    "deleteMessage": ("chat_id message_id", ""),
    "setMyCommands": ("commands", "scope language_code"),
    "setMyDescription": ("", "description language_code"),
    "setMyShortDescription": ("", "short_description language_code"),
    "leaveChat": ("chat_id", ""),
}


def check_request(method: str, params: Json) -> None:
    """Raises Refused on an unknown, missing, mistyped or oversized parameter."""
    required, optional = (names.split() for names in PARAMETERS[method])
    if missing := [name for name in required if name not in params]:
        raise bad(f"missing parameter {missing[0]}")
    if specification():
        fields = specification()["methods"][method].get("fields", [])
        if problem := problem_of(fields, params, method):
            raise bad(problem)
    elif unknown := params.keys() - {*required, *optional}:
        raise bad(f"unknown parameter {min(unknown)}")
    for name, limit in LIMITS.items():
        if name in params:
            limit(params)


def check_sent(kind: str, value: Json) -> None:
    """The fake's own payloads keep to the specification as well. Raises AssertionError."""
    if specification():
        problem = mismatch(kind, value, kind)
        assert problem is None, problem


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def check_text(params: Json) -> None:
    """`sendMessage`'s 1 to 4,096; `answerCallbackQuery`'s up to 200."""
    if "callback_query_id" in params:
        between(0, units(params["text"]), 200, "MESSAGE_TOO_LONG")
        return
    if not params["text"].strip():
        raise bad("message text is empty")
    between(1, units(params["text"]), 4096, "message is too long")


def check_entities(params: Json) -> None:
    """Every entity lies within the text."""
    for entity in params["entities"]:
        if entity["length"] < 1 or entity["offset"] + entity["length"] > units(params["text"]):
            raise bad("ENTITY_BOUNDS_INVALID")


def check_keyboard(params: Json) -> None:
    """Rows of 1 to 8 buttons, 100 in all, each with a label and 1 to 64 bytes of data."""
    rows = params["reply_markup"].get("inline_keyboard", [])
    between(0, sum(map(len, rows)), 100, "REPLY_MARKUP_TOO_LONG")
    for row in rows:
        between(1, len(row), 8, "REPLY_MARKUP_INVALID")
        for button in row:
            between(1, len(button["text"].strip()), 64, "BUTTON_TEXT_INVALID")
            if "callback_data" not in button and "url" not in button:
                raise bad("Text buttons are unallowed in the inline keyboard")
            between(1, len(button.get("callback_data", "-").encode()), 64, "BUTTON_DATA_INVALID")


def check_photo(params: Json) -> None:
    """An uploaded PNG within 10 MB, sides of 10,000 in all, neither twenty times the other."""
    width, height = png_size(params["photo"])
    between(1, len(params["photo"]), 10 * 1024 * 1024, "file is too big")
    between(2, width + height, 10_000, "PHOTO_INVALID_DIMENSIONS")
    between(1, max(width, height) // min(width, height), 20, "PHOTO_INVALID_DIMENSIONS")


def png_size(photo: bytes) -> tuple[int, int]:
    """Width and height. Raises Refused."""
    if photo[:8] != b"\x89PNG\r\n\x1a\n" or len(photo) < 24:
        raise bad("IMAGE_PROCESS_FAILED")
    return int.from_bytes(photo[16:20], "big"), int.from_bytes(photo[20:24], "big")


def check_commands(params: Json) -> None:
    """At most 100, lower case, described."""
    between(0, len(params["commands"]), 100, "BOT_COMMANDS_TOO_MUCH")
    for command in params["commands"]:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        between(1, len(command["description"]), 256, "BOT_COMMAND_DESCRIPTION_INVALID")


def check_language(params: Json) -> None:
    """Two letters, or empty for everyone else."""
    if not re.fullmatch(r"([a-z]{2})?", params["language_code"]):
        raise bad("LANGUAGE_CODE_INVALID")


def check_secret(params: Json) -> None:
    """1 to 256 characters of A-Z a-z 0-9 _ -."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", params["secret_token"]):
        raise bad("secret token contains unallowed characters")


def between(low: int, value: int, high: int, description: str) -> None:
    """Raises Refused outside the limits."""
    if not low <= value <= high:
        raise bad(description)


LIMITS: Mapping[str, Callable[[Json], None]] = {
    "text": check_text,
    "entities": check_entities,
    "reply_markup": check_keyboard,
    "photo": check_photo,
    "commands": check_commands,
    "language_code": check_language,
    "secret_token": check_secret,
    "caption": lambda params: between(0, units(params["caption"]), 1024, "message caption is too long"),
    "message_ids": lambda params: between(1, len(params["message_ids"]), 100, "too many messages"),
    "limit": lambda params: between(1, params["limit"], 100, "LIMIT_INVALID"),
    "max_connections": lambda params: between(1, params["max_connections"], 100, "MAX_CONNECTIONS_INVALID"),
    "description": lambda params: between(0, len(params["description"]), 512, "DESCRIPTION_INVALID"),
    "short_description": lambda params: between(0, len(params["short_description"]), 120, "ABOUT_INVALID"),
}


@cache
def specification() -> Json:
    """The official specification, or nothing where it is not at hand."""
    if not SPECIFICATION.exists():
        return {}
    loaded: Json = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return loaded


PLAIN: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
}


def mismatch(kind: str, value: object, where: str) -> str | None:
    """The reason why a value is not of a type of the specification, or None."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return f"{where} is not an array"
        return next(filter(None, (mismatch(kind[9:], item, f"{where}[]") for item in value)), None)
    if kind == "InputFile":
        return None if isinstance(value, bytes) else f"{where} is not an uploaded file"
    if kind in PLAIN:
        fits = isinstance(value, PLAIN[kind]) and (kind in ("Boolean", "True")) == isinstance(value, bool)
        return None if fits else f"{where} is not of type {kind}"
    described = specification()["types"][kind]
    if "subtypes" in described:
        problems = [mismatch(subtype, value, where) for subtype in described["subtypes"]]
        return None if None in problems else f"{where} is no {kind}: {problems}"
    if not isinstance(value, dict):
        return f"{where} is not an object"
    return problem_of(described.get("fields", []), value, where)


def problem_of(fields: list[Json], value: Json, where: str) -> str | None:
    """The reason why an object does not fit its list of fields, or None."""
    known = {field["name"]: field for field in fields}
    if unknown := value.keys() - known.keys():
        return f"{where} has an unknown field {min(unknown)}"
    for name, field in known.items():
        if name not in value:
            if field["required"]:
                return f"{where} lacks {name}"
            continue
        problems = [mismatch(kind, value[name], f"{where}.{name}") for kind in field["types"]]
        if None not in problems:
            return problems[0]
        always = re.search(r"always [\"“](\w+)[\"”]", field["description"])
        if always and value[name] != always[1]:
            return f"{where}.{name} is not {always[1]}"
    return None
