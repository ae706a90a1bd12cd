"""The daily quota: how many files, and how many bytes, a chat may send in a day.

Counts are kept in memory, so a restart sets them to zero. Several servers tell each other what they count.
"""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from handlers.channel import SendError
from handlers.sharing import Sharing

DAY = 86_400.0
FILES, BYTES = "files of a day", "bytes of a day"
MOST = 100_000
"""The most chats that are counted; beyond, the chat that sent no file for the longest time is dropped."""


@dataclass(slots=True)
class _Sent:
    files: int = 0
    size: int = 0


class DailyQuota:
    """At most `files` files and `size` bytes from each chat in a day (UTC); `clock` gives the epoch time."""

    def __init__(
        self, files: int, size: int, clock: Callable[[], float], sharing: Sharing | None = None
    ) -> None:
        self._sharing = sharing or Sharing()
        self._sharing.refills(FILES, files / DAY)
        self._sharing.refills(BYTES, size / DAY)
        self._files = files
        self._size = size
        self._clock = clock
        self._day = 0.0
        self._sent: OrderedDict[str, _Sent] = OrderedDict()

    def file(self, chat: str) -> bool:
        """Count a file of this chat; False where the chat's quota is used up."""
        sent = self._of(chat)
        if sent.files >= self._files or sent.size >= self._size:
            return False
        sent.files += 1
        self._sharing.took(FILES, chat)
        return True

    async def counted(self, chat: str, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same chunks, counted. Raises SendError(`quota`) at the first chunk beyond the quota."""
        counted = 0
        try:
            async for chunk in chunks:
                sent = self._of(chat)
                if sent.size + len(chunk) > self._size:
                    raise SendError("quota", retryable=False)
                sent.size += len(chunk)
                counted += len(chunk)
                yield chunk
            self._sharing.took(BYTES, chat, counted)
        except BaseException:
            self._of(chat).size -= counted
            raise

    def _of(self, chat: str) -> _Sent:
        day = self._clock() // DAY
        if day != self._day:
            self._day = day
            self._sent.clear()
        sent = self._sent.pop(chat, None) or _Sent()
        self._sent[chat] = sent
        if self._sharing.on:
            sent.files += int(self._sharing.owed(FILES, chat))
            sent.size += int(self._sharing.owed(BYTES, chat))
        if len(self._sent) > MOST:
            self._sent.popitem(last=False)
        return sent
