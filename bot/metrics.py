"""What is counted, for Prometheus. No label ever holds a chat, a name or a word."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge

registry = CollectorRegistry()

events = Counter("ballegh_events", "Events taken, by channel", ["channel"], registry=registry)
failed_turns = Counter("ballegh_failed_turns", "Events kept as dead letters", registry=registry)
unsealed = Counter("ballegh_unsealed", "Filings refused because nothing could be sealed", registry=registry)
refused = Counter("ballegh_refused", "Events not taken, by reason", ["reason"], registry=registry)
outcomes = Counter("ballegh_outcomes", "What became of outgoing rows", ["state"], registry=registry)
taken, settled = cache(events.labels), cache(outcomes.labels)
whatsapp_messages = Counter(
    "ballegh_whatsapp_messages", "WhatsApp messages counted or kept back", ["spending"], registry=registry
)
waiting_jobs = Gauge("ballegh_writer_jobs", "Jobs waiting for the writer", registry=registry)
busy_lanes = Gauge("ballegh_sender_lanes", "Lanes with something under way", registry=registry)
queued = Gauge("ballegh_outbox_rows", "Rows in the outbox, by state", ["state"], registry=registry)
oldest = Gauge("ballegh_outbox_oldest_seconds", "Age of the oldest row that waits", registry=registry)
