"""The hot path's payloads, cut down to the fields that are used: updates, `sendMessage` and its answer.

Unknown fields are skipped, never an error; an optional field that is not as documented is left out.
python-telegram-bot's objects cost a hundred times as much to decode; the tests compare every field here with
theirs.
"""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import field

ALLOWED_UPDATES = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")


class Struct(msgspec.Struct, gc=False, omit_defaults=True):
    """Settings of every payload below: no cycles, defaults left out when encoded."""


class User(Struct):
    """A person or a bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""


class Chat(Struct):
    """A private chat, a group, a supergroup or a channel."""

    id: int
    type: str = ""
    title: str = ""
    username: str = ""
    first_name: str = ""
    last_name: str = ""


class Origin(Struct):
    """`MessageOrigin` of every type in one; each type sets some of these fields."""

    date: int = 0
    sender_user: User | None = None
    sender_user_name: str = ""
    sender_chat: Chat | None = None
    chat: Chat | None = None
    author_signature: str = ""


class File(Struct):
    """Any attached file; photos have width and height, documents a name."""

    file_id: str
    file_unique_id: str = ""
    file_size: int | None = None
    file_name: str = ""
    mime_type: str = ""
    width: int = 0
    height: int = 0


class Location(Struct):
    """Degrees."""

    latitude: float
    longitude: float


class Venue(Struct):
    """A named place."""

    location: Location
    title: str = ""


class ContactCard(Struct):
    """A shared contact."""

    phone_number: str
    first_name: str = ""
    last_name: str = ""


class Entity(Struct):
    """A marked part of a text; `url` is set where the visible text hides a link."""

    url: str = ""


class Replied(Struct):
    """The message that a message answers: only its sender is used."""

    sender: User | None = field(default=None, name="from")


class Quote(Struct):
    """The part of another message that the sender quoted."""

    text: str = ""


class UrlButton(Struct):
    """A button of somebody else's bot under a forwarded message; `url` is set where the button is a link."""

    url: str = ""


class Buttons(Struct):
    """The buttons under a forwarded message, row by row."""

    inline_keyboard: list[list[UrlButton]] = []


class Preview(Struct):
    """The link whose preview is shown; the text need not contain it."""

    url: str = ""


class Content(Struct, kw_only=True):
    """The files, positions and cards of a message, or of a message that it quotes from another chat."""

    photo: list[File] | None = None
    live_photo: File | None = None
    video: File | None = None
    video_note: File | None = None
    voice: File | None = None
    audio: File | None = None
    animation: File | None = None
    document: File | None = None
    contact: ContactCard | None = None
    location: Location | None = None
    venue: Venue | None = None
    link_preview_options: Preview | None = None


class ExternalReply(Content, kw_only=True):
    """A message of another chat that a message answers. Telegram tells nothing of its text but the quote."""

    origin: Origin | None = None


class Message(Content):
    """A message of any kind. Times in seconds since the epoch."""

    message_id: int
    chat: Chat
    sender: User | None = field(default=None, name="from")
    date: int = 0
    edit_date: int = 0
    text: str | None = None
    entities: list[Entity] | None = None
    caption: str = ""
    caption_entities: list[Entity] | None = None
    media_group_id: str = ""
    forward_origin: Origin | None = None
    reply_to_message: Replied | None = None
    external_reply: ExternalReply | None = None
    quote: Quote | None = None
    reply_markup: Buttons | None = None
    new_chat_members: list[User] | None = None


class Tapped(Struct):
    """The message under a button; a very old one has no more than these fields."""

    message_id: int
    chat: Chat


class CallbackQuery(Struct):
    """A tap on a button."""

    id: str
    sender: User = field(name="from")
    message: Tapped | None = None
    data: str | None = None


class Member(Struct):
    """A membership: `status` is member, administrator, left, kicked…"""

    status: str


class MemberUpdate(Struct):
    """A change of the bot's own membership in a chat."""

    chat: Chat
    sender: User = field(name="from")
    old_chat_member: Member
    new_chat_member: Member


class Update(Struct):
    """One update; an update of an unused kind has only its id."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MemberUpdate | None = None


class Keys(Struct):
    """The same update, read for the names of its message's fields."""

    message: dict[str, msgspec.Raw] = {}


MENDED = 32
"""The most fields of one update that are left out because they are not as documented."""

_PLACE = re.compile(r" - at `\$\.([^`\[]+)")
_update = msgspec.json.Decoder(Update).decode


def read_update(raw: bytes | msgspec.Raw) -> Update:
    """One update of any kind, without its optional fields that are not as documented.

    Raises msgspec.MsgspecError where a field is missing that no message can do without.
    """
    try:
        return _update(raw)
    except msgspec.ValidationError as error:
        wrong = error
    found = msgspec.json.decode(raw)
    for _ in range(MENDED):
        if not _left_out(found, wrong):
            break
        try:
            return msgspec.convert(found, Update)
        except msgspec.ValidationError as error:
            wrong = error
    raise wrong


def _left_out(found: Any, wrong: msgspec.ValidationError) -> bool:  # Any: decoded JSON
    """Remove the field at fault, or the list that holds it; False where that is the message or its text."""
    place = _PLACE.search(str(wrong))
    *above, name = place[1].split(".") if place else [""]
    for each in above:
        found = found[each]
    if not above or name == "text" or name not in found:
        return False
    del found[name]
    return True


class CodeEntity(msgspec.Struct):
    """A part of a text to be shown as code; offset and length in UTF-16 units."""

    offset: int
    length: int
    type: str = "code"


class InlineButton(msgspec.Struct):
    """An inline keyboard button: it sends its data back, or leads to an address."""

    text: str
    callback_data: str | msgspec.UnsetType = msgspec.UNSET
    url: str | msgspec.UnsetType = msgspec.UNSET


class Keyboard(msgspec.Struct):
    """An inline keyboard, row by row."""

    inline_keyboard: Sequence[Sequence[InlineButton]]


class LinkPreview(msgspec.Struct):
    """Switches off the preview of links in a reply."""

    is_disabled: bool = True


class SendMessage(Struct):
    """The parameters of `sendMessage`. The preview has no default, so it is always sent."""

    chat_id: int
    text: str
    link_preview_options: LinkPreview
    entities: list[CodeEntity] | None = None
    reply_markup: Keyboard | None = None


class AnswerTap(msgspec.Struct):
    """`answerCallbackQuery`, as a call inside the webhook's own response."""

    callback_query_id: str
    method: str = "answerCallbackQuery"


class Sent(Struct):
    """A sent message: only its id is used."""

    message_id: int


class SentReply(Struct):
    """The answer to `sendMessage`."""

    result: Sent


class UpdateId(Struct):
    """Enough of an update to confirm it."""

    update_id: int
