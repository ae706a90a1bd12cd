"""What the outbox holds beside messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchOrder:
    """The outbox form of a file to fetch."""

    evidence: str
    ref: str
