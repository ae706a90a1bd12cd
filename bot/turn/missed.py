"""Messages that did not arrive: which of them are kept, which still matter, and how they are said.

The same for every channel. A message is kept when it was given up, said when its person is back, in one
message with the others, and then forgotten. `Effects` says them, once the flows ask for that (`PassOn`).
"""

from collections.abc import Iterator, Sequence

from bot.turn.render import decode, decode_kept
from flows.core.conversation import Conversation
from flows.core.statuses import CLOSED
from flows.record import changed, record
from flows.said import NoticeContent
from handlers.channel import Message
from storage.cases.views import Case
from storage.delivery.messages import OutboxRow, Outcome
from storage.delivery.missed import Missed
from storage.unit import Unit

DAY = 86400.0
CEILING = "ceiling"
"""The reason of a message that was held back because the day's messages were used up."""

OPTED_OUT = "opted_out"
"""The reason of a message that was held back because its person wants no messages without asking."""

ANNOUNCED = "announced"
"""The reason of a message whose place a template took: the person reads it on opening the news or writing."""

_INTROS = {OPTED_OUT: "missed-stopped", ANNOUNCED: "missed-announced"}
"""The first line, where all messages were kept for the same reason."""

NEWEST_ONLY = frozenset({"", "digest"})
"""Purposes of which only the newest message is kept."""

UNASKED = frozenset({"status"})
"""Purposes of messages that answer nothing."""

FOR_OFFICERS = frozenset({"alert", "digest"})
"""Purposes that a chat hears of only while it is an officer's."""

SHOWN = {
    "window_closed": "window",
    ANNOUNCED: "announced",
    OPTED_OUT: "stopped",
    "stopped": "stopped",
    "refused_before": "stopped",
    "blocked": "stopped",
    CEILING: "ceiling",
    "unreachable": "gone",
    "invalid_recipient": "gone",
    "moved": "gone",
}
"""How officers read the outbox's reasons; every other reason is `other`."""

CERTAIN = frozenset({*SHOWN, "rate_limited", "meta_withheld", "too_long"})
"""Reasons that rule out that an earlier try arrived."""


@record
class StillMatters:
    """The missed messages that are to be said: notices by their content, others as they were worded.

    `intro` is the key of the line that comes first: why they come only now.
    """

    contents: tuple[NoticeContent, ...]
    messages: tuple[Message, ...]
    intro: str = "missed"


def keep(unit: Unit, row: OutboxRow, outcome: Outcome, *, certain: bool = False) -> bool:
    """Keep the message of a row that was given up, if the message is worth saying later; False otherwise.

    A message with a purpose is worth saying. Any other reply is stale later, unless the daily ceiling held
    the reply back: then the reply is the question that the person waits for. A message that may have arrived
    is kept only where the caller is `certain` that no try got through. No message is kept for a chat that was
    forgotten.
    """
    purpose = decode(row.body).purpose if row.body else ""
    doubtful = outcome.state == "unknown" and not certain and outcome.reason not in CERTAIN
    conversation = unit.conversations.get(row.chat)
    if doubtful or not (purpose or outcome.reason == CEILING) or conversation == Conversation(row.chat):
        return False
    if purpose in NEWEST_ONLY:
        older = [one for one in unit.missed.of_chat(row.chat) if decode(one.body).purpose == purpose]
        unit.missed.end(older, "replaced")
    if outcome.reason != ANNOUNCED:
        unit.missed.end(_announcements(unit, row), "replaced")
    unit.missed.keep(row, outcome)
    unit.conversations.save(changed(conversation, missed=True))
    return True


