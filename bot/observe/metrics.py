"""Counters and gauges for Prometheus. No label ever holds a chat, a name or a text."""

from collections.abc import Iterable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge

from storage.delivery.backlog import Pile
from storage.delivery.messages import FAILED

WAITING = ("waiting", "failing")
STATES = (*WAITING, *FAILED)

registry = CollectorRegistry()

events = Counter("ballegh_events", "Events taken, by channel", ["channel"], registry=registry)
failed_turns = Counter("ballegh_failed_turns", "Events kept as dead letters", registry=registry)
unsealed = Counter("ballegh_unsealed", "Filings refused because nothing could be sealed", registry=registry)
refused = Counter("ballegh_refused", "Events not taken, by reason", ["reason"], registry=registry)
outcomes = Counter(
    "ballegh_outcomes", "What became of messages, by channel", ["channel", "state"], registry=registry
)
limited = Counter(
    "ballegh_limited", "Times that a channel said to come again later", ["channel"], registry=registry
)
whatsapp_messages = Counter(
    "ballegh_whatsapp_messages", "WhatsApp messages counted or kept back", ["spending"], registry=registry
)
taken, _ended = cache(events.labels), cache(outcomes.labels)
waiting_jobs = Gauge("ballegh_writer_jobs", "Jobs waiting for the writer", registry=registry)
channel_up = Gauge(
    "ballegh_channel_up",
    "Whether the provider takes our calls and brings messages",
    ["channel"],
    registry=registry,
)
busy_lanes = Gauge("ballegh_sender_lanes", "Lanes with something under way", registry=registry)
depth = Gauge(
    "ballegh_outbox_rows", "What is not delivered, by channel", ["channel", "state"], registry=registry
)
oldest = Gauge(
    "ballegh_outbox_oldest_seconds",
    "Age of the oldest row that waits or fails",
    ["channel"],
    registry=registry,
)


def ended(channel: str, state: str, count: int = 1) -> None:
    """Count messages that are now sent, delivered, read, undeliverable or unknown."""
    _ended(channel, state).inc(count)


def measure(piles: Iterable[Pile], channels: Iterable[str], now: float) -> None:
    """Set the gauges of these channels to what the outbox holds now (seconds since the epoch)."""
    found = {(pile.channel, pile.state): pile for pile in piles}
    for channel in channels:
        piles_there = {state: found.get((channel, state)) for state in STATES}
        for state, pile in piles_there.items():
            depth.labels(channel, state).set(pile.count if pile else 0)
        since = [pile.oldest for state in WAITING if (pile := piles_there[state])]
        oldest.labels(channel).set(now - min(since, default=now))
