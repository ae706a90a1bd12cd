"""Files, positions, contact cards and edited messages."""

from flows.channels import channel_of
from flows.check.check import asks_of_picture, check_picture
from flows.core.conversation import has_draft
from flows.core.effects import AmendCase, Line
from flows.core.events import Contact, Edited, Media, Place
from flows.core.language import guess_language
from flows.core.step import Step, escape
from flows.desk.officer import keeps_nothing
from flows.dialogue.commands import answer, current
from flows.report.care import calls_for_care, meet_text
from flows.report.content import begin_with, keep_beside, returned
from flows.report.evidence import ORIGINAL, filed, is_kept, keep_media, keep_text, spoken
from flows.report.filled import take_story
from flows.report.found import text_traces

SPOKEN = frozenset({"voice", "audio", "video"})
"""Kinds of file that can replace a written story."""


def take_media(step: Step, body: Media) -> None:
    """Add a file to the draft or the case; as a first message, the file begins a report."""
    guess_language(step, body.caption)
    if body.album and body.album == step.conversation.album and _late(step, body):
        return
    if not filed(step) and keeps_nothing(step):
        return
    asked = asks_of_picture(step, body.caption) and not filed(step)
    back, had = returned(step), (len(step.conversation.notes), len(step.conversation.pieces))
    if not filed(step) and not has_draft(step.conversation):
        begin_with(step, body.caption)
        keep_media(step, body, caption=False)
        if body.kind in SPOKEN and not body.caption:
            step.give("story", "")
    else:
        if keep_media(step, body):
            _acknowledge(step, body)
        _take_caption(step, body.caption)
    _tell_original(step, had[1])
    if asked:
        check_picture(step, body.caption)
    elif back:
        step.change(unread=had)
        step.aside = "resume"


def _take_caption(step: Step, caption: str) -> None:
    """Say that the words under a file are kept too, and read the facts that they tell."""
    if not caption:
        return
    if Line("notes-full") not in step.lines:
        step.line("caption-kept")
    if not step.event.origin:
        take_story(step, caption)
    meet_text(step, caption)


def _tell_original(step: Step, before: int) -> None:
    """Say once in a draft that a picture sent as a file holds metadata (place, time, device)."""
    kinds = [piece.kind for piece in step.conversation.pieces]
    if ORIGINAL not in kinds[before:] or ORIGINAL in kinds[:before]:
        return
    if filed(step):
        step.line("original-filed")
        return
    step.line(f"original-{channel_of(step.conversation.chat)}")
    step.ways.append(escape(step, "unfile"))


def _late(step: Step, body: Media) -> bool:
    """Add the rest of an album to the case that its first part was filed with."""
    conversation = step.conversation
    if conversation.flow or not conversation.case:
        return False
    _add_quietly(step, body, caption=True)
    step.silent = True
    return True


def _acknowledge(step: Step, media: Media) -> None:
    question = current(step)
    if question is None or question.id in {"quick", "evidence"}:
        return
    if question.id == "story" and media.kind in SPOKEN:
        step.give("story", "")
        step.line("voice-received")
    else:
        step.line("evidence-received", count=step.conversation.count)


def take_spoken(step: Step, body: Place | Contact) -> None:
    """Take a position or a contact card as an answer, or keep the text as a note.

    The file of a card is kept as evidence: the card may hold more than was read from it.
    """
    guess_language(step)
    text, question = spoken(body), current(step)
    alone = step.conversation.owed is None
    if alone and question is not None and question.id in {"suspects", "account", "held_where", "city"}:
        answer(step, question, text)
    elif step.conversation.flow in {"report", "enrich", "add"}:
        keep_beside(step, question, text)
    elif keeps_nothing(step):
        return
    else:
        begin_with(step, text)
    step.line("place-received" if isinstance(body, Place) else "contact-received")
    if isinstance(body, Contact) and body.file is not None:
        keep_media(step, body.file)
        meet_text(step, body.file.caption)


def take_edit(step: Step, body: Edited) -> None:
    """Keep the new version of a message beside the first, and its file where it is another one."""
    text, file = body.text, body.file
    if has_draft(step.conversation) or filed(step):
        meet_text(step, text)
        if text:
            keep_text(step, text, "edit")
        if file is not None and not is_kept(step, file):
            keep_media(step, file, caption=False)
    elif step.conversation.case:
        if text:
            sent = (step.event.sent,)
            traces, listed = text_traces(text)
            edit = AmendCase(
                step.conversation.case,
                (("edit", text),),
                sent=sent,
                traces=traces,
                listed=listed,
            )
            step.effects.append(edit)
        if file is not None:
            _add_quietly(step, file)
        meet_text(step, text)
    elif calls_for_care(text):
        begin_with(step, text)
        return
    else:
        step.silent = True
        return
    step.line("edit-kept")


def _add_quietly(step: Step, file: Media, *, caption: bool = False) -> None:
    """Add a file to the case at rest, without the questions of adding."""
    step.change(flow="add")
    keep_media(step, file, caption=caption)
    step.change(flow="", pieces=())
