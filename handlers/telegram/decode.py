"""One raw update of Telegram's as neutral events. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from flows.core.events import (
    Body,
    Contact,
    Edited,
    Event,
    GroupMessage,
    Media,
    MediaKind,
    Place,
    Reachability,
    Start,
    Tap,
    Text,
    Unsupported,
)
from flows.record import record
from flows.said import Origin
from handlers.channel import BadRequest
from handlers.telegram import updates as wire

UNSUPPORTED = (
    *("sticker", "poll", "dice", "game", "story", "paid_media", "invoice", "checklist"),
    *("giveaway", "giveaway_winners", "rich_message"),
)
# Fields that hold no words of a person; the tests give the reason for each.
SILENT = frozenset(
    (
        *("message_id", "from", "chat", "date", "sender_chat", "pinned_message", "left_chat_member"),
        *("message_auto_delete_timer_changed", "successful_payment", "refunded_payment", "users_shared"),
        *("chat_shared", "connected_website", "write_access_allowed", "passport_data", "boost_added"),
        *("proximity_alert_triggered", "chat_background_set", "web_app_data", "new_chat_title"),
        *("new_chat_members", "new_chat_photo", "delete_chat_photo", "forum_topic_created"),
        *("forum_topic_edited", "forum_topic_closed", "forum_topic_reopened", "message_thread_id"),
        *("gift", "unique_gift", "sender_tag", "giveaway_created", "giveaway_completed"),
        *("video_chat_scheduled", "video_chat_started", "video_chat_ended", "gift_upgrade_sent"),
        *("video_chat_participants_invited", "is_topic_message", "migrate_from_chat_id"),
        *("migrate_to_chat_id", "reply_to_message", "poll_option_added", "poll_option_deleted"),
        *("checklist_tasks_done", "checklist_tasks_added", "managed_bot_created", "text"),
        *("group_chat_created", "supergroup_chat_created", "channel_chat_created", "chat_owner_changed"),
        *("chat_owner_left", "general_forum_topic_hidden", "general_forum_topic_unhidden", "edit_date"),
        *("direct_message_price_changed", "paid_message_price_changed", "direct_messages_topic"),
        *("suggested_post_approval_failed", "suggested_post_approved", "suggested_post_declined"),
        *("suggested_post_info", "suggested_post_paid", "suggested_post_refunded", "author_signature"),
        *("business_connection_id", "sender_business_bot", "sender_boost_count", "effect_id", "via_bot"),
        *("guest_bot_caller_chat", "guest_bot_caller_user", "guest_query_id", "has_media_spoiler"),
        *("has_protected_content", "is_automatic_forward", "is_from_offline", "is_paid_post"),
        *("paid_star_count", "reply_to_checklist_task_id", "reply_to_poll_option_id", "reply_to_story"),
        *("show_caption_above_media", "link_preview_options", "reply_markup", "quote", "external_reply"),
        *("forward_origin", "media_group_id"),
    )
)
LARGEST = 1 << 50
"""Bytes; a larger size is no size of a file."""
LAST_MOMENT = 253_402_300_799
PRESENT = frozenset(("member", "administrator", "creator", "restricted"))
COMMAND = re.compile(r"/(\w+)(?:@(\w+))?")

_keys = msgspec.json.Decoder(wire.Keys)


@record
class Me:
    """The bot's own id and name, by which groups address it. The name is empty until Telegram has told it."""

    id: int = 0
    username: str = ""


