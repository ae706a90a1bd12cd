"""The next step after Twilio did not deliver a message, and after the person writes again.

If only the 24 hours were over, the message is posted once more, now known to need a template. If the rate was
too high, the message waits a little. In all other cases, and without a template, it is kept until the person
can be reached (`bot/turn/owed.py`).
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
from storage.delivery.outbox import Delivery, Row
from storage.unit import Unit

RATE_TRIES, RATE_WAIT = 5, 60.0
"""Tries after a rate limit, and seconds before the first; each wait is twice the one before."""


@record
class Followed:
    """The result of a delivery report: whether its message is known, rows to send, lanes with a due row."""

    known: bool
    rows: Sequence[Row] = ()
    lanes: Mapping[str, int] = field(default_factory=dict)


def person_wrote(event: Event, turn: Turn) -> None:
    """Note in the event's transaction that the person wrote, and post the messages kept for them."""
    turn.unit.whatsapp.wrote(event.chat, event.time)
    if message := collected(turn.unit, event.chat):
        turn.post("reply", encode(message))


def follow_report(unit: Unit, report: Delivery) -> Followed:
    """Record a delivery report, and post or keep the message again if it was not delivered."""
    now = time.time()
    taken = unit.words.take(report, now)
    row = taken.row
    if row is None or report.state != "undeliverable":
        return Followed(taken.known)
    if report.reason == "rate_limited" and row.body and row.attempts < RATE_TRIES:
        unit.outbox.again(row, now + RATE_WAIT * 2**row.attempts, report.reason)
        return Followed(True, lanes={row.lane: row.id})
    return Followed(True, follow_failure(unit, row, report.reason, now))


def follow_failure(unit: Unit, row: Row, reason: str, now: float) -> list[Row]:
    """Post an undelivered message once more where that can help at once, else keep it; the rows posted."""
    known = unit.whatsapp.reach(row.chat)
    if known is None:
        return []
    if reason == "window_closed":
        unit.whatsapp.close(row.chat, row.created, now)
        thought_open = known.inbound > row.created or (not known.closed and now - known.inbound < DAY)
        if thought_open and row.body and decode(row.body).purpose:
            return [unit.outbox.post(row.chat, "reply", row.body, now, priority=row.priority)]
    elif reason == "stopped":
        unit.whatsapp.stop(row.chat, row.created, now)
    owe(unit, row, reason, now)
    return []
