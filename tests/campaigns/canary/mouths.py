"""People's side of each channel, alike for all: say, send, tap, and see what comes.

A new channel is one class here, its line in `tests.campaigns.scene.CHANNELS`, and its settings there.
"""

import asyncio
import json
import re
import secrets
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.chat import Seen as TelegramSeen
from tests.fakes.telegram.rules import Json
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.person import Seen as WhatsAppSeen

PATIENCE = 60.0
TYPES = {
    "photo": "image/jpeg",
    "image": "image/png",
    "voice": "audio/ogg; codecs=opus",
    "document": "application/pdf",
}
NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.M)
WAYS = " · "


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it; a button is its id, `run:question:option`."""

    text: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """Something to send. `lost`: the provider will not give it out. `twice`: the page hears no answer."""

    kind: str
    data: bytes
    name: str = ""
    caption: str = ""
    lost: bool = False
    twice: bool = False


class Mouth(ABC):
    """One person in one channel. `can`: what this channel has of edits, losses, and uploads."""

    can: frozenset[str] = frozenset()

    @abstractmethod
    async def says(self, text: str) -> None:
        """A text."""

    @abstractmethod
    async def sends(self, file: File) -> None:
        """A file."""

    @abstractmethod
    async def taps(self, button: str) -> None:
        """A button that was shown."""

    @abstractmethod
    async def sees(self, within: float = PATIENCE) -> Shown:
        """The next message. Raises TimeoutError."""

    def names(self, kind: str) -> bool:
        """Whether a file of this kind has a name here."""
        return True

    def captions(self, kind: str) -> bool:
        """Whether words go with a file of this kind."""
        return False

    async def starts(self) -> None:
        """The first word."""
        await self.says("/start")

    async def forwards(self, text: str, sender: str) -> None:
        """Someone else's text, where the channel knows such a thing."""
        await self.says(text)

    async def edits(self, text: str) -> None:
        """Another version of what was said last."""
        await self.says(text)

    async def shares_contact(self, name: str, phone: str) -> File | None:
        """Share a contact card, or its text; the file where the channel sends one."""
        await self.says(f"{name} {phone}")
        return None

    async def leaves(self) -> None:  # noqa: B027  # most channels have nothing to close
        """The page is closed; a chat stays on the phone."""


class InTelegram(Mouth):
    """A private chat with the bot."""

    can = frozenset({"edit", "lose"})

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self._said: Json = {}

    def names(self, kind: str) -> bool:
        return kind in {"document", "image"}

    def captions(self, kind: str) -> bool:
        return kind != "voice"

    async def says(self, text: str) -> None:
        self._said = self.chat.says(text)

    async def forwards(self, text: str, sender: str) -> None:
        origin = {"type": "hidden_user", "sender_user_name": sender, "date": int(self.chat.server.now())}
        self.chat.forwards(text, origin)

    async def edits(self, text: str) -> None:
        self.chat.edits(self._said, text)

    async def shares_contact(self, name: str, phone: str) -> File | None:
        self.chat.shares_contact(name, phone)
        return None

    async def sends(self, file: File) -> None:
        if file.kind == "photo":
            update = self.chat.sends_photo(file.data, file.caption)
        elif file.kind == "voice":
            update = self.chat.sends_voice(file.data)
        else:
            update = self.chat.sends_document(file.data, file.name, file.caption)
        if file.lost:
            self._lose(update["message"])

    def _lose(self, message: Json) -> None:
        """Telegram no longer has it when the bot asks."""
        for size in message.get("photo") or [message.get("document") or message["voice"]]:
            self.chat.server.files.pop(size["file_id"])

    async def taps(self, button: str) -> None:
        self.chat.taps(button)

    async def sees(self, within: float = PATIENCE) -> Shown:
        return _in_telegram(await self.chat.sees(within))


def _in_telegram(seen: TelegramSeen) -> Shown:
    return Shown(seen.text, tuple(data for row in seen.rows for _, data in row))


