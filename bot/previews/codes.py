"""Reads the QR codes in pictures that arrive, beside everything else: nobody waits for it.

Two pictures are looked into at a time. While many wait already, or where a picture is large, the codes in it
are not read; the picture itself is kept all the same.
"""

import asyncio

import structlog

from bot.previews.preview import SHOWN, Previews
from storage.cases.files import media_type

log = structlog.get_logger()

LARGEST = 8 << 20
"""Bytes of a picture, which is held in memory until it is looked into."""

AT_ONCE, WAITING = 2, 16


class Passing:
    """The bytes of a picture as they pass, chunk by chunk; empty for another file, and for a large one."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._size = 0
        self._ended = False

    @property
    def data(self) -> bytes:
        """The bytes so far."""
        return bytes(self._data)

    def add(self, chunk: bytes) -> None:
        """Take the next bytes."""
        if self._ended:
            return
        self._size += len(chunk)
        self._ended = self._size > LARGEST or (not self._data and media_type(chunk) not in SHOWN)
        if self._ended:
            self._data.clear()
        else:
            self._data += chunk


class CodeReader:
    """Reads codes, a few pictures at a time."""

    def __init__(self, previews: Previews | None = None) -> None:
        self._previews = previews or Previews()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._stopped = False

    async def read(self, data: bytes) -> tuple[str, ...]:
        """The texts of the QR codes in a picture; none where too many wait or no process can start."""
        if self._waiting >= WAITING:
            return ()
        self._waiting += 1
        try:
            async with self._turns:
                return await asyncio.to_thread(self._previews.codes, data)
        except OSError as error:
            if not self._stopped:
                log.error("picture reader did not start", error=type(error).__name__)
            return ()
        finally:
            self._waiting -= 1

    async def stop(self) -> None:
        """Give up all pictures, and end the processes that read them."""
        self._stopped = True
        self._previews.close()
