"""Keeping what a person sends: in the draft before filing, with the case after."""

from flows.core.conversation import Note, Piece
from flows.core.effects import AmendCase, Fetch
from flows.core.events import Contact, Media, Place
from flows.core.step import Step
from flows.report.originals import kind_of

MAX_NOTES = 60
MAX_CHARS = 20_000


def filed(step: Step) -> bool:
    """What comes now belongs to a case that is already filed."""
    return step.conversation.flow in {"enrich", "add"}


def keep_text(step: Step, text: str, kind: str = "note") -> None:
    """A text outside a question: nothing is lost. `kind` `edit` marks a later version."""
    conversation, event = step.conversation, step.event
    note = Note(text[:MAX_CHARS], event.message, kind, event.origin.name if event.origin else "")
    if filed(step):
        step.effects.append(AmendCase(conversation.case, ((kind, note.told),)))
        return
    if len(conversation.notes) >= MAX_NOTES:
        step.line("notes-full")
        return
    step.change(notes=(*conversation.notes, note), revision=conversation.revision + 1)


def keep_media(step: Step, media: Media, *, caption: bool = True) -> bool:
    """A file: fetched in the background, for the draft or the case. False when there are too many.

    Words that came with a file that cannot be taken are kept.
    """
    conversation = step.conversation
    if not _has_room(step, media):
        step.line("evidence-full")
        if caption and media.caption:
            keep_text(step, media.caption)
        return False
    piece = Piece(step.event.fresh[:16].hex(), kind_of(media, conversation.chat), size=media.size or 0)
    step.effects.append(Fetch(piece.id, media, step.event.origin))
    step.change(pieces=(*conversation.pieces, piece), revision=conversation.revision + 1)
    if filed(step):
        step.effects.append(AmendCase(conversation.case, evidence=(piece.id,)))
    if caption and media.caption:
        keep_text(step, media.caption)
    if media.album:
        step.change(album=media.album)
    return True


def _has_room(step: Step, media: Media) -> bool:
    """A size that the channel did not tell counts once the file is here."""
    pieces, quota = step.conversation.pieces, step.quota
    size = sum(piece.size for piece in pieces) + (media.size or 1)
    return len(pieces) < quota.pieces and size <= quota.size


def spoken(body: Place | Contact) -> str:
    """A position or contact cards as text, one card a line."""
    if isinstance(body, Contact):
        return "\n".join(f"{card.name} {card.phone}".strip() for card in (body, *body.others))
    return f"{body.name} {body.latitude:.6f}, {body.longitude:.6f}".strip()
