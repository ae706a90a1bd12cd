"""Pictures as they were taken, which tell more than they show: where, when, with which device."""

from flows.core.conversation import Conversation
from flows.core.events import Media

ORIGINAL = "original"
"""The kind of a piece that keeps all that its picture tells."""

COMPRESSING = ("telegram:", "whatsapp:")
"""Channels on which a photo loses what it tells, unless it is sent as a file."""

_NAMES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".dng")
_CAMERA = ("image/jpeg", "image/heic", "image/heif", "image/tiff")


def kind_of(media: Media, chat: str) -> str:
    """What a piece is to the conversation: a picture sent as a file, or by a page that sends it as it is."""
    if media.kind == "document":
        picture = media.declared_type.startswith("image/") or media.name.lower().endswith(_NAMES)
        return ORIGINAL if picture else media.kind
    taken = media.kind == "photo" and not chat.startswith(COMPRESSING)
    return ORIGINAL if taken and media.declared_type in _CAMERA else media.kind


def could_tell_more(conversation: Conversation) -> bool:
    """The first photo has come, and lost on the way what it told beside what it shows."""
    kinds = [piece.kind for piece in conversation.pieces if not piece.failed]
    return kinds == ["photo"] and conversation.chat.startswith(COMPRESSING)
