"""What follows where Twilio did not deliver a message, and where the person writes again.

A message that came after the 24 hours is posted once more, now known to need a template. A message refused
for its rate waits a little. Any other is kept, where it matters, until the person is back: see
`bot/turn/missed.py`.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import field

from bot.turn.effects import Effects
from bot.turn.missed import keep
from bot.turn.render import decode
from flows.core.events import Event
from flows.record import record
from storage.chats.whatsapp_people import DAY
from storage.delivery.outbox import Delivery, Outcome, Row
from storage.unit import Unit

RATE_TRIES, RATE_WAIT = 5, 60.0


@record
class Told:
    """What a word led to: whether its message is known, rows to send, lanes with a row to claim."""

    known: bool
    rows: Sequence[Row] = ()
    lanes: Mapping[str, int] = field(default_factory=dict)


def came(event: Event, effects: Effects) -> None:
    """In the event's own transaction."""
    effects.unit.whatsapp.wrote(event.chat, event.time)


def told(unit: Unit, delivery: Delivery) -> Told:
    """A word on a message, and what follows where it did not arrive."""
    now = time.time()
    taken = unit.words.take(delivery, now)
    row = taken.row
    if row is None or delivery.state != "undeliverable":
        return Told(taken.known)
    if delivery.reason == "rate_limited" and row.body and row.attempts < RATE_TRIES:
        unit.outbox.again(row, now + RATE_WAIT * 2**row.attempts, delivery.reason)
        return Told(True, lanes={row.lane: row.id})
    state = "unknown" if row.resent else "undeliverable"
    outcome = Outcome(row.id, state, now, reason=delivery.reason, attempts=row.attempts, resent=row.resent)
    return Told(True, failed(unit, row, outcome))


def failed(unit: Unit, row: Row, outcome: Outcome) -> list[Row]:
    """The rows that send the message once more, where that helps at once; otherwise it may be kept."""
    reason, now = outcome.reason, outcome.time
    reach = unit.whatsapp.reach(row.chat)
    if reach is None:
        return []
    if reason == "window_closed":
        unit.whatsapp.close(row.chat, row.created, now)
        thought_open = reach.inbound > row.created or (not reach.closed and now - reach.inbound < DAY)
        if thought_open and row.body and decode(row.body).purpose:
            return [unit.outbox.post(row.chat, "reply", row.body, now, priority=row.priority)]
    elif reason == "stopped":
        unit.whatsapp.stop(row.chat, row.created, now)
    keep(unit, row, outcome)
    return []
