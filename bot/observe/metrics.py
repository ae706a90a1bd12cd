"""Counters and gauges for Prometheus. No label ever holds a chat, a name or a text."""

import os
from collections.abc import Iterable
from functools import cache
from typing import Literal, TypedDict

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from storage.delivery.backlog import Pile
from storage.delivery.messages import FAILED

METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several workers keep their counts; the library reads it too."""
WAITING = ("waiting", "failing")
STATES = (*WAITING, *FAILED)

registry = CollectorRegistry()


class Place(TypedDict):
    """The place of a gauge, and the rule by which several workers' gauges make one."""

    registry: CollectorRegistry
    multiprocess_mode: Literal["livemostrecent", "livesum"]


PLACE = Place(registry=registry, multiprocess_mode="livemostrecent")
"""Of several workers' gauges the one that was set last counts."""
SUM = Place(registry=registry, multiprocess_mode="livesum")

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
waiting_jobs = Gauge("ballegh_writer_jobs", "Jobs waiting for the writer", **SUM)
channel_up = Gauge(
    "ballegh_channel_up",
    "Whether the provider takes our calls and brings messages",
    ["channel"],
    **PLACE,
)
busy_lanes = Gauge("ballegh_sender_lanes", "Lanes with something under way", **SUM)
depth = Gauge("ballegh_outbox_rows", "What is not delivered, by channel", ["channel", "state"], **PLACE)
oldest = Gauge(
    "ballegh_outbox_oldest_seconds",
    "Age of the oldest row that waits or fails",
    ["channel"],
    **PLACE,
)


commit_seconds = Histogram(
    "ballegh_commit_seconds",
    "Time of the writer's transactions, from their begin to the end of the commit",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=registry,
)
commit_failures = Counter("ballegh_commit_failures", "Transactions that did not commit", registry=registry)
last_write = Gauge(
    "ballegh_last_write_timestamp_seconds",
    "Time of the last trial write that was committed",
    **PLACE,
)
fetch_failures = Counter(
    "ballegh_fetch_failures",
    "Files of evidence that could not be fetched, by reason",
    ["channel", "reason"],
    registry=registry,
)
unread_pictures = Counter(
    "ballegh_unread_pictures", "Pictures whose words were not read, by reason", ["reason"], registry=registry
)
works = Gauge("ballegh_works", "Whether each part works that reports cannot do without", ["part"], **PLACE)
cases = Gauge("ballegh_cases", "Cases filed before today (UTC) and not erased", ["channel"], **PLACE)
officers = Gauge("ballegh_officers", "Officers, enrolled or invited", ["state"], **PLACE)
sealed = Gauge("ballegh_sealed", "Whether cases are sealed to keys none of which lies here", **PLACE)
dead_letters = Gauge("ballegh_dead_letters", "Events that failed and wait for a decision", **PLACE)
last_digest = Gauge(
    "ballegh_last_digest_timestamp_seconds", "Time of the last digest; 0 before the first", **PLACE
)
backup_age = Gauge("ballegh_backup_age_seconds", "Age of the last backup; 0 before the first", **PLACE)
database_bytes = Gauge("ballegh_database_bytes", "Size of the database", **PLACE)
free_bytes = Gauge("ballegh_free_disk_bytes", "Free space of the disk of a folder", ["folder"], **PLACE)
build = Gauge("ballegh_build_info", "The running version; always 1", ["version"], **PLACE)


def gathered() -> CollectorRegistry:
    """The counts of this process, or of all workers where there are several."""
    if METRICS not in os.environ:
        return registry
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # has no types
    return together


def committed(seconds: float, done: bool) -> None:
    """Count one transaction of the writer's."""
    if done:
        commit_seconds.observe(seconds)
    else:
        commit_failures.inc()


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
