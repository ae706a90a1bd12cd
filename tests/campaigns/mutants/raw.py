"""Requests as bytes on a socket: no client's good manners between a changed request and the server."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlsplit

PATIENCE = 30.0

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """`length` stands in for the body's own where it is set; `cut` sends no more than so much of the body,
    and hangs up."""

    method: bytes
    target: bytes
    headers: Headers
    body: bytes = b""
    length: int | None = None
    cut: int | None = None

    def with_header(self, name: bytes, value: bytes) -> Self:
        """This header, in place of any it has."""
        return self.without(name).and_header(name, value)

    def without(self, name: bytes) -> Self:
        """None of these headers."""
        return replace(self, headers=tuple(each for each in self.headers if each[0].lower() != name.lower()))

    def and_header(self, name: bytes, value: bytes) -> Self:
        """One header more, after the others."""
        return replace(self, headers=(*self.headers, (name, value)))

    def header(self, name: bytes) -> bytes:
        """The first header of this name, or nothing."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), b"")

    def written(self) -> bytes:
        """As it goes over the wire."""
        return b"\r\n".join((*self._head(), b"", self.body if self.cut is None else self.body[: self.cut]))

    def _head(self) -> Iterator[bytes]:
        yield b"%b %b HTTP/1.1" % (self.method, self.target)
        for name, value in self.headers:
            yield b"%b: %b" % (name, value)
        if not self.header(b"transfer-encoding"):
            yield b"Content-Length: %d" % (len(self.body) if self.length is None else self.length)
        yield b"Connection: close"


async def answered(url: str, request: Request) -> int:
    """The status that the server at this address gives; 0 where it hangs up without one."""
    where = urlsplit(url)
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        try:
            writer.write(request.written())
            with suppress(ConnectionError):
                await writer.drain()
                if request.cut is not None:
                    writer.write_eof()
            return await _status(reader)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


async def _status(reader: asyncio.StreamReader) -> int:
    try:
        line = await reader.readline()
        while await reader.read(65_536):
            pass
    except ConnectionError:
        return 0
    parts = line.split()
    return int(parts[1]) if len(parts) > 1 and parts[0].startswith(b"HTTP/") else 0
