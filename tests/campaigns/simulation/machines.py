"""The machines of a simulation: one that stands still takes no step until it goes on."""

import asyncio
from collections import Counter
from typing import Any

import detangle
from detangle._context import current_host


class Machines:
    """Holds back the steps of the hosts that stand still; made once in each night, inside its loop.

    The library has no such fault, so that its loop is given another way to queue a step. `stops` counts for
    each host how often it stood still.
    """

    def __init__(self) -> None:
        loop: Any = detangle.current_loop()  # Any: the way of a step into the queue is the library's own
        self._queue = loop._enqueue_lane
        loop._enqueue_lane = self._hold
        self._held: dict[str, list[tuple[Any, asyncio.Handle]]] = {}
        self.stops: Counter[str] = Counter()

    def stop(self, host: str) -> None:
        """Let this host stand still, as by SIGSTOP: time goes on without it."""
        self.stops[host] += 1
        self._held.setdefault(host, [])

    def go_on(self, host: str) -> None:
        """Let this host go on with all that came meanwhile."""
        for lane, step in self._held.pop(host, ()):
            self._queue(lane, step)

    def _hold(self, lane: Any, step: asyncio.Handle) -> None:
        if self._held:
            context: Any = step._context  # type: ignore[attr-defined]  # asyncio keeps it so
            held = self._held.get(context.get(current_host) or "")
            if held is not None:
                held.append((lane, step))
                return
        self._queue(lane, step)
