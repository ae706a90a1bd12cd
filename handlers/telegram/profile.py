"""What Telegram is told and asked at the start, as methods and their parameters. Pure."""

from collections.abc import Iterator, Sequence

import msgspec

from flows.record import record
from handlers.telegram import updates as wire
from handlers.telegram.decode import Me

Call = tuple[str, msgspec.Struct]
"""A method and its parameters."""

CONNECTIONS = 100


@record
class Profile:
    """How the bot presents itself in one language: (command, description) pairs and two descriptions."""

    commands: tuple[tuple[str, str], ...] = ()
    description: str = ""
    short_description: str = ""


class Nothing(msgspec.Struct):
    """No parameters: `getMe`, `deleteWebhook`."""


class SetWebhook(msgspec.Struct):
    """The parameters of `setWebhook`."""

    url: str
    secret_token: str
    allowed_updates: Sequence[str] = wire.ALLOWED_UPDATES
    max_connections: int = CONNECTIONS


class Command(msgspec.Struct):
    """One line of the menu of commands."""

    command: str
    description: str


class SetCommands(wire.Struct):
    """The parameters of `setMyCommands`; without a language they are everyone else's, as below."""

    commands: Sequence[Command]
    language_code: str = ""


class SetDescription(wire.Struct):
    """The parameters of `setMyDescription`. Sent when empty, too: that takes an earlier one away."""

    description: str
    language_code: str = ""


class SetShortDescription(wire.Struct):
    """The parameters of `setMyShortDescription`; the same."""

    short_description: str
    language_code: str = ""


class _MeReply(wire.Struct):
    """The answer to `getMe`."""

    result: wire.User


_me = msgspec.json.Decoder(_MeReply)


def presenting(language: str, profile: Profile) -> Iterator[Call]:
    """The calls that show a profile to those who have set this language; to everyone else, if empty."""
    commands = [Command(*each) for each in profile.commands]
    yield "setMyCommands", SetCommands(commands, language)
    yield "setMyDescription", SetDescription(profile.description, language)
    yield "setMyShortDescription", SetShortDescription(profile.short_description, language)


def introduced(reply: bytes) -> Me:
    """Who the bot is. Raises msgspec's error on an answer without an id."""
    me = _me.decode(reply).result
    return Me(me.id, me.username)
