"""The settings of the WhatsApp channel, and the functions through which it asks the bot."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from typing import Protocol

from flows.languages import STAND_IN
from flows.record import record
from handlers.waits import Chance, Waits

HOSTS = ("https://api.twilio.com", "https://content.twilio.com", "https://messaging.twilio.com")
"""Twilio's hosts for messages, contents and typing indicators."""
PURPOSES = ("status", "alert", "digest")
"""Purposes of messages that may go after the 24 hours, each with an approved template."""


class WhatsAppAddress(Protocol):
    """How a chat is reached. Storage has a record of this form."""

    @property
    def address(self) -> str:
        """The number or id to write to; empty when the chat lost it to another chat."""

    @property
    def inbound(self) -> float:
        """When the person last wrote, in seconds."""

    @property
    def closed(self) -> float:
        """When Twilio said that the 24 hours are over, in seconds; 0 once the person writes again."""

    @property
    def stopped(self) -> float:
        """When the person asked for no more messages, in seconds; 0 once the person writes again."""


@record
class Sender:
    """The author of a message: all names that Twilio gives, ids before numbers; replies go to `address`."""

    names: tuple[str, ...]
    address: str


@record
class WhatsAppSettings:
    """Times in seconds. `sender` is our own `whatsapp:+1…`; `api_url`, if set, replaces Twilio's three hosts.

    `templates` holds the ContentSid of an approved template by (purpose, language), with one variable `1`:
    the case's reference, in a digest the day.
    `choose` holds the label that opens a list, by language. `redact` also deletes texts at Twilio.
    `remembered` is how long the bot recognises a repeated message: requests for older messages are refused.
    `case_link` is the address that a receipt's code is put after; empty: no link.

    The bot's part:
    `whose(sender)` returns the chat id and stores the sender's address as the chat's reply address;
    `address_of(chat)` returns how the chat is reached, None for an unknown chat;
    `status(message, state, reason)` records a delivery report (sent, delivered, read, undeliverable) and
    returns whether the message is known;
    `content_sid(name)` and `remember_content(name, sid)` keep contents; an empty sid forgets one;
    `announced(chat, row)` keeps the message of a row in whose place a template went out;
    `spend(chat)` counts one more message to a chat, or returns False if the day's limit is reached;
    while `reconciles()` is false another server looks for missed messages;
    `high_water()` and `raise_water(time)` keep the time up to which everything was reconciled;
    `now()` gives the seconds since the epoch, `chance(least, most)` a number between the two.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    public_url: str
    whose: Callable[[Sender], Awaitable[str]]
    address_of: Callable[[str], Awaitable[WhatsAppAddress | None]]
    status: Callable[[str, str, str], Awaitable[bool]]
    content_sid: Callable[[str], Awaitable[str | None]]
    remember_content: Callable[[str, str], Awaitable[None]]
    announced: Callable[[str, int], Awaitable[None]]
    spend: Callable[[str], Awaitable[bool]]
    high_water: Callable[[], Awaitable[float]]
    raise_water: Callable[[float], Awaitable[None]]
    now: Callable[[], float]
    chance: Chance
    api_url: str = ""
    templates: Mapping[tuple[str, str], str] = field(default_factory=dict)
    choose: Mapping[str, str] = field(default_factory=dict)
    case_link: str = ""
    max_bytes: int = 20_000_000
    remembered: float = 7 * 86400.0
    redact: bool = False
    timeout: float = 20.0
    backoff: float = 1.0
    every: float = 60.0
    reconciles: Callable[[], bool] = lambda: True

    def template(self, purpose: str, language: str) -> str:
        """The ContentSid for a purpose in a language, or in the language used instead; empty if none."""
        languages = (language, STAND_IN.get(language, language))
        found = (self.templates.get((purpose, each)) for each in languages)
        return next((sid for sid in found if sid), "")

    @property
    def waits(self) -> Waits:
        """The waits between two tries of an errand."""
        return Waits(self.backoff, self.chance)

    @property
    def public(self) -> str:
        """The address that Twilio calls, without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def hosts(self) -> tuple[str, str, str]:
        """The hosts for messages, contents and typing indicators."""
        return hosts(self.api_url)


def hosts(api_url: str) -> tuple[str, str, str]:
    """Twilio's three hosts, or three times the address that replaces them."""
    base = api_url.rstrip("/")
    return (base, base, base) if base else HOSTS
