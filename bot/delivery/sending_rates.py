"""How fast each channel may be written to, and which rows go first where they must wait.

A provider's limits are kept by not asking for more than the provider accepts. A provider's own answer (status
429, with a time to wait) takes precedence over the numbers here. `Meter` knows what a channel allows, `Queue`
which rows wait; both are pure and are given the time, in seconds of any clock. `RateLimit` in
`bot/delivery/rate_limit.py` is the part that the sender asks.
"""

import math
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from bot.settings.addresses import LOOPBACK
from bot.settings.environment import Settings
from bot.settings.pace import Pace
from flows.channels import CHANNELS, SendingRate
from flows.record import record
from storage.delivery.messages import BROADCAST, NOTICE, REPLY, OutboxRow

PATIENCE = 10.0
"""Seconds. A row that must wait longer waits in the database, because its lease would run out in memory."""
SPAN = 1.0
"""Seconds over which the messages of `SendingRate.overall` are counted."""
BURST = 5
"""Messages that a private chat may get at once, so that a reply of two messages needs no wait."""
SHARES = {REPLY: 1.0, NOTICE: 0.9, BROADCAST: 2 / 3}
"""The share of the overall rate for each priority, so that replies find room during a broadcast."""
AT_ONCE = {REPLY: 10, NOTICE: 3, BROADCAST: 1}
"""Burst size for each priority; the rest are spaced evenly, because bursts grow on the network."""
LETTERS = 1
"""Letters a second that mail servers of providers take at least."""
STREAK = 3
"""After refusals of so many chats, with no message sent in between, the whole channel waits."""
FEW = 4096
"""The number of moments that `_Times` keeps before old ones are removed."""


@record
class Allowance:
    """The rate of one chat: `burst` messages at once, then one `every` so many seconds (0.0: no limit)."""

    burst: int = 1
    every: float = 0.0


def sending_rates(channels: Iterable[str], given: Pace, elsewhere: Collection[str]) -> dict[str, SendingRate]:
    """The rate of each of these channels: the configured numbers, else what the provider accepts.

    `elsewhere` names channels whose messages go to another server than the provider's: only what is
    configured limits those.
    """
    return {name: _chosen(name, given, elsewhere) for name in channels}


def _chosen(channel: str, given: Pace, elsewhere: Collection[str]) -> SendingRate:
    usual = SendingRate() if channel in elsewhere else CHANNELS[channel].rate

    def number(name: str, otherwise: int) -> int:
        found: int | None = getattr(given, name, None)
        return otherwise if found is None else found

    return SendingRate(
        overall=number(channel, usual.overall),
        chat=number(f"{channel}_chat", usual.chat),
        group=number(f"{channel}_group", usual.group),
    )


def replaced_providers(settings: Settings) -> frozenset[str]:
    """The channels for which a setting names another server than the provider's."""
    telegram = settings.telegram_api_url != Settings.model_fields["telegram_api_url"].default
    addresses = {"telegram": telegram, "whatsapp": settings.twilio_api_url is not None}
    return frozenset(name for name, replaced in addresses.items() if replaced)


def mail_rate(given: Pace, host: str) -> SendingRate:
    """The rate of letters: the configured number, else one a second; a relay on this machine has no limit."""
    usual = 0 if host in LOOPBACK else LETTERS
    return SendingRate(overall=usual if given.mail is None else given.mail)


def by_second(count: int) -> Allowance:
    """At most `count` messages a second in the long run."""
    return Allowance(BURST, 1 / count) if count else Allowance()


