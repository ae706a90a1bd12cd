"""The bytes of uploads that belong to no report yet: a budget for each network and for all together."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from handlers.webchat.refusals import TooMany
from handlers.webchat.session import Visitor
from handlers.webchat.settings import WebSettings

AGAIN = 60.0
"""Seconds after which a page may try again."""
NEW = 0.5
"""The share of the whole that sessions may use which have not said anything yet."""


@dataclass(slots=True)
class _Held:
    network: str
    size: int
    since: float


class Unfiled:
    """Counts what each session has uploaded since its last report; a draft's end frees it too."""

    def __init__(self, settings: WebSettings) -> None:
        self._limits = settings.limits
        self._clock: Callable[[], float] = settings.clock
        self._free = settings.free
        self._refused = settings.refused
        self._held: OrderedDict[str, _Held] = OrderedDict()

    @contextmanager
    def held(self, visitor: Visitor, size: int, *, reserve: bool) -> Iterator[Callable[[int], None]]:
        """Hold so many bytes during an upload; yields a function that takes the true size at its end.

        An upload that fails holds none. `reserve`: the session may use the whole. Raises TooMany.
        """
        self._expire()
        if not self._fits(visitor.network, size, reserve=reserve):
            self._refused("uploads")
            raise TooMany(AGAIN, crowded=True)
        self._add(visitor, size)
        left = size

        def settle(true: int) -> None:
            nonlocal left
            left = size - true

        try:
            yield settle
        finally:
            self._add(visitor, -left)

    def release(self, chat: str) -> None:
        """Forget what this session has uploaded: it was filed."""
        self._held.pop(chat, None)

    def _fits(self, network: str, size: int, *, reserve: bool) -> bool:
        free = self._free()
        if free < 0:
            return True  # the store itself says that the disk is full
        total = sum(held.size for held in self._held.values())
        whole = min(self._limits.unfiled, total + free)
        if reserve:
            return total + size <= whole
        own = sum(held.size for held in self._held.values() if held.network == network)
        if network and own + size > self._limits.network_unfiled:
            return False
        return total + size <= whole * NEW

    def _add(self, visitor: Visitor, size: int) -> None:
        held = self._held.pop(visitor.chat, None) or _Held(visitor.network, 0, 0.0)
        held.size, held.since = max(0, held.size + size), self._clock()
        if held.size:
            self._held[visitor.chat] = held

    def _expire(self) -> None:
        before = self._clock() - self._limits.unfiled_seconds
        while self._held and next(iter(self._held.values())).since < before:
            self._held.popitem(last=False)