class InWhatsApp(Mouth):
    """A chat in WhatsApp. `keys`: what is offered as numbered text, by its label."""

    def __init__(self, person: Person, keys: Mapping[str, str]) -> None:
        self.person = person
        self._keys = keys

    def names(self, kind: str) -> bool:
        return kind == "document"

    def captions(self, kind: str) -> bool:
        return kind in {"photo", "image"}

    async def starts(self) -> None:
        await self.says("salam")

    async def says(self, text: str) -> None:
        self.person.says(text)

    async def forwards(self, text: str, sender: str) -> None:
        self.person.forwards(text)

    async def shares_contact(self, name: str, phone: str) -> File | None:
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:{phone}\nEND:VCARD\n"
        self.person.shares_contact(card)
        return File("document", card.encode())

    async def sends(self, file: File) -> None:
        self.person.sends_media(file.data, TYPES[file.kind], file.name or file.caption)

    async def taps(self, button: str) -> None:
        """By its id; what is numbered is answered with its number, a way out with its word."""
        if button.startswith("#"):
            await self.says(button[1:].partition(":")[0])
        else:
            self.person.taps(button)

    async def sees(self, within: float = PATIENCE) -> Shown:
        seen = await self.person.sees(within)
        return Shown(seen.text, tuple(id for _, id, _ in seen.buttons) or tuple(self._numbered(seen)))

    def _numbered(self, seen: WhatsAppSeen) -> list[str]:
        """Answers in a text, as ids: `#what to type:question:option`."""
        ways = [(label, label) for label in seen.text.rpartition("\n")[2].split(WAYS)]
        offered = [(number, label) for number, label in NUMBERED.findall(seen.text)] + ways
        return [
            f"#{typed}:{key.replace('-', ':', 1)}"
            for typed, label in offered
            if (key := self._keys.get(label, "")).count("-")
        ]


@dataclass
class InWeb(Mouth):
    """A page of the web chat. One whose acknowledgements get lost says nothing of what it showed."""

    url: str
    language: str
    acknowledges: bool = True
    can = frozenset({"upload"})
    _coming: asyncio.Queue[Shown] = field(default_factory=asyncio.Queue)
    _stream: asyncio.Task[None] | None = None
    _row: str = "0"

    async def opens(self) -> Self:
        """The page and its stream of messages."""
        self._http = aiohttp.ClientSession(
            self.url, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": self.url}
        )
        async with self._http.get("/"):
            pass
        opened = asyncio.Event()
        self._stream = asyncio.create_task(self._listen(opened))
        await opened.wait()
        return self

    async def listens_again(self) -> None:
        """Open the stream again after the server was away."""
        if self._stream:
            self._stream.cancel()
        opened = asyncio.Event()
        self._stream = asyncio.create_task(self._listen(opened))
        await opened.wait()

    async def starts(self) -> None:
        await self._posts({"hello": True})

    async def says(self, text: str) -> None:
        await self._posts({"text": text})

    async def sends(self, file: File) -> None:
        kind = "voice" if file.kind == "voice" else "document"
        query = {"id": secrets.token_hex(8), "kind": kind}
        named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        for _ in range(1 + file.twice):
            await self._asked("/web/files", params=query, headers=named, data=file.data)

    async def sends_half(self, data: bytes) -> asyncio.Event:
        """Begin to send a file and stop in the middle, until the event that comes back is set."""
        begun, end = asyncio.Event(), asyncio.Event()

        async def halves() -> AsyncIterator[bytes]:
            yield data[: len(data) // 2]
            begun.set()
            await end.wait()
            yield data[len(data) // 2 :]

        query = {"id": secrets.token_hex(8), "kind": "document"}
        self._half = asyncio.create_task(self._asked("/web/files", params=query, data=halves()))
        await begun.wait()
        return end

    async def taps(self, button: str) -> None:
        await self._posts({"button": button})

    async def sees(self, within: float = PATIENCE) -> Shown:
        return await asyncio.wait_for(self._coming.get(), within)

    async def leaves(self) -> None:
        if self._stream:
            self._stream.cancel()
            await asyncio.gather(self._stream, return_exceptions=True)
        await self._http.close()

    async def _posts(self, said: dict[str, Any]) -> None:
        posted = {"id": secrets.token_hex(8), "language": self.language} | said
        await self._asked("/web/messages", json=posted)

    async def _asked(self, path: str, **body: Any) -> None:
        """As the page does: what is refused for haste, or met a closed line, is sent again."""
        while True:
            try:
                async with self._http.post(path, **body) as answer:
                    if answer.status == 200:
                        return
                    assert answer.status == 429, answer.status
                    await asyncio.sleep(float(answer.headers["Retry-After"]))
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
                if isinstance(error, aiohttp.ClientConnectorError):
                    raise

    async def _listen(self, opened: asyncio.Event) -> None:
        """Until the page is closed, or there is no server; a line that was cut is taken up again."""
        endless = aiohttp.ClientTimeout(total=None)
        with suppress(aiohttp.ClientConnectorError):
            while True:
                with suppress(aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError):
                    after = {"after": self._row}
                    async with self._http.get("/web/stream", params=after, timeout=endless) as stream:
                        opened.set()
                        async for line in stream.content:
                            if line.startswith(b'data: {"row"'):
                                await self._hear(json.loads(line[6:]))

    async def _hear(self, said: dict[str, Any]) -> None:
        self._row = said["row"]
        try:
            if self.acknowledges:
                await self._asked("/web/ack", json={"up_to": self._row})
        finally:  # it is on the page, even if the server is gone
            self._coming.put_nowait(Shown(said["text"], tuple(button["id"] for button in said["buttons"])))
