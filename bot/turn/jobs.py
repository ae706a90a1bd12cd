"""Jobs for the writer, and awaiting them; the outbox form of a file to fetch."""

import asyncio
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from flows.record import record
from storage.unit import Unit
from storage.writer import Job, Writer

T = TypeVar("T")


@record
class FetchOrder:
    """The outbox form of a file to fetch."""

    evidence: str
    ref: str


@record
class Piece(Generic[T]):
    """`work` may run more than once; `then` gets its result as soon as it is durable, come what may."""

    work: Callable[[Unit], T]
    chat: str = ""
    event_id: str = ""
    then: Callable[[T], None] | None = None


async def write(writer: Writer, piece: Piece[T]) -> T:
    """The result, once it is durable. Raises what the work raised, or StorageFailed."""
    done: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def settle(result: Any, error: BaseException | None) -> None:
        if error is None and piece.then:
            piece.then(result)
        if done.cancelled():
            return
        if error is None:
            done.set_result(result)
        else:
            done.set_exception(error)

    writer.submit(Job(piece.chat, piece.event_id, piece.work, settle))
    return await done
