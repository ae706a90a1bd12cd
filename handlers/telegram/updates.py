"""Telegram's payloads, cut down to the fields that are used; unknown fields are skipped, never an error."""

from collections.abc import Sequence

import msgspec
from msgspec import field

ALLOWED_UPDATES = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")


class Struct(msgspec.Struct, gc=False, omit_defaults=True):
    """What every payload below shares: no cycles, defaults left out when encoded."""


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
    """`MessageOrigin` of every type in one: which fields are set depends on `type`."""

    date: int = 0
    sender_user: User | None = None
    sender_user_name: str = ""
    sender_chat: Chat | None = None
    chat: Chat | None = None
    author_signature: str = ""


class File(Struct):
    """Any attached file; photos bring width and height, documents a name."""

    file_id: str
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
    """A stretch of text; `url` is set where the visible text hides a link."""

    url: str = ""


class Replied(Struct):
    """The message that a message answers: only its sender matters."""

    sender: User | None = field(default=None, name="from")


class Message(Struct):
    """A message of any kind."""

    message_id: int
    chat: Chat
    sender: User | None = field(default=None, name="from")
    text: str | None = None
    entities: list[Entity] | None = None
    caption: str = ""
    caption_entities: list[Entity] | None = None
    media_group_id: str = ""
    forward_origin: Origin | None = None
    reply_to_message: Replied | None = None
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
    new_chat_members: list[User] | None = None


class Tapped(Struct):
    """The message under a button, which may be too old to be shown."""

    message_id: int
    chat: Chat


class CallbackQuery(Struct):
    """A tap on a button."""

    id: str
    sender: User = field(name="from")
    message: Tapped | None = None
    data: str | None = None


class Member(Struct):
    """A chat member's standing: member, administrator, left, kicked…"""

    status: str


class MemberUpdate(Struct):
    """The bot's own standing in a chat has changed."""

    chat: Chat
    sender: User = field(name="from")
    old_chat_member: Member
    new_chat_member: Member


class Update(Struct):
    """One update; kinds that are not used leave every field but the id empty."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MemberUpdate | None = None


class Keys(Struct):
    """The same update once more, for the names of the fields its message carries."""

    message: dict[str, msgspec.Raw] = {}


class CodeEntity(msgspec.Struct):
    """A stretch to be shown as code; offset and length in UTF-16 units."""

    offset: int
    length: int
    type: str = "code"


class InlineButton(msgspec.Struct):
    """An inline keyboard button."""

    text: str
    callback_data: str


class Keyboard(msgspec.Struct):
    """An inline keyboard, row by row."""

    inline_keyboard: Sequence[Sequence[InlineButton]]


class LinkPreview(msgspec.Struct):
    """Links in a reply never unfold."""

    is_disabled: bool = True


class SendMessage(Struct):
    """The parameters of `sendMessage`. The preview has no default, so that it is always sent."""

    chat_id: int
    text: str
    link_preview_options: LinkPreview
    entities: list[CodeEntity] | None = None
    reply_markup: Keyboard | None = None


class AnswerTap(msgspec.Struct):
    """`answerCallbackQuery`, as a call in the webhook's own response or as a request's body."""

    callback_query_id: str
    method: str = "answerCallbackQuery"


class GetUpdates(msgspec.Struct):
    """The parameters of `getUpdates`; timeout in seconds."""

    offset: int
    timeout: int
    allowed_updates: Sequence[str] = ALLOWED_UPDATES


class Sent(Struct):
    """What is used of a sent message."""

    message_id: int


class SentReply(Struct):
    """The answer to `sendMessage`."""

    result: Sent


class FilePlace(Struct):
    """Where a file is to be fetched; no path where it cannot be."""

    file_path: str = ""
    file_size: int | None = None


class FileReply(Struct):
    """The answer to `getFile`."""

    result: FilePlace


class DeleteMessages(msgspec.Struct):
    """The parameters of `deleteMessages`."""

    chat_id: int
    message_ids: Sequence[int]


class Done(Struct):
    """The answer to a method that has nothing to tell but that it was done."""

    result: bool


class UpdatesReply(Struct):
    """The answer to `getUpdates`, each update still raw: one bad update must not spoil its batch."""

    result: list[msgspec.Raw]


class UpdateId(Struct):
    """Enough of an update to confirm it."""

    update_id: int


class Parameters(Struct):
    """Why a request failed, for machines."""

    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class Failure(Struct):
    """Telegram's error shape."""

    description: str = ""
    parameters: Parameters | None = None
