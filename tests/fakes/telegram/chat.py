"""A chat from the person's side: what they do there and what they see."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.telegram.rules import Json, units

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram


@dataclass(frozen=True)
class Seen:
    """A bot's message as shown: its text, its buttons (label, data) row by row, what is shown as code."""

    id: int
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def labels(self) -> list[str]:
        """Every button's label, in order."""
        return [label for row in self.rows for label, _ in row]


@dataclass(frozen=True)
class Picture:
    """A bot's picture as it came: whether it is blurred until tapped, whether it made a sound."""

    id: int
    content: bytes
    caption: str
    blurred: bool
    silent: bool


@dataclass(eq=False)
class Chat:
    """`messages` holds both sides, as long as nobody deletes them; `inside` is whether the bot may write.

    `pictures` are the bot's, which are not among what it `sees`.
    """

    server: "FakeTelegram"
    person: Json
    shown: Json
    inside: bool = True
    known: bool = False
    pictures: list[Picture] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    _unseen: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        """The chat's id, as the bot sees it."""
        chat_id: int = self.shown["id"]
        return chat_id

    @property
    def forbidden(self) -> str:
        """Why the bot may not write here."""
        private = self.shown["type"] == "private"
        return f"Forbidden: bot was {'blocked by the user' if private else 'kicked from the supergroup chat'}"

    # What the person does; each returns the update that the bot is told of

    def says(self, text: str, **extra: Any) -> Json:
        """A text, with the entities that Telegram finds in it."""
        return self.sends(text=text, **entities(text), **extra)

    def sends(self, **content: Any) -> Json:
        """A message of any kind, given as the fields of Telegram's `Message`."""
        self.known = True
        message = self._message(self.person, content)
        return self.server.update("message", message, f"{self.id}")

    def sends_photo(self, data: bytes, caption: str = "", album: str = "") -> Json:
        """A photo in two sizes, the larger one with these bytes."""
        small = {**self.server.keep(data[:100]), "width": 90, "height": 60}
        large = {**self.server.keep(data), "width": 1280, "height": 853}
        return self.sends(photo=[small, large], **around(caption, album))

    def sends_document(self, data: bytes, name: str = "a.pdf", caption: str = "", album: str = "") -> Json:
        """A file with its name."""
        document = {**self.server.keep(data), "file_name": name, "mime_type": "application/pdf"}
        return self.sends(document=document, **around(caption, album))

    def sends_video(self, data: bytes, caption: str = "", album: str = "") -> Json:
        """A video."""
        video = {**self.server.keep(data), "width": 640, "height": 360, "duration": 3}
        return self.sends(video={**video, "mime_type": "video/mp4"}, **around(caption, album))

    def sends_voice(self, data: bytes) -> Json:
        """A voice note."""
        return self.sends(voice={**self.server.keep(data), "duration": 3, "mime_type": "audio/ogg"})

    def shares_contact(self, name: str, phone: str) -> Json:
        """A contact card."""
        return self.sends(contact={"first_name": name, "phone_number": phone})

    def shares_place(self, latitude: float, longitude: float) -> Json:
        """A position."""
        return self.sends(location={"latitude": latitude, "longitude": longitude})

    def forwards(self, text: str = "", origin: Json | None = None, **content: Any) -> Json:
        """Someone else's message; without an origin it comes from a person who hides their account."""
        hidden = {"type": "hidden_user", "sender_user_name": "+212600000000", "date": int(self.server.now())}
        said = {"text": text, **entities(text)} if text else {}
        return self.sends(forward_origin=origin or hidden, **said, **content)

    def edits(self, update: Json, text: str) -> Json:
        """A new version of a message that `says` or `sends` gave."""
        message = {**update["message"], "edit_date": int(self.server.now())}
        message["caption" if "caption" in message else "text"] = text
        return self.server.update("edited_message", message, f"{self.id}")

    def taps(self, button: str, on: Seen | None = None) -> Json:
        """A button by its label or data, on the newest message that has it or on the given one."""
        for message in reversed(self.messages):
            if on is not None and message["message_id"] != on.id:
                continue
            for label, data in (pair for row in seen(message).rows for pair in row):
                if button in (label, data):
                    return self._tapped(message, data)
        raise AssertionError(f"no such button in chat {self.id}")

    def blocks(self) -> Json:
        """The person blocks the bot."""
        self.inside = False
        return self._standing("member", "kicked")

    def unblocks(self) -> Json:
        """The person lets the bot in again."""
        self.inside = self.known = True
        return self._standing("kicked", "member")

    def invites(self) -> Json:
        """The bot is added to this group: two updates, as on Telegram."""
        self.inside = self.known = True
        self._standing("left", "member")
        return self.sends(new_chat_members=[self.server.bot])

    # What the person sees

    async def sees(self, within: float = 60.0) -> Seen:
        """The next message from the bot that was not looked at yet. Raises TimeoutError."""
        await self.server.until(lambda: self._unseen, within)
        return seen(self._unseen.pop(0))

    async def sees_all(self, count: int, within: float = 60.0) -> list[Seen]:
        """The next `count` messages from the bot."""
        return [await self.sees(within) for _ in range(count)]

    @property
    def unseen(self) -> list[Seen]:
        """The bot's messages that no test has looked at yet."""
        return [seen(message) for message in self._unseen]

    def receives(self, content: Json) -> Json:
        """The bot writes."""
        message = self._message(self.server.bot, content)
        self._unseen.append(message)
        self.server.wake()
        return message

    def receives_picture(self, content: Json, params: Json) -> Json:
        """The bot sends a picture."""
        message = self._message(self.server.bot, content)
        how = bool(params.get("has_spoiler")), bool(params.get("disable_notification"))
        picture = Picture(message["message_id"], params["photo"], params.get("caption", ""), *how)
        self.pictures.append(picture)
        self.server.wake()
        return message

    def _message(self, sender: Json, content: Json) -> Json:
        now = int(self.server.now())
        number = self.server.number("message")
        message = {"message_id": number, "from": sender, "chat": self.shown, "date": now, **content}
        self.messages.append(message)
        return message

    def _tapped(self, message: Json, data: str) -> Json:
        query = f"tap-{self.server.number('tap')}"
        self.server.taps[query] = self.server.now()
        content = {"id": query, "from": self.person, "message": message, "chat_instance": "1", "data": data}
        return self.server.update("callback_query", content, f"{self.id}:taps")

    def _standing(self, old: str, new: str) -> Json:
        def member(status: str) -> Json:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"status": status, "user": self.server.bot, **until}

        change = {"old_chat_member": member(old), "new_chat_member": member(new)}
        content = {"chat": self.shown, "from": self.person, "date": int(self.server.now()), **change}
        return self.server.update("my_chat_member", content, f"{self.id}")


def seen(message: Json) -> Seen:
    """A message of the bot's as a person sees it."""
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    rows = tuple(
        tuple((button["text"], button.get("callback_data", "")) for button in row) for row in keyboard
    )
    wide = message.get("text", "").encode("utf-16-le")
    codes = tuple(
        wide[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in message.get("entities", [])
        if entity["type"] == "code"
    )
    return Seen(message["message_id"], message.get("text", ""), rows, codes)


def around(caption: str, album: str) -> Json:
    """The fields beside a file: caption and album."""
    return {**({"caption": caption} if caption else {}), **({"media_group_id": album} if album else {})}


def entities(text: str) -> Json:
    """The commands and links that Telegram marks."""
    kinds = ((r"^/\w+(@\w+)?", "bot_command"), (r"https?://\S+", "url"))
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for pattern, kind in kinds
        for match in re.finditer(pattern, text)
    ]
    return {"entities": found} if found else {}
