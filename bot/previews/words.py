"""Reads the words in pictures, one picture after the other, beside everything else: nobody waits for it.

The chats take turns, a picture each, and a chat with many pictures gives way to one with few. What a chat's
pictures say is told once: when none of them waits any more and it has been quiet for a moment, so that ten
screenshots give one question; with it is told which were not read. Nothing of it outlives this process, or
has to: the pictures are kept, and what was read in them counts only once the reporter says so.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path

import structlog

from bot.observe import metrics
from bot.previews.preview import Previews
from flows.core.events import Words
from flows.record import record

log = structlog.get_logger()

READER = Path(__file__).with_name("reader.py")
SECONDS = 20.0
"""Seconds until the program that reads a picture is killed."""
LANGUAGES = ("eng", "fra", "ara")
WAITING = 12
"""Pictures that wait, each in memory; beyond, the words in a picture are not read."""
QUIET = 2.0
"""Seconds after the last picture of a chat until what was read is told."""
STOPPING = 2.0
"""Seconds for what is told just then to end, before the server goes on to stop."""
TRIES = 20
"""So many times it is looked whether the chat is free to be asked, a quiet moment apart."""

Tell = Callable[[str, Words], Awaitable[bool]]
"""Tells a chat what was read; false where the chat waits for the answer to a burst: then it is told later."""


@record
class Waiting:
    """A picture of a chat that waits to be read."""

    chat: str
    evidence: str
    data: bytes


def languages() -> list[str]:
    """Return the languages in which Tesseract, where it is installed, reads pictures."""
    return [one for one in LANGUAGES if any((each / f"{one}.traineddata").exists() for each in _folders())]


def _folders() -> list[Path]:
    found = Path("/usr/share/tesseract-ocr").glob("*/tessdata")
    return [*found, Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata")]


class WordReader:
    """Reads words, one picture at a time, and tells each chat once."""

    def __init__(self, tell: Tell, previews: Previews | None = None, quiet: float = QUIET) -> None:
        self._tell = tell
        self._quiet = quiet
        self._previews = previews or Previews(READER, SECONDS)
        self._waiting: dict[str, deque[Waiting]] = {}  # the chat whose turn is next stands first
        self._reading = ""
        self._read: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._unread: dict[str, list[str]] = defaultdict(list)
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, picture: Waiting) -> None:
        """Read a picture when its chat's turn comes; where too many wait, the chat with most has one less."""
        own = self._waiting.setdefault(picture.chat, deque())
        own.append(picture)
        if sum(map(len, self._waiting.values())) > WAITING:
            most = max(self._waiting.values(), key=len)
            dropped = (most if len(most) > len(own) else own).pop()
            self._missed(dropped, "full")
            if not own:
                del self._waiting[picture.chat]
                self._start(self._told(picture.chat))
        if not self._reading and self._waiting:
            self._reading = next(iter(self._waiting))
            self._start(self._work())

    async def stop(self) -> None:
        """Give up all pictures, and end the processes that read them."""
        self._previews.close()
        if left := sum(map(len, self._waiting.values())):
            log.warning("pictures not read", reason="stop", count=left)
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=STOPPING)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _missed(self, picture: Waiting, reason: str) -> None:
        """Count a picture that is not read, and keep it to be told."""
        metrics.unread_pictures.labels(reason).inc()
        log.warning("picture not read", reason=reason)
        self._unread[picture.chat].append(picture.evidence)

    async def _work(self) -> None:
        """Read all pictures that wait, a picture of each chat in turn."""
        while self._waiting:
            chat = self._reading = next(iter(self._waiting))
            own = self._waiting.pop(chat)
            picture = own.popleft()
            if own:
                self._waiting[chat] = own
            await self._look(picture)
            self._reading = ""
            if chat not in self._waiting:
                self._start(self._told(chat))

    async def _look(self, picture: Waiting) -> None:
        try:
            found = await asyncio.to_thread(self._previews.words, picture.data)
        except OSError as error:  # no memory, or no process, for the program
            log.error("picture reader did not start", error=type(error).__name__)
            self._missed(picture, "not-started")
            return
        if found.failed:
            self._missed(picture, found.failed)
        elif found.text:
            self._read[picture.chat].append((picture.evidence, found.text))

    async def _told(self, chat: str) -> None:
        """Tell a chat after a quiet moment, unless another picture of the chat came meanwhile."""
        await asyncio.sleep(self._quiet)
        if chat in self._waiting or chat == self._reading:
            return
        words = Words(tuple(self._read.pop(chat, ())), tuple(self._unread.pop(chat, ())))
        if not (words.read or words.unread):
            return
        for _ in range(TRIES):
            if await self._tell(chat, words):
                return
            await asyncio.sleep(self._quiet)
        log.warning("pictures not told", reason="busy", count=len(words.read))
