"""Keeping texts and files: in the draft before filing, with the case afterwards."""

from flows.channels import traits_of
from flows.core.conversation import Conversation, Note, Piece
from flows.core.effects import AmendCase, Fetch
from flows.core.events import Contact, Media, Place
from flows.core.step import Step

MAX_NOTES = 60
MAX_CHARS = 20_000

ORIGINAL = "original"
"""The kind of a picture that still has its metadata: where and when it was taken, with which device."""

_NAMES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".dng")
_CAMERA = ("image/jpeg", "image/heic", "image/heif", "image/tiff")


def kind_of(media: Media, chat: str) -> str:
    """The kind of a piece: `original` for a picture that was sent as it was taken, else the file's kind."""
    if media.kind == "document":
        picture = media.declared_type.startswith("image/") or media.name.lower().endswith(_NAMES)
        return ORIGINAL if picture else media.kind
    taken = media.kind == "photo" and not traits_of(chat).compresses_photos
    return ORIGINAL if taken and media.declared_type in _CAMERA else media.kind


def could_tell_more(conversation: Conversation) -> bool:
    """True when the only piece is a photo that lost its metadata on the way."""
    kinds = [piece.kind for piece in conversation.pieces if not piece.failed]
    return kinds == ["photo"] and traits_of(conversation.chat).compresses_photos


def filed(step: Step) -> bool:
    """True where new content belongs to a case that is already filed."""
    return step.conversation.flow in {"enrich", "add"}


def keep_text(step: Step, text: str, kind: str = "note") -> None:
    """Keep a text that answers no question. `kind` is `note`, or `edit` for a new version of a message."""
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
    """Keep a file, which is fetched later; False where the report is full.

    The caption is kept in both cases, as a note.
    """
    conversation = step.conversation
    if not _has_room(step, media):
        step.line("evidence-full")
        if caption and media.caption:
            keep_text(step, media.caption)
        return False
    kind = kind_of(media, conversation.chat)
    piece = Piece(step.event.fresh[:16].hex(), kind, size=media.size or 0, unique=media.unique)
    step.effects.append(Fetch(piece.id, media, step.event.origin, step.event.sent))
    step.change(pieces=(*conversation.pieces, piece), revision=conversation.revision + 1)
    if filed(step):
        step.effects.append(AmendCase(conversation.case, evidence=(piece.id,)))
    if caption and media.caption:
        keep_text(step, media.caption)
    if media.album:
        step.change(album=media.album)
    return True


def is_kept(step: Step, media: Media) -> bool:
    """True where the draft has this very file."""
    return any(piece.unique == media.unique for piece in step.conversation.pieces if piece.unique)


def _has_room(step: Step, media: Media) -> bool:
    """True while the report may hold one more file. An unknown size counts once the file is stored."""
    pieces, quota = step.conversation.pieces, step.quota
    size = sum(piece.size for piece in pieces) + (media.size or 1)
    return len(pieces) < quota.pieces and size <= quota.size


def spoken(body: Place | Contact) -> str:
    """A position or contact cards as a text, one card a line."""
    if isinstance(body, Contact):
        return "\n".join(f"{card.name} {card.phone}".strip() for card in (body, *body.others))
    return f"{body.name} {body.latitude:.6f}, {body.longitude:.6f}".strip()
