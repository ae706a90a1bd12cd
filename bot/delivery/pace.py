"""How fast each channel may be written to, and who goes first where it may be no faster.

A provider's limits are kept by not asking for more than it tolerates; what it says itself (429, and after
how long to come again) goes before whatever was reckoned here. `Meter` knows what a channel allows, `Queue`
who waits for it; the time is given to both (any clock's seconds). `bot/gate` is where the sender asks.
"""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.settings.config import Pace
from bot.settings.environment import Settings
from flows.record import record
from storage.delivery.messages import BROADCAST, NOTICE, REPLY, OutboxRow

PATIENCE = 10.0
"""Whoever has to wait longer than this (seconds) waits in the database, where leases run on."""
SPAN = 1.0
"""`Rates.overall` counts the messages of so many seconds."""
BURST = 5
"""Messages that a private chat may get at once: a reply of two does not wait a second."""
SHARES = {REPLY: 1.0, NOTICE: 0.9, BROADCAST: 2 / 3}
"""Of the overall rate: a reply to someone who writes finds room even in the midst of a broadcast."""
AT_ONCE = {REPLY: 10, NOTICE: 3, BROADCAST: 1}
"""So many go out together, the others evenly spaced: what leaves in a heap may arrive in a greater one."""
STREAK = 3
"""Refusals of so many chats, with nothing sent in between, are meant for the whole channel."""
FEW = 4096
USUAL = Pace(telegram=30, telegram_chat=1, telegram_group=20, whatsapp=80)
"""What the providers tolerate."""


@record
class Allowance:
    """Of one chat: so many messages at once, then one `every` so many seconds (0.0: no limit)."""

    burst: int = 1
    every: float = 0.0


@record
class Rates:
    """What a channel takes: messages a second to all chats together (0: no limit), and to each."""

    overall: int = 0
    chat: Allowance = Allowance()
    group: Allowance = Allowance()

    @property
    def none(self) -> bool:
        """Whether nothing is limited."""
        return not (self.overall or self.chat.every or self.group.every)


def rates(settings: Settings, given: Pace) -> dict[str, Rates]:
    """Of the channels that are on. What is not given is what the provider tolerates, and holds only there."""
    found: dict[str, Rates] = {}
    if settings.telegram:
        theirs = settings.telegram_api_url == Settings.model_fields["telegram_api_url"].default
        asked = [_chosen(given, name, theirs) for name in ("telegram", "telegram_chat", "telegram_group")]
        found["telegram"] = Rates(asked[0], by_second(asked[1]), by_minute(asked[2]))
    if settings.whatsapp:
        found["whatsapp"] = Rates(_chosen(given, "whatsapp", settings.twilio_api_url is None))
    return found


def _chosen(given: Pace, name: str, theirs: bool) -> int:
    """`theirs`: messages go to the provider itself."""
    rate: int | None = getattr(given, name)
    if rate is None and theirs:
        rate = getattr(USUAL, name)
    return rate or 0


def by_second(count: int) -> Allowance:
    """No more than `count` in a second in the long run."""
    return Allowance(BURST, 1 / count) if count else Allowance()


