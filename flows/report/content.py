"""Content that begins a report, is kept beside a question or comes after a pause; and a draft that ends."""

from flows.core.conversation import HIDDEN_NOW, has_draft
from flows.core.effects import Discard, Line
from flows.core.events import Text
from flows.core.questions import Choice, Question, Rejected
from flows.core.step import Step, escape, standing
from flows.money.told import FACTS
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.fear import pleads
from flows.reading.negation import asks
from flows.report.care import meet_text, placed
from flows.report.evidence import CODE, ORIGINAL, READ, filed, keep_text
from flows.report.filled import take_story
from flows.report.report import begin_guided, begin_quick, has_substance, learn_category
from flows.report.table import CATEGORY

RESUME_AFTER = 1800.0
SHORT = 8
_BRIEF = frozenset({"name", "contact", "city", "country", "more", "money", *FACTS})
"""Questions whose answer is no place for a cry for help, which is kept as a note."""


def begin_with(step: Step, text: str, category: str | None = None) -> None:
    """Begin a report with content: care first, and a short welcome where this is the first contact."""
    new = not step.conversation.run
    begin_quick(step, text, category)
    if not meet_text(step, text) and new:
        step.first("welcome-short")


def offer_help(step: Step) -> None:
    """Say who helps and what can be written; to who pleads or despairs, a warm word and the numbers."""
    if step.conversation.despair:
        step.lines.append(placed(step, Line("care-despair")))
        return
    body = step.event.body
    pleading = isinstance(body, Text) and pleads(body.text) and not asks(body.text)
    step.line("heard" if pleading else "help")


def offer_sending(step: Step) -> None:
    """The person said "send" before the button was shown: offer to send, if the draft has content."""
    if not has_substance(step.conversation):
        step.line("need-one")
        return
    step.line("unsent")
    step.change(quick=True, editing="", asked="")
    step.rewind_one("quick")


def thanked(step: Step, text: str) -> bool:
    """Answer thanks of somebody who has been here before, and ask nothing; False for other texts."""
    if step.conversation.officer or not step.conversation.run or not words.thanks(text):
        return False
    step.line("thanked")
    step.say(options=(standing("status"), standing("menu")))
    step.silent = True
    return True


def reassure(step: Step) -> None:
    """Say a warm word to fear that tells nothing more; where no flow is under way, begin a report."""
    new = not step.conversation.run
    if step.flow is None:
        begin_guided(step)
    step.line("reassured")
    if new:
        step.line("welcome-short")


def keep_beside(step: Step, question: Question | None, text: str, *, long: bool = False) -> None:
    """Keep a text that came beside the question, and say so; `long`: it is too long to be the answer."""
    conversation = step.conversation
    unbegun = conversation.flow == "report" and not conversation.answers
    if unbegun and question is CATEGORY:
        begin_with(step, text)
        return
    keep_text(step, text)
    if not step.event.origin:
        take_story(step, text, question.id if question else "")
    if question is not None and question.id == "quick":
        learn_category(step, text)
    else:
        step.line("too-long-kept" if long else "note-kept")
        if has_draft(step.conversation):
            step.line("unsent")


def answered_by_cry(step: Step, question: Question, text: str) -> str | None:
    """The answer to the question that a cry for help holds; None where nothing may be read from the cry."""
    if question.volatile or question.id in _BRIEF or (isinstance(question, Choice) and question.exact):
        return None
    if question.id == "danger" and signals.danger(text):
        return "yes"
    if question.id == "story":
        replaces = step.conversation.editing and len(text.split()) <= SHORT
        return None if replaces else text
    if signals.despair(text):
        return None
    try:
        return question.parse(step.conversation, text, step.names)
    except Rejected:
        return None


def returned(step: Step) -> bool:
    """True where the person comes back to a draft after a pause, or after hiding the chat."""
    conversation = step.conversation
    away = step.event.time - conversation.updated > RESUME_AFTER
    return has_draft(conversation) and (away or conversation.asked == HIDDEN_NOW)


def come_back(step: Step, text: str) -> None:
    """Keep the text, and ask whether to go on with the report."""
    conversation = step.conversation
    step.change(unread=(len(conversation.notes), len(conversation.pieces)))
    meet_text(step, text)
    keep_text(step, text)
    step.aside = "resume"


def drop(step: Step) -> None:
    """Drop the draft and its evidence."""
    pieces = tuple(piece.id for piece in step.conversation.pieces)
    if pieces and not filed(step):
        step.effects.append(Discard(pieces))
    step.rest()
    step.change(album="")


def leave(step: Step, question: Question) -> bool:
    """Take a no to what is only offered: a draft waits, a case stays as it is. False for other questions."""
    if question.id == "resume":
        step.line("draft-waits")
        step.say(options=(escape(step, "resume"), escape(step, "cancel"), standing("menu")))
        step.silent = True
    elif question.id == "mine":
        step.rest()
        step.line("case-stays")
    return question.id in {"resume", "mine"}


def restart(step: Step) -> None:
    """Start over, with the notes and pieces that were sent since the person came back."""
    draft = step.conversation
    notes, pieces = draft.unread or (len(draft.notes), len(draft.pieces))
    step.change(pieces=draft.pieces[:pieces])
    drop(step)
    if len(draft.notes) == notes and len(draft.pieces) == pieces:
        begin_guided(step)
        return
    told = "\n".join(note.text for note in draft.notes[notes:])
    begin_quick(step, told)
    if any(note.forwarded for note in draft.notes[notes:]):
        step.change(relayed=("story",))
    meet_text(step, told)
    step.change(pieces=draft.pieces[pieces:])


def unfile(step: Step) -> None:
    """Remove the newest picture that was sent as a file; the person may send a photo in its place."""
    draft = step.conversation
    kept = [piece for piece in draft.pieces if piece.kind == ORIGINAL and not piece.failed]
    if not kept or filed(step):
        step.line("unfile-late" if kept else "unfile-none")
        return
    step.effects.append(Discard((kept[-1].id,)))
    step.change(
        pieces=tuple(piece for piece in draft.pieces if piece != kept[-1]),
        notes=tuple(
            note for note in draft.notes if note.kind not in {CODE, READ} or note.message != kept[-1].id
        ),
        revision=draft.revision + 1,
    )
    step.line("unfiled")
    if not has_substance(step.conversation):
        step.change(quick=False)
