"""What the WhatsApp channel is given at the start, and what it asks of whoever keeps things."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import field

from flows.record import record

API, CONTENT, MESSAGING = (
    "https://api.twilio.com",
    "https://content.twilio.com",
    "https://messaging.twilio.com",
)

PURPOSES = ("status", "alert", "digest")
"""What may be said outside the 24 hours, by an approved template: a case's news, an alert, the digest."""
STAND_IN = {"ary": "ar"}
"""Whose template serves where a language has none of its own; Darija has no code at WhatsApp."""


@record
class Reach:
    """How a chat is reached: an empty `address` is nobody's any more; `inbound` is when they last wrote.

    `closed`: Twilio said that the 24 hours are over; `stopped`: they want no more messages. Until they write.
    """

    address: str
    inbound: float
    closed: bool = False
    stopped: bool = False


@record
class WhatsAppSettings:
    """Times in seconds. `sender` is `whatsapp:+1…`; `api_url`, where set, stands for Twilio's three hosts.

    `templates` holds the ContentSid of an approved template by (purpose, language), with one variable
    `1`; `choose` the label that opens a list, by language; `redact` also empties the bodies at Twilio;
    `case_link` is the address that a receipt's code is put after (empty: no such link).

    What is kept elsewhere: `whose` tells the chat of whoever goes by these names, ids before numbers, to be
    written to at this address from now on; `reach` how that is (None: nothing is known of the chat);
    `status` takes a provider's word on a message (sent, delivered, read, undeliverable with a reason) and
    says whether the message is known; `content_sid` and `remember_content` keep contents by name (an empty
    sid forgets); `spend` says whether a chat may be sent one more message, and counts it if so;
    `high_water` and `raise_water` keep until when everything was reconciled.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    public_url: str
    whose: Callable[[Sequence[str], str], Awaitable[str]]
    reach: Callable[[str], Awaitable[Reach | None]]
    status: Callable[[str, str, str], Awaitable[bool]]
    content_sid: Callable[[str], Awaitable[str | None]]
    remember_content: Callable[[str, str], Awaitable[None]]
    spend: Callable[[str], Awaitable[bool]]
    high_water: Callable[[], Awaitable[float]]
    raise_water: Callable[[float], Awaitable[None]]
    api_url: str = ""
    templates: Mapping[tuple[str, str], str] = field(default_factory=dict)
    choose: Mapping[str, str] = field(default_factory=dict)
    case_link: str = ""
    max_bytes: int = 20_000_000
    redact: bool = False
    timeout: float = 20.0
    backoff: float = 1.0
    every: float = 60.0
    clock: Callable[[], float] = time.time

    def template(self, purpose: str, language: str) -> str:
        """The ContentSid for a purpose in a language, or in the one that stands in for it; or nothing."""
        languages = (language, STAND_IN.get(language, language))
        found = (self.templates.get((purpose, each)) for each in languages)
        return next((sid for sid in found if sid), "")

    @property
    def public(self) -> str:
        """The address that Twilio calls, without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def hosts(self) -> tuple[str, str, str]:
        """Where messages, contents and typing indicators are asked for."""
        return hosts(self.api_url)


def hosts(api_url: str) -> tuple[str, str, str]:
    """Twilio's three, or the one address that stands for them."""
    base = api_url.rstrip("/")
    return (base, base, base) if base else (API, CONTENT, MESSAGING)
