"""Numbers and links that a program read in pictures: the reporter is asked, and only a tap records them.

The question comes by itself, beside another one. A yes that is typed may be meant for that one, so it is
asked to be tapped; and a button is valid for the values that its own message showed. A no, or anything else
that the person does, throws the reading away, and the conversation goes on where it was.
"""

import hashlib

from flows.core.conversation import Conversation, Note
from flows.core.effects import AddReading, Code, Line
from flows.core.events import Body, Codes, Due, Fetched, Tap, Text, Words
from flows.core.found import Found
from flows.core.questions import YES_NO, Choice, Prompt, Rejected
from flows.core.step import REVISION, Step
from flows.indicators.defang import still
from flows.indicators.find import Indicator, find, find_all
from flows.indicators.listed import on_lists
from flows.indicators.traces import of_indicators
from flows.record import changed
from flows.report.evidence import MAX_NOTES, READ
from flows.report.found import found, own

SHOWN = 4
"""So many values are asked about: more would be confirmed without being compared."""

_ASKED = frozenset({"phone", "link", "email", "handle", "group", "rib", "iban", "crypto"})
_WRITTEN = {"link": "https://{}", "rib": "RIB {}"}
_HIDES = {"whatsapp": "https://chat.whatsapp.com/{}", "telegram": "https://t.me/+{}"}


def _shown(conversation: Conversation) -> Prompt:
    values = [one.value for _, text in conversation.read for one in find(text)[:1]]
    return (Line("ask-read"), *(Code(still(value)) for value in values))


def _digest(conversation: Conversation) -> str:
    return hashlib.sha256(repr(conversation.read).encode()).hexdigest()[:12]


READING = Choice("read", fixed=YES_NO, names="answer", exact=frozenset({"yes"}), show=_shown, shown=_digest)
"""Asks whether what was read in pictures is right."""


def ask_read(step: Step, body: Words) -> bool:
    """Ask about what was read, beside what is asked already, and tell what was not; False: say nothing."""
    draft = step.conversation
    if not _may_ask(draft):
        return False
    pieces = {piece.id for piece in draft.pieces}
    here = draft.case and not draft.guest and draft.flow != "report"
    unread = [evidence for evidence in body.unread if evidence in pieces or here]
    if unread:
        step.line("read-missing", count=len(unread))
    known: set[tuple[str, str]] = {(one.kind, one.value) for one in found(draft)}
    known |= {(one.kind, one.value) for one in own(draft)}
    known |= {(one.kind, one.value) for _, text in draft.read for one in find(text)[:1]}
    new: dict[tuple[str, str], tuple[str, str]] = {}
    for evidence, text in body.read:
        if evidence in pieces or here:
            for one in find(text):
                if one.kind in _ASKED and (one.kind, one.value) not in known:
                    new.setdefault((one.kind, one.value), (evidence, _written(one)))
    read = (*draft.read, *(each for key, each in new.items() if _reads_again(key, each[1])))[:SHOWN]
    if read == draft.read:
        step.aside = READING.id if draft.asked == READING.id else ""
        return bool(unread)
    before = draft.read_over if draft.asked == READING.id else draft.asked
    step.change(read=read, read_over=before)
    step.aside = READING.id
    return True


def _may_ask(draft: Conversation) -> bool:
    """False where the chat is to stay quiet, or something else is under way."""
    quiet = draft.quiet or draft.despair
    return not (quiet or draft.owed is not None or draft.unread or draft.officer)


def _written(one: Indicator) -> str:
    """The value as a text in which it is found again."""
    if one.kind == "handle":
        platform = dict(one.about).get("platform", "")
        return f"{platform}: {one.value}" if platform else one.value
    if one.kind == "group":
        platform, _, code = one.value.partition(":")
        return _HIDES[platform].format(code)
    return _WRITTEN.get(one.kind, "{}").format(one.value)


def _reads_again(key: tuple[str, str], text: str) -> bool:
    """True where the text, on its own, leads to the same value first."""
    again = find(text)
    return bool(again) and (again[0].kind, again[0].value) == key


def waive(step: Step) -> None:
    """Throw the reading away where the person does anything but answer, and go back to what was asked."""
    if step.conversation.asked == READING.id and not _is_answer(step, step.event.body):
        step.change(asked=step.conversation.read_over, read=(), read_over="")


def _is_answer(step: Step, body: Body) -> bool:
    if isinstance(body, Tap):
        return body.button.partition(":")[2].partition(":")[0].partition(REVISION)[0] == READING.id
    if not isinstance(body, Text):
        return isinstance(body, (Fetched, Codes, Words, Due, Found))
    try:
        READING.parse(step.conversation, body.text, step.names)
    except Rejected:
        return False
    return step.event.origin is None


def take_read(step: Step, value: str) -> None:
    """Record what was read if the reporter tapped Yes: in the draft, or with the picture's case."""
    draft = step.conversation
    if value == "yes" and not isinstance(step.event.body, Tap):
        step.line("read-tap")
        step.aside = READING.id
        return
    step.change(read=(), read_over="")
    if value != "yes":
        step.line("read-dropped")
        return
    pieces = {piece.id for piece in draft.pieces}
    notes = [Note(text, one, READ, forwarded=True) for one, text in draft.read if one in pieces]
    kept = notes[: max(0, MAX_NOTES - len(draft.notes))]
    if kept:
        step.change(notes=(*draft.notes, *kept), revision=draft.revision + 1)
    for evidence, text in draft.read:
        if evidence not in pieces:
            step.effects.append(_addition(evidence, text))
    step.line("read-kept" if len(kept) == len(notes) else "notes-full")


def _addition(evidence: str, text: str) -> AddReading:
    named = find_all(text)
    return AddReading(
        evidence,
        ((READ, text), *((one.kind, one.told) for one in named)),
        traces=tuple(of_indicators(named)),
        listed=on_lists(named),
    )


def thrown_away(conversation: Conversation) -> Conversation:
    """The conversation without a reading that is no longer asked about."""
    if conversation.read and conversation.asked != READING.id:
        return changed(conversation, read=(), read_over="")
    return conversation
