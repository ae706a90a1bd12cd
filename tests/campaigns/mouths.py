"""People's side of each channel, alike for all: say, send, tap, and see what comes.

A new channel is one class here and one line in `tests.campaigns.canary.CHANNELS`.
"""

import asyncio
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import aiohttp

from tests.fakes.telegram_chat import Chat
from tests.fakes.telegram_chat import Seen as TelegramSeen
from tests.fakes.telegram_rules import Json

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it; a button is its id, `run:question:option`."""

    text: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """Something to send; `lost` where the provider will not give it out, `twice` where its answer gets lost."""

    kind: str
    data: bytes
    name: str = ""
    caption: str = ""
    lost: bool = False
    twice: bool = False


class Mouth(Protocol):
    """One person in one channel. `can`: what this channel has beyond words, files and buttons."""

    can: frozenset[str]

    async def says(self, text: str) -> None:
        """A text."""

    async def sends(self, file: File) -> None:
        """A file."""

    async def taps(self, button: str) -> None:
        """A button that was shown."""

    async def sees(self, within: float = PATIENCE) -> Shown:
        """The next message. Raises TimeoutError."""

    async def leaves(self) -> None:
        """The page or the chat is closed; what was said stays said."""


class InTelegram:
    """A private chat with the bot."""

    can = frozenset({"forward", "contact", "place", "edit", "caption", "lose"})

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self._said: Json = {}

    async def says(self, text: str) -> None:
        self._said = self.chat.says(text)

    async def forwards(self, text: str, sender: str) -> None:
        """Someone else's text."""
        origin = {"type": "hidden_user", "sender_user_name": sender, "date": int(self.chat.server.now())}
        self.chat.forwards(text, origin)

    async def edits(self, text: str) -> None:
        """Another version of what was said last."""
        self.chat.edits(self._said, text)

    async def shares_contact(self, name: str, phone: str) -> None:
        """A contact card."""
        self.chat.shares_contact(name, phone)

    async def shares_place(self, latitude: float, longitude: float) -> None:
        """A position."""
        self.chat.shares_place(latitude, longitude)

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
        sizes = message.get("photo") or [message.get("document") or message["voice"]]
        for size in sizes:
            self.chat.server.files.pop(size["file_id"])

    async def taps(self, button: str) -> None:
        self.chat.taps(button)

    async def sees(self, within: float = PATIENCE) -> Shown:
        return _shown(await self.chat.sees(within))

    async def leaves(self) -> None:
        """Nothing: the chat stays on the phone."""


def _shown(seen: TelegramSeen) -> Shown:
    return Shown(seen.text, tuple(data for row in seen.rows for _, data in row))


@dataclass
class InWeb:
    """A page of the web chat. One whose acknowledgements get lost says nothing of what it showed."""

    url: str
    language: str
    acknowledges: bool = True
    can: frozenset[str] = frozenset({"upload"})
    _coming: asyncio.Queue[Shown] = field(default_factory=asyncio.Queue)
    _stream: asyncio.Task[None] | None = None

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

    async def says(self, text: str) -> None:
        await self._posts({"hello": True} if text == "/start" else {"text": text})

    async def sends(self, file: File) -> None:
        query = {"id": secrets.token_hex(8), "kind": "voice" if file.kind == "voice" else "document"}
        for _ in range(1 + file.twice):
            await self._asked("/web/files", params=query | {"name": file.name}, data=file.data)

    async def sends_half(self, data: bytes) -> "asyncio.Event":
        """Begin to send a file and stop in the middle, until the event that comes back is set."""
        begun, end = asyncio.Event(), asyncio.Event()

        async def halves() -> Any:
            yield data[: len(data) // 2]
            begun.set()
            await end.wait()
            yield data[len(data) // 2 :]

        query = {"id": secrets.token_hex(8), "kind": "document", "name": "half"}
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

    async def _posts(self, said: Mapping[str, object]) -> None:
        await self._asked(
            "/web/messages", json={"id": secrets.token_hex(8), "language": self.language} | said
        )

    async def _asked(self, path: str, **body: Any) -> None:
        """As the page does: what is refused for haste is sent again."""
        while True:
            async with self._http.post(path, **body) as answer:
                if answer.status == 200:
                    return
                assert answer.status == 429, answer.status
                await asyncio.sleep(float(answer.headers["Retry-After"]))

    async def _listen(self, opened: asyncio.Event) -> None:
        """Until the page is closed, or the server lets it go."""
        endless = aiohttp.ClientTimeout(total=None)
        with suppress(aiohttp.ClientError):
            async with self._http.get("/web/stream", params={"after": "0"}, timeout=endless) as stream:
                opened.set()
                async for line in stream.content:
                    if line.startswith(b'data: {"row"'):
                        await self._hear(json.loads(line[6:]))

    async def _hear(self, said: dict[str, Any]) -> None:
        if self.acknowledges:
            await self._asked("/web/ack", json={"up_to": said["row"]})
        self._coming.put_nowait(Shown(said["text"], tuple(button["id"] for button in said["buttons"])))