def by_minute(count: int) -> Allowance:
    """At most `count` messages in any minute, a quarter of them at once."""
    burst = max(1, count // 4)
    return Allowance(burst, 60 / max(1, count - burst)) if count else Allowance()


class _Times:
    """A moment for each chat. Past moments are removed whenever the number of entries has doubled."""

    def __init__(self) -> None:
        self.of: dict[str, float] = {}
        self._room = FEW

    def keep(self, chat: str, until: float, now: float) -> None:
        self.of[chat] = until
        if len(self.of) > self._room:
            self.of = {chat: until for chat, until in self.of.items() if until > now}
            self._room = max(FEW, 2 * len(self.of))


class Meter:
    """The messages that one channel was lately sent, and the waits that its provider named."""

    def __init__(self, rate: SendingRate) -> None:
        self._overall = rate.overall
        self._chat, self._group = by_second(rate.chat), by_minute(rate.group)
        self._caps = dict.fromkeys(SHARES, 1)
        self.among(1)
        self._sent: deque[float] = deque()
        self._spaced = dict.fromkeys(SHARES, 0.0)
        self._spent = _Times()
        self._told = _Times()
        self._stopped = 0.0
        self._refused: set[str] = set()

    def among(self, nodes: int) -> None:
        """Count on an equal share of the overall rate for each of so many nodes."""
        self._caps = {each: max(1, int(self._overall * share / nodes)) for each, share in SHARES.items()}

    def shared(self, priority: int, now: float) -> float:
        """Seconds until the channel as a whole takes a message of this priority."""
        wait = self._stopped - now
        if self._overall:
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
        return count / self._caps[priority] if self._overall else 0.0

    def take(self, chat: str, priority: int, now: float) -> None:
        """Count a message to this chat."""
        if self._overall:
            self._sent.append(now)
            self._spaced[priority] = max(self._spaced[priority], now) + SPAN / self._caps[priority]
        if every := self._allowance(chat).every:
            self._spent.keep(chat, max(self._spent.of.get(chat, now), now) + every, now)

    def refused(self, chat: str, after: float, now: float) -> None:
        """Note a wait of `after` seconds that the provider named; after `STREAK` chats, the channel waits."""
        self._told.keep(chat, now + after, now)
        self._refused.add(chat)
        if len(self._refused) >= STREAK:
            self._stopped = max(self._stopped, now + after)

    def went(self) -> None:
        """Note that a message was accepted: earlier refusals concerned their own chats."""
        self._refused.clear()

    def quiet(self, now: float) -> bool:
        """True once every wait that the provider named is over."""
        return self._stopped <= now and all(until <= now for until in self._told.of.values())

    def _allowance(self, chat: str) -> Allowance:
        return self._group if ":-" in chat else self._chat


@dataclass(eq=False, slots=True)
class Waiter:
    """A row that has waited since the time `since`."""

    row: OutboxRow
    since: float


@record
class Called:
    """Rows that may go, rows that waited too long, and the seconds until the next call (inf: none waits)."""

    go: list[Waiter] = field(default_factory=list)
    tired: list[Waiter] = field(default_factory=list)
    again: float = math.inf


def urgency(row: OutboxRow) -> int:
    """The row's priority, as one of the three in `SHARES`; a more urgent one counts as a reply."""
    return max(REPLY, row.priority)


class Queue:
    """The rows that wait for one channel: replies, then notices, then broadcasts, in order of arrival."""

    def __init__(self, rate: SendingRate) -> None:
        self.meter = Meter(rate)
        self._waiting: dict[int, dict[str, Waiter]] = {priority: {} for priority in sorted(SHARES)}
        self._promised = dict.fromkeys(SHARES, 0.0)

    def ask(self, row: OutboxRow, now: float) -> float:
        """Return 0.0 where the row may go, and count the row; else the seconds that it will probably wait."""
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
        """Seconds that the rows in front need."""
        count = sum(len(each) for higher, each in self._waiting.items() if higher <= priority)
        return self.meter.ahead(count, priority)

    def join(self, waiter: Waiter) -> None:
        """Let a row wait. Only one row of a lane waits here."""
        self._waiting[urgency(waiter.row)][waiter.row.lane] = waiter

    def leave(self, waiter: Waiter) -> None:
        """Let a row wait no longer."""
        for waiting in self._waiting.values():
            if waiting.get(waiter.row.lane) is waiter:
                del waiting[waiter.row.lane]

    def hurry(self, row: OutboxRow) -> None:
        """Give the waiting row of this lane the urgency of the row behind it."""
        for priority, waiting in self._waiting.items():
            if priority > urgency(row) and row.lane in waiting:
                self._waiting[urgency(row)][row.lane] = waiting.pop(row.lane)

    def call(self, now: float) -> Called:
        """Take out the rows that may go and the rows that have waited too long."""
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
        """Take out every row."""
        every = [waiter for _, waiter in self._each()]
        for waiting in self._waiting.values():
            waiting.clear()
        return every

    def _each(self) -> Iterator[tuple[int, Waiter]]:
        for priority, waiting in self._waiting.items():
            for waiter in waiting.values():
                yield priority, waiter
