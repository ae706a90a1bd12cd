"""Jobs for the writer: submitting one and awaiting its result. The outbox form of a file to fetch."""

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
    """Work for the writer, which may run the work more than once.

    `then` is called with the result as soon as the result is durable, even if the caller stopped waiting.
    """

    work: Callable[[Unit], T]
    chat: str = ""
    event_id: str = ""
    then: Callable[[T], None] | None = None


def write(writer: Writer, piece: Piece[T]) -> asyncio.Future[T]:
    """Begin the work. The result comes once durable; awaiting raises the error of the work, or StorageFailed.

    Raises Stopped at once.
    """
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
    return done