def by_minute(count: int) -> Allowance:
    """No more than `count` in any minute, a quarter of them at once."""
    burst = max(1, count // 4)
    return Allowance(burst, 60 / max(1, count - burst)) if count else Allowance()


class _Times:
    """Moments by chat. Those that are past go, whenever twice as many are kept as the last time."""

    def __init__(self) -> None:
        self.of: dict[str, float] = {}
        self._room = FEW

    def keep(self, chat: str, until: float, now: float) -> None:
        self.of[chat] = until
        if len(self.of) > self._room:
            self.of = {chat: until for chat, until in self.of.items() if until > now}
            self._room = max(FEW, 2 * len(self.of))


class Meter:
    """What one channel has been sent lately, and what it said of that."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._caps = {each: max(1, int(rates.overall * share)) for each, share in SHARES.items()}
        self._sent: deque[float] = deque()
        self._spaced = dict.fromkeys(SHARES, 0.0)
        self._spent = _Times()
        self._told = _Times()
        self._stopped = 0.0
        self._refused: set[str] = set()

    def shared(self, priority: int, now: float) -> float:
        """Seconds until the channel as a whole takes a message of this priority."""
        wait = self._stopped - now
        if self._rates.overall:
            sent, cap = self._sent, self._caps[priority]
            while sent and sent[0] <= now - SPAN:
                sent.popleft()
            if len(sent) >= cap:
                wait = max(wait, sent[-cap] + SPAN - now)
            wait = max(wait, self._spaced[priority] - (AT_ONCE[priority] - 1) * SPAN / cap - now)
        return max(wait, 0.0)

    def own(self, chat: str, now: float) -> float:
        """Seconds until this chat may get another message."""
        wait = self._told.of.get(chat, now) - now
        allowed = self._allowance(chat)
        if allowed.every:
            spent = self._spent.of.get(chat, now) - (allowed.burst - 1) * allowed.every
            wait = max(wait, spent - now)
        return max(wait, 0.0)

    def ahead(self, count: int, priority: int) -> float:
        """Seconds that so many messages of this priority take."""
        return count / self._caps[priority] if self._rates.overall else 0.0

    def take(self, chat: str, priority: int, now: float) -> None:
        """A message goes to this chat."""
        if self._rates.overall:
            self._sent.append(now)
            self._spaced[priority] = max(self._spaced[priority], now) + SPAN / self._caps[priority]
        if every := self._allowance(chat).every:
            self._spent.keep(chat, max(self._spent.of.get(chat, now), now) + every, now)

    def refused(self, chat: str, after: float, now: float) -> None:
        """The provider said to come again `after` so many seconds; of the chat, unless it says so to all."""
        self._told.keep(chat, now + after, now)
        self._refused.add(chat)
        if len(self._refused) >= STREAK:
            self._stopped = max(self._stopped, now + after)

    def went(self) -> None:
        """A message was taken: refusals so far were meant for their chats."""
        self._refused.clear()

    def quiet(self, now: float) -> bool:
        """Whether nothing that the provider said holds any more."""
        return self._stopped <= now and all(until <= now for until in self._told.of.values())

    def _allowance(self, chat: str) -> Allowance:
        return self._rates.group if ":-" in chat else self._rates.chat


@dataclass(eq=False, slots=True)
class Waiter:
    """A row that waits since then."""

    row: OutboxRow
    since: float


@record
class Called:
    """Who may go, who has waited long enough, and in how many seconds to look again (inf: nobody waits)."""

    go: list[Waiter] = field(default_factory=list)
    tired: list[Waiter] = field(default_factory=list)
    again: float = math.inf


def urgency(row: OutboxRow) -> int:
    """Its priority, as one of the three that have a share; whatever comes before replies is as urgent."""
    return max(REPLY, row.priority)


class Queue:
    """Who waits for one channel: replies before notices before broadcasts, each in the order they came."""

    def __init__(self, rates: Rates) -> None:
        self.meter = Meter(rates)
        self._waiting: dict[int, dict[str, Waiter]] = {priority: {} for priority in sorted(SHARES)}
        self._promised = dict.fromkeys(SHARES, 0.0)

    def ask(self, row: OutboxRow, now: float) -> float:
        """0.0: the row may go, and counts. Otherwise how long it will wait, as far as can be known."""
        priority = urgency(row)
        own, shared = self.meter.own(row.chat, now), self.meter.shared(priority, now)
        if not (own or shared):
            self.meter.take(row.chat, priority, now)
            return 0.0
        if shared:
            shared = max(shared, self._promised[priority] - now, self._ahead(priority))
        if shared > PATIENCE:
            self._promised[priority] = now + shared + self.meter.ahead(1, priority)
        return max(own, shared)

    def _ahead(self, priority: int) -> float:
        """How long those take who go first."""
        count = sum(len(each) for higher, each in self._waiting.items() if higher <= priority)
        return self.meter.ahead(count, priority)

    def join(self, waiter: Waiter) -> None:
        """A row waits; a lane has one that does."""
        self._waiting[urgency(waiter.row)][waiter.row.lane] = waiter

    def leave(self, waiter: Waiter) -> None:
        """It waits no longer."""
        for waiting in self._waiting.values():
            if waiting.get(waiter.row.lane) is waiter:
                del waiting[waiter.row.lane]

    def hurry(self, row: OutboxRow) -> None:
        """Something more urgent stands behind a lane's row: that goes as if it were as urgent."""
        for priority, waiting in self._waiting.items():
            if priority > urgency(row) and row.lane in waiting:
                self._waiting[urgency(row)][row.lane] = waiting.pop(row.lane)

    def call(self, now: float) -> Called:
        """Let go whoever may, and whoever has waited for longer than is good; they wait no longer."""
        go, tired, again = [], [], math.inf
        for priority, waiter in list(self._each()):
            wait = max(self.meter.shared(priority, now), self.meter.own(waiter.row.chat, now))
            left = waiter.since + PATIENCE - now
            if wait and left > 0:
                again = min(again, wait, left)
                continue
            self.leave(waiter)
            if wait:
                tired.append(waiter)
            else:
                self.meter.take(waiter.row.chat, priority, now)
                go.append(waiter)
        return Called(go, tired, again)

    def everyone(self) -> list[Waiter]:
        """All of them; they wait no longer."""
        every = [waiter for _, waiter in self._each()]
        for waiting in self._waiting.values():
            waiting.clear()
        return every

    def _each(self) -> Iterator[tuple[int, Waiter]]:
        for priority, waiting in self._waiting.items():
            for waiter in waiting.values():
                yield priority, waiter
