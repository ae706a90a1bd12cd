"""The settings of the Telegram channel; importing this module loads no client library."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import field

from flows.record import record
from handlers.waits import Chance, Waits


@record
class Profile:
    """The bot's presentation in one language: (command, description) pairs and two descriptions."""

    commands: tuple[tuple[str, str], ...] = ()
    description: str = ""
    short_description: str = ""


async def _forgotten(row: int, sent: Sequence[str]) -> None:
    """Keep nothing."""


async def _none(row: int) -> list[str]:
    return []


@record
class TelegramSettings:
    """The channel's settings; times in seconds.

    `webhook_url` is the full public address of the route, empty for polling. `profiles` are by two-letter
    language code, with an empty code for all other languages. `captions` stand under the picture of a
    receipt, by language; a language without one gets no picture. `case_link` is the address before a
    receipt's code, used until Telegram has told the bot's own name; empty: no link. `now` gives the seconds
    since the epoch, `chance` a number between two others. While `receives` is false another server polls.
    `note_parts` keeps the ids of the parts of a row that are out, `noted_parts` gives them to any server.
    """

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    max_bytes: int = 20_000_000
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)
    case_link: str = ""
    poll: int = 50
    timeout: float = 30.0
    backoff: float = 1.0
    now: Callable[[], float] = field(kw_only=True)
    chance: Chance = field(kw_only=True)
    receives: Callable[[], bool] = lambda: True
    note_parts: Callable[[int, Sequence[str]], Awaitable[None]] = _forgotten
    noted_parts: Callable[[int], Awaitable[list[str]]] = _none

    @property
    def waits(self) -> Waits:
        """The waits between two tries of a call."""
        return Waits(self.backoff, self.chance)
