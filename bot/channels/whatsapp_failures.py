"""What follows where Twilio did not deliver a message, and where the person writes again.

Where only the 24 hours were over the message is posted once more, now known to need a template; where its
rate was too high, it waits a little; otherwise, and where no template serves, it is owed (`bot/owed`).
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import field

from bot.turn.owed import collected, owe
from bot.turn.render import decode, encode
from bot.turn.turn import Turn
from flows.core.events import Event
from flows.record import record
from storage.chats.whatsapp_people import DAY
from storage.delivery.messages import DeliveryReport, OutboxRow
from storage.unit import Unit

RATE_TRIES, RATE_WAIT = 5, 60.0


@record
class Told:
    """What a word led to: whether its message is known, rows to send, lanes with a row to claim."""

    known: bool
    rows: Sequence[OutboxRow] = ()
    lanes: Mapping[str, int] = field(default_factory=dict)


def came(event: Event, turn: Turn) -> None:
    """In the event's own transaction."""
    turn.unit.whatsapp.wrote(event.chat, event.time)
    if message := collected(turn.unit, event.chat):
        turn.post("reply", encode(message))


def told(unit: Unit, delivery: DeliveryReport) -> Told:
    """A word on a message, and what follows where it did not arrive."""
    now = time.time()
    taken = unit.delivery_reports.apply(delivery, now)
    row = taken.row
    if row is None or delivery.state != "undeliverable":
        return Told(taken.known)
    if delivery.reason == "rate_limited" and row.body and row.attempts < RATE_TRIES:
        unit.outbox.again(row, now + RATE_WAIT * 2**row.attempts, delivery.reason)
        return Told(True, lanes={row.lane: row.id})
    return Told(True, failed(unit, row, delivery.reason, now))


def failed(unit: Unit, row: OutboxRow, reason: str, now: float) -> list[OutboxRow]:
    """A message did not arrive: once more where that can help at once, otherwise owed."""
    reach = unit.whatsapp.address_of(row.chat)
    if reach is None:
        return []
    if reason == "window_closed":
        unit.whatsapp.close(row.chat, row.created, now)
        thought_open = reach.inbound > row.created or (not reach.closed and now - reach.inbound < DAY)
        if thought_open and row.body and decode(row.body).purpose:
            return [unit.outbox.post(row.chat, "reply", row.body, now, priority=row.priority)]
    elif reason == "stopped":
        unit.whatsapp.stop(row.chat, row.created, now)
    owe(unit, row, reason, now)
    return []