def parse(raw: bytes | msgspec.Raw) -> wire.Update:
    """One update of any kind. Raises BadRequest on bytes that are no update."""
    try:
        return wire.read_update(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise BadRequest from None


@record
class Decoding:
    """One update on its way to events, with the time and the bot that all its events share."""

    raw: bytes | msgspec.Raw
    update: wire.Update
    now: float
    me: Me

    def events(self) -> list[Event]:
        """The events of this update; none for kinds of update that a reporting line does not need."""
        update = self.update
        if update.message is not None:
            return self._message(update.message)
        if update.callback_query is not None:
            return self._tap(update.callback_query)
        if update.edited_message is not None:
            return self._edited(update.edited_message)
        if update.my_chat_member is not None:
            return self._member(update.my_chat_member)
        return self._group(update.channel_post) if update.channel_post is not None else []

    def _message(self, message: wire.Message) -> list[Event]:
        if message.sender is not None and message.sender.is_bot:
            return []
        if message.chat.type != "private":
            return self._group(message)
        body = content(message) or self._remainder()
        said = [] if body is None else [self._event(message, body)]
        return [*said, *self._quoted(message)]

    def _quoted(self, message: wire.Message) -> Iterator[Event]:
        """A message of another chat that this message answers: evidence, as if it were forwarded."""
        quoted = message.external_reply
        if quoted is None:
            return
        words = message.quote.text if message.quote else ""
        said = "\n".join((words, *unsaid(words, links(quoted)))).strip()
        first = material(quoted, said)
        bodies: list[Body] = [first] if first else []
        if said and not isinstance(first, Media):
            bodies.append(Text(said))
        whose = None if quoted.origin is None else origin(quoted.origin, message.sender)
        for number, body in enumerate(bodies or [Unsupported("quote")], 1):
            event = self._event(message, body)
            yield replace(event, id=f"{event.id}:{number}", origin=whose)

    def _remainder(self) -> Body | None:
        """The kind of a message whose content is not read, or None for a mere notice."""
        keys = _keys.decode(self.raw).message.keys()
        for kind in UNSUPPORTED:
            if kind in keys:
                return Unsupported(kind)
        return Unsupported("other") if keys - SILENT else None

    def _edited(self, message: wire.Message) -> list[Event]:
        text, file = text_with_links(message), attachment(message)
        if message.chat.type != "private" or message.sender is None or message.sender.is_bot:
            return []
        return [self._event(message, Edited(text, file))] if text or file else []

    def _tap(self, query: wire.CallbackQuery) -> list[Event]:
        if query.message is None or query.data is None:
            return []
        source = wire.Message(query.message.message_id, query.message.chat, query.sender)
        return [self._event(source, Tap(query.data))]

    def _member(self, change: wire.MemberUpdate) -> list[Event]:
        present = change.new_chat_member.status in PRESENT
        source = wire.Message(0, change.chat, change.sender)
        if change.chat.type == "private":
            return [self._event(source, Reachability(present))]
        if present and change.old_chat_member.status not in PRESENT:
            return [self._event(source, GroupMessage(invited=True))]
        return []

    def _group(self, message: wire.Message) -> list[Event]:
        if any(user.id == self.me.id for user in message.new_chat_members or ()):
            return [self._event(message, GroupMessage(invited=True))]
        text = message.text or message.caption
        if not self._addressed(message, text):
            return []
        return [self._event(message, GroupMessage(bare_command(text)))]

    def _addressed(self, message: wire.Message, text: str) -> bool:
        """Whether a group's message addresses the bot: a command, the bot's name, or a reply to the bot."""
        name = self.me.username.lower()
        if command := COMMAND.match(text):
            return not (command[2] and name) or command[2].lower() == name
        if name and f"@{name}" in text.lower():
            return True
        replied = message.reply_to_message
        return replied is not None and replied.sender is not None and replied.sender.id == self.me.id

    def _event(self, message: wire.Message, body: Body) -> Event:
        forwarded = message.forward_origin
        return Event(
            id=f"telegram:{self.update.update_id}",
            chat=f"telegram:{message.chat.id}",
            time=self.now,
            body=body,
            message=str(message.message_id) if message.message_id else "",
            language=message.sender.language_code if message.sender is not None else "",
            origin=None if forwarded is None else origin(forwarded, message.sender),
            # The message of a tap is the bot's own.
            sent=0.0 if isinstance(body, Tap) else moment(message.edit_date or message.date) or 0.0,
        )


def content(message: wire.Message) -> Body | None:
    """The content of a private message, or None where this module reads no such content."""
    if message.text is not None:
        return typed(message)
    return material(message, text_with_links(message), message.media_group_id)


def material(content: wire.Content, caption: str = "", album: str = "") -> Media | Contact | Place | None:
    """The file, card or position of a message, if any."""
    if (media := file_of(content, caption, album)) is not None:
        return media
    if (card := content.contact) is not None:
        return Contact(f"{card.first_name} {card.last_name}".strip(), card.phone_number)
    if content.venue is not None:
        spot = content.venue.location
        return Place(spot.latitude, spot.longitude, content.venue.title)
    if content.location is not None:
        return Place(content.location.latitude, content.location.longitude)
    return None


def typed(message: wire.Message) -> Start | Text:
    """A typed text. A forwarded command is evidence like any other text and never obeyed."""
    text = text_with_links(message)
    if message.forward_origin is None and text.startswith("/"):
        text = bare_command(text)
        word, _, rest = text.partition(" ")
        if word == "/start":
            return Start(rest.strip())
    return Text(text)


def text_with_links(message: wire.Message) -> str:
    """Text or caption, followed by the links behind words, buttons and preview, each on its own line."""
    text = message.text or message.caption
    entities = message.entities or message.caption_entities
    if not (entities or message.reply_markup or message.link_preview_options):
        return text
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    found = [entity.url for entity in entities or ()]
    found += [button.url for row in rows for button in row]
    hidden = unsaid(text, (*found, *links(message)))
    return "\n".join((text, *hidden)) if text or hidden else ""


def links(content: wire.Content) -> tuple[str, ...]:
    """The link of the preview, if any."""
    return (content.link_preview_options.url,) if content.link_preview_options else ()


def unsaid(text: str, urls: Iterable[str]) -> list[str]:
    """The links that the text does not show, each once."""
    shown = text.lower()
    return [url for url in dict.fromkeys(urls) if url and bare_link(url) not in shown]


def bare_link(url: str) -> str:
    """`https://x.ma/` as `x.ma`, which is how people type it."""
    return url.lower().partition("://")[2].rstrip("/") or url.lower()


def bare_command(text: str) -> str:
    """`/help@SomeBot now` as `/help now`; any other text unchanged."""
    return COMMAND.sub(r"/\1", text, count=1) if text.startswith("/") else text


def attachment(message: wire.Message) -> Media | None:
    """The message's file, if any."""
    return file_of(message, text_with_links(message), message.media_group_id)


def file_of(content: wire.Content, caption: str, album: str) -> Media | None:
    """The file of a content, if any. An animation's document is the same file, taken once."""
    for kind, file, declared in _files(content):
        if file is not None:
            return Media(
                kind=kind,
                ref=file.file_id,
                name=file.file_name,
                size=file.file_size if 0 <= (file.file_size or 0) <= LARGEST else None,
                declared_type=file.mime_type or declared,
                caption=caption,
                album=album,
                unique=file.file_unique_id,
            )
    return None


def _files(message: wire.Content) -> Iterator[tuple[MediaKind, wire.File | None, str]]:
    if message.photo:
        yield "photo", max(message.photo, key=lambda size: size.width * size.height), "image/jpeg"
    yield "document", message.animation or message.document, ""
    yield "voice", message.voice, "audio/ogg"
    yield "video", message.video or message.video_note or message.live_photo, "video/mp4"
    yield "audio", message.audio, ""


def origin(forwarded: wire.Origin, sender: wire.User | None = None) -> Origin:
    """The first author of a forwarded message, as Telegram shows it; hidden authors have only a name.

    The name is empty where people forward their own words: they are asked whether to give their name.
    """
    source = forwarded.sender_user or forwarded.sender_chat or forwarded.chat
    if sender is not None and _own(forwarded, sender):
        name = ""
    elif source is None:
        name = forwarded.sender_user_name
    else:
        title = source.title if isinstance(source, wire.Chat) else ""
        handle = f"@{source.username}" if source.username else ""
        words = (title, source.first_name, source.last_name, handle, forwarded.author_signature)
        name = " ".join(word for word in words if word)
    return Origin(name, moment(forwarded.date))


def moment(date: int) -> float | None:
    """A time of Telegram's in seconds since the epoch; None if there is none before the year 10000."""
    return float(date) if 0 < date <= LAST_MOMENT else None


def _own(forwarded: wire.Origin, sender: wire.User) -> bool:
    """Whether the author is the sender's own account, or a hidden account with the same name."""
    if forwarded.sender_user is not None:
        return forwarded.sender_user.id == sender.id
    called = f"{sender.first_name} {sender.last_name}".strip()
    return bool(called) and forwarded.sender_user_name == called
