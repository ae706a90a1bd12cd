"""The rate limit of outgoing replies: whether a reply may go now, or when to ask again."""

import asyncio
import math
import time
from collections.abc import Callable, Mapping

from bot.delivery.sending_rates import PATIENCE, Queue, Waiter, urgency
from bot.observe import metrics
from flows.channels import SendingRate, channel_of
from handlers.channel import SendError
from storage.delivery.messages import OutboxRow

MESSAGES = frozenset({"reply", "mail"})
"""The kinds of row that a provider counts."""
SOON = 0.001
"""Seconds: the shortest wait."""


class RateLimit:
    """Asked by the sender before each reply; used inside one event loop.

    `off` is true while no channel limits anything: then the sender need not ask.
    """

    def __init__(
        self, rates: Mapping[str, SendingRate] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._queues = {channel: Queue(rate) for channel, rate in (rates or {}).items()}
        self._limited = any(rate != SendingRate() for rate in (rates or {}).values())
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._answers: dict[Waiter, asyncio.Future[float]] = {}
        self._clock = clock
        self._closed = False
        self.off = not self._limited

    async def turn(self, row: OutboxRow) -> float:
        """Return 0.0 once the row may go, else the seconds after which to ask again."""
        if row.kind not in MESSAGES:
            return 0.0
        if self._closed:
            return SOON
        channel = channel_of(row.chat)
        queue = self._queue(channel)
        self._call(channel)
        now = self._clock()
        wait = queue.ask(row, now)
        if not wait or wait > PATIENCE:
            return wait
        waiter = Waiter(row, now)
        queue.join(waiter)
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._answers[waiter] = answer
        self._call_later(channel, wait)
        try:
            return await answer
        finally:
            queue.leave(waiter)
            del self._answers[waiter]

    def hurry(self, row: OutboxRow) -> None:
        """A row joined its lane; the row at the lane's head is now at least as urgent."""
        channel = channel_of(row.chat)
        self._queue(channel).hurry(row)
        self._call(channel)

    def refused(self, row: OutboxRow, error: SendError) -> None:
        """A row was not sent. The chat waits for as long as the provider said."""
        if row.kind not in MESSAGES or error.after is None:
            return
        channel = channel_of(row.chat)
        metrics.limited.labels(channel).inc()
        self._queue(channel).meter.refused(row.chat, error.after, self._clock())
        self.off = False
        asyncio.get_running_loop().call_later(error.after + SOON, self._try_off)

    def went(self, row: OutboxRow) -> None:
        """A row was sent."""
        if row.kind in MESSAGES:
            self._queue(channel_of(row.chat)).meter.went()

    def along(self, row: OutboxRow) -> None:
        """One more message goes to the row's chat, and counts; beside a row that is no message, none does."""
        if row.kind == "reply":
            self._queue(channel_of(row.chat)).meter.take(row.chat, urgency(row), self._clock())

    def among(self, nodes: int) -> None:
        """Keep to this node's share of each channel's overall rate, of as many as send."""
        for queue in self._queues.values():
            queue.meter.among(nodes)

    def close(self) -> None:
        """Let no row go any more; rows that wait are answered at once and stay in the database."""
        self._closed = True
        self.off = False
        while self._timers:
            self._timers.popitem()[1].cancel()
        for queue in self._queues.values():
            for waiter in queue.everyone():
                self._answer(waiter, SOON)

    def _queue(self, channel: str) -> Queue:
        queue = self._queues.get(channel)
        if queue is None:
            queue = self._queues[channel] = Queue(SendingRate())
        return queue

    def _call(self, channel: str) -> None:
        called = self._queues[channel].call(self._clock())
        for waiter in called.go:
            self._answer(waiter, 0.0)
        for waiter in called.tired:
            self._answer(waiter, SOON)
        if called.again < math.inf:
            self._call_later(channel, called.again)

    def _call_later(self, channel: str, after: float) -> None:
        """Call the channel's queue in `after` seconds, unless an earlier call is planned."""
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

    def _answer(self, waiter: Waiter, wait: float) -> None:
        answer = self._answers[waiter]
        if not answer.done():
            answer.set_result(wait)

    def _try_off(self) -> None:
        now = self._clock()
        self.off = not (self._limited or self._closed) and all(
            queue.meter.quiet(now) for queue in self._queues.values()
        )
