"""The daily quota: how many files, and how many bytes, a chat may send in a day.

A single server counts in memory, so a restart sets its counts to zero. Several servers take from budgets in
the database, one for each chat and day, which a restart leaves as they are.
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
    """Counted here; `alone` of them while there was no other server."""

    files: int = 0
    size: int = 0
    alone_files: int = 0
    alone_size: int = 0


class DailyQuota:
    """At most `files` files and `size` bytes from each chat in a day (UTC); `clock` gives the epoch time."""

    def __init__(
        self, files: int, size: int, clock: Callable[[], float], sharing: Sharing | None = None
    ) -> None:
        self._sharing = sharing or Sharing()
        self._sharing.fills(FILES, files, 0.0)
        self._sharing.fills(BYTES, size, 0.0)
        self._files = files
        self._size = size
        self._clock = clock
        self._day = 0.0
        self._sent: OrderedDict[str, _Sent] = OrderedDict()

    async def file(self, chat: str) -> bool:
        """Count a file of this chat; False where the chat's quota is used up."""
        sent = self._of(chat)
        if sent.files >= self._files or sent.size >= self._size:
            return False
        if not await self._taken(sent, FILES, self._budget(chat)):
            return False
        sent.files += 1
        return True

    async def counted(self, chat: str, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same chunks, counted. Raises SendError(`quota`) at the first chunk beyond the quota."""
        counted: dict[str, int] = {}  # by the budget of its day, for a fetch may go on over midnight
        try:
            async for chunk in chunks:
                sent, size, budget = self._of(chat), len(chunk), self._budget(chat)
                if sent.size + size > self._size or not await self._taken(sent, BYTES, budget, size):
                    raise SendError("quota", retryable=False)
                sent.size += size
                counted[budget] = counted.get(budget, 0) + size
                yield chunk
        except BaseException:
            for budget, size in counted.items():
                self._give(chat, budget, size)
            raise

    def _give(self, chat: str, budget: str, size: int) -> None:
        """Return the bytes of a file that was not fetched whole, to the day on which they were counted."""
        sent = self._of(chat) if budget == self._budget(chat) else _Sent()  # the counts of a day end with it
        sent.size = max(0, sent.size - size)
        if self._sharing.on:
            self._sharing.give(BYTES, budget, size)
        else:
            sent.alone_size = max(0, sent.alone_size - size)

    async def _taken(self, sent: _Sent, kind: str, budget: str, amount: int = 1) -> bool:
        """Take from the chat's budget of all servers, where there are others."""
        if not self._sharing.on:
            if kind == FILES:
                sent.alone_files += amount
            else:
                sent.alone_size += amount
            return True
        if sent.alone_files or sent.alone_size:
            self._sharing.owe(FILES, budget, sent.alone_files)
            self._sharing.owe(BYTES, budget, sent.alone_size)
            sent.alone_files = sent.alone_size = 0
        return await self._sharing.taken(kind, budget, amount)

    def _budget(self, chat: str) -> str:
        return f"{self._clock() // DAY:.0f} {chat}"

    def _of(self, chat: str) -> _Sent:
        day = self._clock() // DAY
        if day != self._day:
            self._day = day
            self._sent.clear()
        sent = self._sent.pop(chat, None) or _Sent()
        self._sent[chat] = sent
        if len(self._sent) > MOST:
            self._sent.popitem(last=False)
        return sent
