"""What the WhatsApp channel is given at the start, and what it asks of whoever keeps things."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

API, CONTENT, MESSAGING = (
    "https://api.twilio.com",
    "https://content.twilio.com",
    "https://messaging.twilio.com",
)

NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsAppSettings:
    """Times in seconds. `sender` is `whatsapp:+1…`; `api_url`, where set, stands for Twilio's three hosts.

    `templates` holds the ContentSid of an approved template by (purpose, language), with one variable
    `1`; `choose` the label that opens a list, by language; `redact` also empties the bodies at Twilio;
    `case_link` is the address that a receipt's code is put after (empty: no such link).

    What is kept elsewhere: `lookup_chat` finds the chat that any of these identities belongs to, strongest
    first; `link` makes all of them that chat's, to be written to at `address` from now on; `address` tells
    that one; `last_inbound` when the chat last wrote (0.0: never); `status` takes a provider's word on a
    message (sent, delivered, read, undeliverable with a reason); `content_sid` and `remember_content` keep
    contents by name (an empty sid forgets); `spend` says whether a chat may be sent so many more messages,
    and counts them if so; `high_water` and `raise_water` keep until when everything was reconciled.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    public_url: str
    lookup_chat: Callable[[Sequence[str]], Awaitable[str | None]]
    link: Callable[[str, Sequence[str], str], Awaitable[None]]
    address: Callable[[str], Awaitable[str | None]]
    last_inbound: Callable[[str], Awaitable[float]]
    status: Callable[[str, str, str], Awaitable[None]]
    content_sid: Callable[[str], Awaitable[str | None]]
    remember_content: Callable[[str, str], Awaitable[None]]
    spend: Callable[[str, int], Awaitable[bool]]
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

    @property
    def public(self) -> str:
        """The address that Twilio calls, without a slash at its end."""
        return self.public_url.rstrip("/")

    @property
    def hosts(self) -> tuple[str, str, str]:
        """Where messages, contents and typing indicators are asked for."""
        base = self.api_url.rstrip("/")
        return (base, base, base) if base else (API, CONTENT, MESSAGING)