def take(
    unit: Unit, chat: str, now: float, *, replies: bool, notices: bool = True, shown: str = ""
) -> StillMatters | None:
    """The missed messages that still matter, as the person is back; they are deleted from the store.

    `replies`: also the question that the daily ceiling held back. Without `notices`, messages that answer
    nothing stay in the store. Of the case `shown` only the question how we did matters. None where no message
    still matters.
    """
    missed = [one for one in unit.missed.of_chat(chat) if notices or not _is_unasked(one)]
    if not missed:
        return None
    unit.missed.end(missed, "passed on")
    officer = unit.officers.by_chat(chat) is not None
    contents: list[NoticeContent] = []
    messages: list[Message] = []
    for one in missed:
        kept = decode_kept(one.body)
        told = [_beside(each) if each.reference == shown else each for each in kept.contents]
        contents += [each for each in told if each and (officer or not each.for_officers)]
        stale = {"digest"} if now - one.created > DAY else set()
        stale |= set() if officer else FOR_OFFICERS
        stale |= set() if replies else {""}
        messages += [each for each in kept.messages if each.purpose not in stale]
    relevant = tuple(_relevant(unit, tuple(dict.fromkeys(contents))))
    intro = _INTROS.get("|".join({one.reason for one in missed}), "missed")
    return StillMatters(relevant, tuple(messages), intro) if relevant or messages else None


def _beside(content: NoticeContent) -> NoticeContent | None:
    """The rest of a notice whose case is shown by itself: the question that is asked nowhere else."""
    return changed(content, note="", helped=False) if content.asks else None


def announce(unit: Unit, number: int, now: float) -> None:
    """Keep the message of a row whose place a template took, until the person opens it or writes."""
    row = unit.outbox.get(number)
    if row is None or not row.body or unit.conversations.get(row.chat) == Conversation(row.chat):
        return
    if _announcements(unit, row):
        return
    copy = unit.outbox.post(row.chat, "reply", row.body, now, priority=row.priority)
    keep(unit, copy, Outcome(copy.id, "undeliverable", now, reason=ANNOUNCED))
    contents = decode_kept(row.body).contents
    if contents and not contents[-1].for_officers:
        conversation = unit.conversations.get(row.chat)
        unit.conversations.save(changed(conversation, announced=contents[-1].reference))


def _announcements(unit: Unit, row: OutboxRow) -> list[Missed]:
    """The copies of this row's message that a template announced."""
    return [one for one in unit.missed.of_chat(row.chat) if one.reason == ANNOUNCED and one.body == row.body]


def _is_unasked(missed: Missed) -> bool:
    return decode(missed.body).purpose in UNASKED


def _relevant(unit: Unit, contents: Sequence[NoticeContent]) -> Iterator[NoticeContent]:
    """A note always, a status while the case has it, an alert while its case is open or its campaign is."""
    for content in contents:
        if content.campaign:
            if unit.campaigns.number(content.campaign) is not None:
                yield content
            continue
        case = unit.cases.by_reference(content.reference)
        if case is None or (content.category and case.status in CLOSED):
            continue
        if not content.status or content.status == case.status:
            yield content
        elif content.note:
            yield NoticeContent(content.reference, note=content.note, quiet=content.quiet)


def merged(messages: Sequence[Message]) -> Message:
    """One message with each text and each button once, in order, in the language of the first.

    A receipt's purpose comes first, so that the channel can add the link that opens the case.
    """
    purposes = [message.purpose for message in messages if message.purpose]
    buttons = {button.id: button for message in messages for button in message.buttons}
    return Message(
        "\n\n".join(dict.fromkeys(message.text for message in messages)),
        tuple(buttons.values()),
        tuple(dict.fromkeys(code for message in messages for code in message.codes)),
        messages[0].language,
        "receipt" if "receipt" in purposes else "".join(purposes[:1]),
    )


def undelivered(unit: Unit, case: Case) -> tuple[int, str]:
    """How many messages about this case its reporter has missed, and why the newest (as officers read it)."""
    about = [one for one in unit.missed.of_chat(case.chat) if case.reference in _references(one)]
    return (len(about), SHOWN.get(about[-1].reason, "other")) if about else (0, "")


def _references(missed: Missed) -> set[str]:
    kept = decode_kept(missed.body)
    codes = {code for message in kept.messages if message.purpose for code in message.codes}
    return codes | {content.reference for content in kept.contents}
