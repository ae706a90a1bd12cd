"""What reaches a conversation, free of any channel's vocabulary.

Time and randomness arrive here and nowhere else: a flow has no clock and no dice.
"""

from typing import Literal

from flows.core.found import Found
from flows.record import record

MediaKind = Literal["photo", "video", "voice", "audio", "document"]


@record
class Origin:
    """Where a forwarded message came from, as the channel tells it; unverified."""

    name: str = ""
    time: float | None = None


@record
class Text:
    """A typed or forwarded text, as received."""

    text: str


@record
class Tap:
    """A button: its id as sent with the reply, `run:question:option`."""

    button: str


@record
class Media:
    """A file that the provider holds; `ref` is what the channel's `fetch` takes."""

    kind: MediaKind
    ref: str
    name: str = ""
    size: int | None = None
    declared_type: str = ""
    caption: str = ""
    album: str = ""


@record
class Place:
    """A shared position, in degrees."""

    latitude: float
    longitude: float
    name: str = ""


@record
class Contact:
    """A shared contact card."""

    name: str
    phone: str


@record
class Start:
    """The person opened the chat, perhaps by a link that carries a payload (a receipt, an enrolment code)."""

    payload: str = ""


@record
class Edited:
    """A new version of an earlier message (`Event.message` names it); both versions count."""

    text: str


@record
class Unsupported:
    """A message of a kind that cannot be taken as evidence (sticker, poll, dice…)."""

    kind: str


@record
class Reachability:
    """The person blocked the bot (False) or let it in again (True)."""

    reachable: bool


@record
class GroupMessage:
    """Something said in a group; `invited` when the bot was just added to it."""

    text: str = ""
    invited: bool = False


@record
class Fetched:
    """The outcome of fetching a piece of evidence; `failure` is empty when it is stored, `size` in bytes."""

    evidence: str
    failure: str = ""
    size: int = 0


@record
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
    | GroupMessage
    | Fetched
    | Found
    | Due
)


@record
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
