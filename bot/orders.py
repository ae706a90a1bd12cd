"""What the outbox holds beside messages."""

from flows.record import record


@record
class FetchOrder:
    """The outbox form of a file to fetch."""

    evidence: str
    ref: str
