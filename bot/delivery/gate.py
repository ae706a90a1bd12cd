"""Where the sender asks before it carries a reply out: whether it may go now, or when to come again."""

import asyncio
import math
import time
from collections.abc import Callable, Mapping

from bot.delivery.pace import PATIENCE, Queue, Rates, Waiter, urgency
from bot.observe import metrics
from handlers.channel import SendError
from storage.delivery.messages import OutboxRow

SOON = 0.001


class Gate:
    """Where the sender asks before it carries out a reply; inside one event loop.

    `open`: nothing is limited, and nobody need ask.
    """

    def __init__(
        self, rates: Mapping[str, Rates] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._queues = {channel: Queue(each) for channel, each in (rates or {}).items()}
        self._limited = any(not each.none for each in (rates or {}).values())
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._told: dict[Waiter, asyncio.Future[float]] = {}
        self._clock = clock
        self._closed = False
        self.open = not self._limited

    async def turn(self, row: OutboxRow) -> float:
        """Returns 0.0 when the row may go; otherwise after how many seconds it is to come again."""
        if row.kind != "reply":
            return 0.0
        if self._closed:
            return SOON
        channel = _channel(row)
        queue = self._queue(channel)
        self._call(channel)
        now = self._clock()
        wait = queue.ask(row, now)
        if not wait or wait > PATIENCE:
            return wait
        waiter = Waiter(row, now)
        queue.join(waiter)
        told: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._told[waiter] = told
        self._look_again(channel, wait)
        try:
            return await told
        finally:
            queue.leave(waiter)
            del self._told[waiter]

    def hurry(self, row: OutboxRow) -> None:
        """This row came in behind another one of its lane, which is now as urgent."""
        channel = _channel(row)
        self._queue(channel).hurry(row)
        self._call(channel)

    def refused(self, row: OutboxRow, error: SendError) -> None:
        """A row was not carried out; where the provider said when to come again, others wait with it."""
        if row.kind != "reply" or error.after is None:
            return
        channel = _channel(row)
        metrics.limited.labels(channel).inc()
        self._queue(channel).meter.refused(row.chat, error.after, self._clock())
        self.open = False
        asyncio.get_running_loop().call_later(error.after + SOON, self._reopen)

    def went(self, row: OutboxRow) -> None:
        """A row was carried out."""
        if row.kind == "reply":
            self._queue(_channel(row)).meter.went()

    def along(self, row: OutboxRow) -> None:
        """Something else went to the row's chat with it, and counts."""
        self._queue(_channel(row)).meter.take(row.chat, urgency(row), self._clock())

    def close(self) -> None:
        """Nobody goes any more; who waits is to come again, in another process's time."""
        self._closed = True
        self.open = False
        while self._timers:
            self._timers.popitem()[1].cancel()
        for queue in self._queues.values():
            for waiter in queue.everyone():
                self._tell(waiter, SOON)

    def _queue(self, channel: str) -> Queue:
        queue = self._queues.get(channel)
        if queue is None:
            queue = self._queues[channel] = Queue(Rates())
        return queue

    def _call(self, channel: str) -> None:
        called = self._queues[channel].call(self._clock())
        for waiter in called.go:
            self._tell(waiter, 0.0)
        for waiter in called.tired:
            self._tell(waiter, SOON)
        if called.again < math.inf:
            self._look_again(channel, called.again)

    def _look_again(self, channel: str, after: float) -> None:
        """Call again then, or before."""
        loop = asyncio.get_running_loop()
        moment = loop.time() + max(after, SOON)
        timer = self._timers.get(channel)
        if timer is not None:
            if timer.when() <= moment:
                return
            timer.cancel()
        self._timers[channel] = loop.call_at(moment, self._wake, channel)

    def _wake(self, channel: str) -> None:
        del self._timers[channel]
        self._call(channel)

    def _tell(self, waiter: Waiter, wait: float) -> None:
        told = self._told[waiter]
        if not told.done():
            told.set_result(wait)

    def _reopen(self) -> None:
        now = self._clock()
        self.open = not (self._limited or self._closed) and all(
            queue.meter.quiet(now) for queue in self._queues.values()
        )


def _channel(row: OutboxRow) -> str:
    return row.chat.partition(":")[0]
