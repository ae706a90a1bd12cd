"""Telegram's limits on what a bot sends, kept strictly: more is refused with 429 and when to come again."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.fakes.telegram.rules import Refused

SECOND, MINUTE = 0.95, 60.0
"""A second is a little short: two messages sent that far apart may arrive closer together."""


@dataclass
class Limits:
    """In any second so many to all chats; to each a few at once, then one a second; to a group by the minute.

    Whoever is refused is refused until the time they were told.
    """

    overall: int = 30
    burst: int = 6
    group: int = 20
    refused: int = 0
    sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _until: dict[int, float] = field(default_factory=dict)

    def take(self, chat: int, now: float) -> None:
        """A message to this chat. Raises Refused."""
        for scope in (0, chat):
            if (until := self._until.get(scope, now)) > now:
                self._refuse(scope, until - now, now)
        if self._count(0, now, SECOND) >= self.overall:
            self._refuse(0, 1, now)
        if chat < 0 and self._count(chat, now, MINUTE) >= self.group:
            self._refuse(chat, self.sent[chat][0] + MINUTE - now, now)
        if chat > 0 and self._count(chat, now, self.burst * SECOND) >= 2 * self.burst:
            self._refuse(chat, 1, now)
        self.sent[0].append(now)
        self.sent[chat].append(now)

    def _count(self, scope: int, now: float, span: float) -> int:
        sent = self.sent[scope]
        while sent and sent[0] <= now - span:
            sent.popleft()
        return len(sent)

    def _refuse(self, scope: int, seconds: float, now: float) -> None:
        self.refused += 1
        after = max(1, math.ceil(seconds))
        self._until[scope] = max(now + seconds, self._until.get(scope, 0.0))
        raise Refused(429, f"Too Many Requests: retry after {after}", retry_after=after)
