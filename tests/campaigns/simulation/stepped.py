"""The product's writer, with steps of the loop in place of its threads."""

import asyncio
from collections.abc import Callable

import detangle

from storage.errors import Stopped
from storage.unit import Storage
from storage.writer import Job, Writer


class SteppedWriter(Writer):
    """The product's writer; a batch of all jobs that wait in a lane is one step."""

    def __init__(self, storage: Storage) -> None:
        super().__init__(storage, self._later)
        self._planned: set[int] = set()
        self._dead = False

    def start(self) -> None:
        """Begin no thread."""

    def submit(self, job: Job) -> None:
        """Queue a job; a batch of all that wait runs after a disk's time. Raises Stopped."""
        if self._dead:
            raise Stopped
        place = hash(job.chat) % len(self._lanes)
        self._lanes[place].queue.put(job)
        self._plan(place)

    def kill(self) -> None:
        """Run and deliver nothing more; what is committed stays so."""
        self._dead = True
        for lane in self._lanes:
            lane.close()

    def _plan(self, place: int) -> None:
        if place not in self._planned:
            self._planned.add(place)
            asyncio.get_running_loop().call_later(detangle.uniform(0.001, 0.05, 4), self._step, place)

    def _step(self, place: int) -> None:
        self._planned.discard(place)
        lane = self._lanes[place]
        if not self._dead and lane.queue.qsize():
            lane.batch()
            lane._last_batch = 0  # after a large batch the product waits a moment for more, in real time
            if lane.queue.qsize():
                self._plan(place)

    def _later(self, deliver: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(0.001, lambda: None if self._dead else deliver())
