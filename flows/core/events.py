"""Events: all that can happen in a chat, in the same form for every channel.

Time and random bytes come with the event: a flow has no clock and draws no random numbers.
"""

from typing import Literal

from flows.core.found import Found
from flows.record import record
from flows.said import Origin

MediaKind = Literal["photo", "video", "voice", "audio", "document"]


@record
class Text:
    """A typed or forwarded text, as received."""

    text: str


@record
class Tap:
    """A tapped button, by the id that was sent with the reply: `run:question:option`."""

    button: str


@record
class Media:
    """A file at the provider. The channel's `fetch` takes the `ref`; `size` is in bytes.

    `unique` is the same whenever the same file is sent; empty where the provider tells no such id.
    """

    kind: MediaKind
    ref: str
    name: str = ""
    size: int | None = None
    declared_type: str = ""
    caption: str = ""
    album: str = ""
    unique: str = ""


@record
class Place:
    """A shared position, in degrees."""

    latitude: float
    longitude: float
    name: str = ""


@record
class Contact:
    """A shared contact card; `phone` holds all its numbers, joined by commas.

    `others` are more cards of the same file; `file` is the file itself, where the provider holds one.
    """

    name: str
    phone: str
    others: "tuple[Contact, ...]" = ()
    file: Media | None = None


@record
class Start:
    """The person opened the chat, perhaps by a link with a payload (a receipt, an enrolment code)."""

    payload: str = ""


@record
class Edited:
    """A new version of the message named by `Event.message`; both versions are kept.

    `file` is the file of the new version, which may be another one than before.
    """

    text: str
    file: Media | None = None


@record
class Unsupported:
    """A message of a kind that is no evidence (sticker, poll, dice…)."""

    kind: str


@record
class Reachability:
    """The person blocked the bot (False) or ended the block (True); messages can be sent again."""

    reachable: bool


@record
class GroupMessage:
    """A message in a group; `invited`: the bot was just added to the group."""

    text: str = ""
    invited: bool = False


@record
class Fetched:
    """A piece of evidence was stored, with its `size` in bytes, or not fetched, for the reason `failure`."""

    evidence: str
    failure: str = ""
    size: int = 0


@record
class Codes:
    """The texts of the QR codes in a stored picture, each once."""

    evidence: str
    codes: tuple[str, ...]


@record
class Words:
    """The texts that a program read in stored pictures: (evidence, text) pairs, which may be wrong.

    `unread` is the evidence in which the program could not read.
    """

    read: tuple[tuple[str, str], ...]
    unread: tuple[str, ...] = ()


@record
class Due:
    """The conversation's timer has run out: time for a reminder, or for the draft's end."""


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
    | Codes
    | Words
    | Found
    | Due
)


@record
class Event:
    """An event in one chat.

    `id` is unique for ever and the same in every redelivery (`telegram:<update_id>`). `chat` is
    `<channel>:<id>`. `time` is the time of receipt, in seconds since the epoch. `sent` is the
    provider's own time of the message in the same unit, 0 where the provider tells none, as of a tap on
    Telegram. `message` is the provider's message id. `language` is a hint (BCP 47) or empty. `fresh` are
    24 random bytes, from which references, secrets and evidence ids are made.
    """

    id: str
    chat: str
    time: float
    body: Body
    message: str = ""
    language: str = ""
    origin: Origin | None = None
    fresh: bytes = b""
    sent: float = 0.0
