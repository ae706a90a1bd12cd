"""How many files, and how much of them, a chat may send in a day. In memory: a restart begins anew."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from handlers.channel import SendError

DAY = 86_400.0
MOST = 100_000
"""Chats that are remembered; beyond, the one that sent nothing for longest is forgotten."""


@dataclass(slots=True)
class _Sent:
    """What a chat sent since the day began."""

    files: int = 0
    size: int = 0


class Quotas:
    """`clock` gives seconds since the epoch; the day is UTC's."""

    def __init__(self, files: int, size: int, clock: Callable[[], float]) -> None:
        self._files = files
        self._size = size
        self._clock = clock
        self._day = 0.0
        self._sent: OrderedDict[str, _Sent] = OrderedDict()

    def file(self, chat: str) -> bool:
        """Count a file that a chat sends; False where that is more than the day takes."""
        sent = self._of(chat)
        if sent.files >= self._files or sent.size >= self._size:
            return False
        sent.files += 1
        return True

    async def counted(self, chat: str, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same chunks; raises SendError(`quota`) at the first that is more than the day takes."""
        counted = 0
        try:
            async for chunk in chunks:
                sent = self._of(chat)
                if sent.size + len(chunk) > self._size:
                    raise SendError("quota", retryable=False)
                sent.size += len(chunk)
                counted += len(chunk)
                yield chunk
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
        if len(self._sent) > MOST:
            self._sent.popitem(last=False)
        return sent
