"""What reaches a conversation, free of any channel's vocabulary.

Time and randomness arrive here and nowhere else: a flow has no clock and no dice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MediaKind = Literal["photo", "video", "voice", "audio", "document"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded message came from, as the channel tells it; unverified."""

    name: str = ""
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A typed or forwarded text, as received."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button: its id as sent with the reply, `run:question:option`."""

    button: str


@dataclass(frozen=True, slots=True)
class Media:
    """A file that the provider holds; `ref` is what the channel's `fetch` takes."""

    kind: MediaKind
    ref: str
    name: str = ""
    size: int | None = None
    declared_type: str = ""
    caption: str = ""
    album: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A shared position, in degrees."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact card."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Start:
    """The person opened the chat, perhaps by a link that carries a payload (a receipt, an enrolment code)."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A new version of an earlier message (`Event.message` names it); both versions count."""

    text: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A message of a kind that cannot be taken as evidence (sticker, poll, dice…)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Reachability:
    """The person blocked the bot (False) or let it in again (True)."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A notice could not be delivered; it is kept until the person writes."""


@dataclass(frozen=True, slots=True)
class GroupMessage:
    """Something said in a group; `invited` when the bot was just added to it."""

    text: str = ""
    invited: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of fetching a piece of evidence; `failure` is empty when it is stored, `size` in bytes."""

    evidence: str
    failure: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a `LookUp` effect, inside the same turn."""

    query: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """The conversation's own timer has come (reminder, expiry)."""


Body = (
    Text
    | Tap
    | Media
    | Place
    | Contact
    | Start
    | Edited
    | Unsupported
    | Reachability
    | Missed
    | GroupMessage
    | Fetched
    | Found
    | Due
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in one chat.

    `id` is unique for ever and equal in every redelivery (`telegram:<update_id>`); `chat` is
    `<channel>:<id>`; `time` is seconds since the epoch, UTC, at receipt; `message` is the
    provider's message id; `language` a hint (BCP 47) or empty; `fresh` 24 random bytes from
    which references, secrets and evidence ids are made.
    """

    id: str
    chat: str
    time: float
    body: Body
    message: str = ""
    language: str = ""
    origin: Origin | None = None
    fresh: bytes = b""
