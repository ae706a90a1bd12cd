"""The news for open pages of the desk: cases that changed, and officers who look at one.

The news are read from the database once a second, while anybody listens: so they tell of what any server,
channel or command has done, and not only of what passed through this process.
"""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import structlog

from bot.desk.entry import EntryWork
from bot.desk.units import Units
from flows.desk.roles import may
from flows.record import record
from handlers.desk.refusals import Refused, TooOften
from handlers.desk.settings import Caller, News, NewsQueue
from storage.unit import Unit
from storage.waiting.persons import PersonWait

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)
TICK, SLOW_TICK = 1.0, 5.0
MANY = 20
"""Changes since the tick before, from which on the next tick comes later."""
PER_OFFICER, OVERALL = 4, 400
"""Open pages of one officer, and of all together."""
WAITING = 500
"""News that may wait for a page; one that takes none of them is cut off, and asks for everything anew."""
AGING = 10.0
"""Seconds between two looks at which deadlines ended."""
CHECKED = 5
"""A session that has ended is noticed after so many ticks at most."""

VISIT = 60.0
"""Seconds between two records that the officer of an open page is there."""

_Duty = tuple[Mapping[str, tuple[bool, float]], list[PersonWait]]
"""The words of officers to be on duty, and the persons who wait for one."""


@dataclass
class _Listener:
    """An open page."""

    caller: Caller
    queue: NewsQueue = field(default_factory=lambda: asyncio.Queue(WAITING))

    def tell(self, news: News | None) -> None:
        """Put news into the queue; `None` ends the page's stream."""
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            news = None
        self.queue.put_nowait(news)


@record
class _Found:
    """The finds of a look at the database: the cases of new links, and who looks at which case.

    `back` are cases whose putting off is over, by officer; `old` those whose deadline ended.
    """

    links: dict[int, str]
    watching: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    back: Mapping[str, list[str]]
    old: Collection[str]
    duty: _Duty


class LiveWork:
    """Keeps `handlers.desk.settings.Live`."""

    def __init__(self, units: Units, entry: EntryWork) -> None:
        self._units = units
        self._looked = 0.0
        self._aged = 0.0
        self._entry = entry
        self._listeners: list[_Listener] = []
        self._task: asyncio.Task[None] | None = None
        self._watching: Mapping[str, tuple[str, ...]] = {}
        self._known: Collection[int] = ()
        self._visited: dict[str, float] = {}
        self._duty: _Duty | None = None
        self._fresh = 0
        self._ended = False

    def check_room(self, caller: Caller) -> None:
        """Raise Refused for an officer who may see no case, or has too many open pages."""
        if not may(caller.role, "see"):
            raise Refused(403, "role")
        if self._is_full(caller):
            raise TooOften(30.0)

    def _is_full(self, caller: Caller) -> bool:
        own = sum(each.caller.id == caller.id for each in self._listeners)
        return own >= PER_OFFICER or len(self._listeners) >= OVERALL

    @contextmanager
    def listen(self, caller: Caller) -> Iterator[NewsQueue]:
        """Yield the queue of an officer's news; `None` in it is the end."""
        listener = _Listener(caller)
        if self._ended or self._is_full(caller):  # many pages that opened at once all found room before
            listener.tell(None)
        self._listeners.append(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        try:
            yield listener.queue
        finally:
            self._listeners.remove(listener)
            if not self._listeners and self._task is not None:
                self._task.cancel()

    def end(self) -> None:
        """End every stream, and each later one at once."""
        self._ended = True
        for each in self._listeners:
            each.tell(None)

    async def _run(self) -> None:
        now = self._units.clock()
        begun, self._duty = await self._units.read(lambda unit: (unit.desk.news.newest(), _duty(unit, now)))
        self._looked = self._aged = self._units.clock()
        after, tick = begun, 0
        while True:
            # In a flood each page asks for its lists again at each tick: then there are fewer of them.
            await asyncio.sleep(TICK if self._fresh < MANY else SLOW_TICK)
            tick += 1
            with suppress(Exception):  # a database that is away for a moment is asked again
                after = await self._look(after)
                if tick % CHECKED == 0:
                    await self._check()

    async def _look(self, after: int) -> int:
        now, before, aged = self._units.clock(), self._looked, self._aged
        ages = now - aged >= AGING

        def read(unit: Unit) -> _Found:
            news = unit.desk.news
            return _Found(
                links=news.since(after),
                watching=unit.desk.marks.watching(now),
                names=unit.officers.names(),
                back=news.come_back(before, now),
                old=news.grown_old(aged, now) if ages else (),
                duty=_duty(unit, now),
            )

        found = await self._units.read(read)
        self._looked, self._aged = now, now if ages else aged
        self._tell_time(found)
        if self._duty != found.duty:
            self._tell(News("duty", {}))
        self._duty = found.duty
        fresh = [case for link, case in found.links.items() if case and link not in self._known]
        self._known, self._fresh = found.links.keys(), len(fresh)
        for reference in dict.fromkeys(fresh):
            self._tell(News("changed", {"reference": reference}))
        watched, self._watching = self._watching, found.watching
        for reference in watched.keys() | found.watching.keys():
            if watched.get(reference) != found.watching.get(reference):
                self._tell_watching(reference, found)
        return max(found.links, default=after)

    def _tell_time(self, found: _Found) -> None:
        """Tell of cases that changed by the clock alone."""
        for reference in found.old:
            self._tell(News("changed", {"reference": reference}))
        for each in self._listeners:
            for reference in found.back.get(each.caller.id, ()):
                each.tell(News("changed", {"reference": reference}))

    def _tell(self, news: News) -> None:
        for each in self._listeners:
            each.tell(news)

    def _tell_watching(self, reference: str, found: _Found) -> None:
        there = found.watching.get(reference, ())
        for each in self._listeners:
            names = [found.names.get(one, "") for one in there if one != each.caller.id]
            each.tell(News("watching", {"reference": reference, "names": names}))

    async def _check(self) -> None:
        """End the streams of sessions that have ended; the officers of the others are at the desk."""
        there = set()
        for each in [*self._listeners]:
            if await self._entry.caller(each.caller.secret) is None:
                each.tell(None)
            else:
                there.add(each.caller.id)

        now = self._units.clock()
        due = [one for one in sorted(there) if now - self._visited.get(one, 0.0) >= VISIT]

        def visit(unit: Unit) -> None:
            for officer in due:
                unit.desk.access.visited(officer, now)

        if due:
            await self._units.write(visit)
            self._visited |= dict.fromkeys(due, now)


def _duty(unit: Unit, now: float) -> _Duty:
    return unit.waiting.duty.said(now), unit.waiting.persons.waiting()
