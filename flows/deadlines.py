"""Deadlines: how long each stage of a case may take, by category and urgency; durations are in seconds.

`storage/waiting/deadlines.py` tells which deadline of a case runs, and when it ends.
"""

from collections.abc import Mapping
from dataclasses import field

from flows.record import record

FIRST_LOOK, FIRST_ANSWER, REFERRAL, REPORTER, SERVICE = KINDS = (
    *("first_look", "first_answer", "referral", "reporter", "service"),
)
"""Until an officer takes a new case; until the reporter reads a word; until an examined case is handed to the
police; until the reporter answers a question; until the service that has a case goes on with it."""

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

Spans = Mapping[str, float]
"""Seconds by kind of deadline."""

CALM: Spans = {
    FIRST_LOOK: 2 * DAY,
    FIRST_ANSWER: 3 * DAY,
    REFERRAL: 10 * DAY,
    REPORTER: 7 * DAY,
    SERVICE: 10 * DAY,
}
URGENT: Spans = {
    FIRST_LOOK: 30 * MINUTE,
    FIRST_ANSWER: 2 * HOUR,
    REFERRAL: DAY,
    REPORTER: 2 * DAY,
    SERVICE: DAY,
}


@record
class OwnSpans:
    """The deadlines of one category that are not the usual ones; those of its `urgent` cases apart."""

    calm: Spans = field(default_factory=dict)
    urgent: Spans = field(default_factory=dict)


@record
class Deadlines:
    """All deadlines of a deployment.

    Officers are reminded `remind_before` the end of a deadline, at its end, and `escalate_after` the end
    supervisors are told; of a deadline that is short, at half of its time or as long after it. The reporter
    is reminded of a question once, `remind_reporter` after it was asked.
    """

    calm: Spans = field(default_factory=lambda: CALM)
    urgent: Spans = field(default_factory=lambda: URGENT)
    own: Mapping[str, OwnSpans] = field(default_factory=dict)
    remind_before: float = 4 * HOUR
    escalate_after: float = DAY
    remind_reporter: float = 3 * DAY

    def seconds(self, kind: str, category: str, *, urgent: bool) -> float:
        """Return how long this stage may take: an urgent case never has longer than one that is not."""
        own = self.own.get(category, OwnSpans())
        calm = own.calm.get(kind, self.calm[kind])
        return own.urgent.get(kind, min(calm, self.urgent[kind])) if urgent else calm
