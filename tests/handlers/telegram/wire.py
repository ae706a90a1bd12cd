"""A listener that answers with given bytes: for answers that the fake Bot API never gives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


def answer(status: int, body: bytes) -> bytes:
    """An HTTP answer after which the connection closes."""
    head = f"HTTP/1.1 {status} x\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


@asynccontextmanager
async def answering(whole: bytes) -> AsyncIterator[str]:
    """The address of a server that gives this answer to each request."""

    async def give(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(whole)
        writer.close()

    listening = await asyncio.start_server(give, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    listening.close()
    await listening.wait_closed()
