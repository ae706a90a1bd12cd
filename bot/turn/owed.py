"""Messages that did not arrive: which of them are still owed, why, and how they are said when it is possible.

What must arrive has a purpose; it is owed until the person can be reached, and then said in one message.
A reply without one is only worth repeating where it was kept back for its cost: then it is the question
that the person waits for, and the newest is enough.
"""

from collections.abc import Sequence

from bot.turn.render import decode
from handlers.channel import Message
from storage.delivery.messages import OutboxRow
from storage.delivery.owed import Debt
from storage.unit import Unit

CEILING = "ceiling"
LATEST = frozenset({"", "digest"})
"""Purposes of which only the newest is worth saying."""

DESK = frozenset({"alert", "digest"})
"""Purposes that concern officers, and nobody who was one."""

SHOWN = {
    "window_closed": "window",
    "stopped": "stopped",
    "blocked": "stopped",
    CEILING: "ceiling",
    "unreachable": "gone",
    "invalid_recipient": "gone",
    "moved": "gone",
}
"""What officers are told of the outbox's reasons; of any other, that the provider refused."""

CERTAIN = frozenset({*SHOWN, "rate_limited", "meta_withheld", "too_long"})
"""Reasons by which a message has surely not arrived, whatever became of earlier tries."""


def owe(unit: Unit, row: OutboxRow, reason: str, now: float) -> None:
    """The row did not arrive: keep it where it is still to be said."""
    purpose = decode(row.body).purpose if row.body else ""
    repeatable = bool(purpose) or reason == CEILING
    if not (row.body and repeatable) or (row.resent and reason not in CERTAIN):
        return
    if purpose in LATEST:
        unit.owed.drop(row.chat, purpose)
    unit.owed.add(Debt(row, purpose, reason, now))


def collected(unit: Unit, chat: str, *, replies: bool = False) -> Message | None:
    """All that is owed to a chat, as one message, and owed no more; the question too, where `replies`."""
    bodies = unit.owed.of_chat(chat)
    if not bodies:
        return None
    unit.owed.forget(chat)
    messages = [message for message in map(decode, bodies) if message.purpose or replies]
    officer = unit.officers.by_chat(chat) is not None
    wanted = [message for message in messages if officer or message.purpose not in DESK]
    return merged(wanted) if wanted else None


def merged(messages: Sequence[Message]) -> Message:
    """Each text and each button once, in order, in the newest message's language."""
    codes = dict.fromkeys(code for message in messages for code in message.codes)
    buttons = {button.id: button for message in messages for button in message.buttons}
    return Message(
        "\n\n".join(dict.fromkeys(message.text for message in messages)),
        tuple(buttons.values()),
        tuple(codes),
        messages[-1].language,
        next((message.purpose for message in messages if message.purpose), ""),
    )


def shown(unit: Unit, chat: str) -> str:
    """Why the newest message owed to this chat did not arrive, as officers are told; empty where none is."""
    reason = unit.owed.reason(chat)
    return reason and SHOWN.get(reason, "other")
