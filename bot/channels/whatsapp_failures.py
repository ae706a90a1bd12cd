"""The next step after Twilio did not deliver a message, and after the person writes again.

If only the 24 hours were over, the message is posted once more, now known to need a template. If the rate was
too high, the message waits a little. In all other cases, and without a template, it is kept until the person
is back (`bot/turn/missed.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

from bot.turn.effects import Effects
from bot.turn.missed import keep
from bot.turn.render import decode
from flows.core.conversation import Conversation
from flows.core.events import Event
from flows.record import changed, record
from storage.chats.whatsapp_people import DAY
from storage.delivery.messages import DeliveryReport, OutboxRow, Outcome
from storage.unit import Unit

RATE_TRIES, RATE_WAIT = 5, 60.0
"""Tries after a rate limit, and seconds before the first; each wait is twice the one before."""


SILENCED = frozenset({"stopped", "blocked", "invalid_recipient"})
"""Reasons after which nothing more is tried until the person writes."""


@record
class Followed:
    """The result of a delivery report: whether its message is known, rows to send, lanes with a due row."""

    known: bool
    rows: Sequence[OutboxRow] = ()
    lanes: Mapping[str, int] = field(default_factory=dict)


def person_wrote(event: Event, effects: Effects) -> None:
    """Note in the event's transaction when the person wrote."""
    effects.unit.whatsapp.wrote(event.chat, event.time)


def follow_report(unit: Unit, report: DeliveryReport) -> Followed:
    """Record a delivery report, and post or keep the message again if it was not delivered."""
    now = unit.clock()
    taken = unit.delivery_reports.apply(report, now)
    row = taken.row
    if row is None or report.state != "undeliverable":
        return Followed(taken.known)
    if report.reason == "rate_limited" and row.body and row.attempts < RATE_TRIES:
        unit.outbox.again(row, now + RATE_WAIT * 2**row.attempts, report.reason)
        return Followed(True, lanes={row.lane: row.id})
    state = "unknown" if row.resent else "undeliverable"
    outcome = Outcome(row.id, state, now, reason=report.reason, attempts=row.attempts, resent=row.resent)
    return Followed(True, follow_failure(unit, row, outcome))


def follow_failure(unit: Unit, row: OutboxRow, outcome: Outcome) -> list[OutboxRow]:
    """Post an undelivered message once more where that can help at once, else keep it; the rows posted."""
    reason, now = outcome.reason, outcome.time
    known = unit.whatsapp.address_of(row.chat)
    if known is None:
        return []
    if reason == "window_closed":
        unit.whatsapp.close(row.chat, row.created, now)
        wrote_since = known.inbound > row.created and not known.whole_day
        thought_open = wrote_since or (not known.closed and now - known.inbound < DAY)
        if thought_open and row.body and decode(row.body).purpose:
            return [unit.outbox.post(row.chat, "reply", row.body, now, priority=row.priority)]
    elif reason in SILENCED:
        unit.whatsapp.stop(row.chat, row.created, now)
    keep(unit, row, outcome)
    if reason == "stopped":
        _want_no_notices(unit, row.chat)
    return []


def _want_no_notices(unit: Unit, chat: str) -> None:
    """Note that the person said STOP, to Twilio or to us: START alone ends that, at Twilio as here."""
    conversation = unit.conversations.get(chat)
    if conversation != Conversation(chat):
        unit.conversations.save(changed(conversation, stopped=True))
